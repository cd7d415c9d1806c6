"""Choices of an address that are no filters but can be followed: one initiative, goal or indicator, or several regions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from data_loaders.releases import removed
from data_loaders.schema import RegionLevel
from measures.changed import Subject
from measures.selection import Selection
from ui.address import LONGEST_SHOWN, LONGEST_TEXT, Note
from ui.names import BESIDE
from ui.parameters import CHANGES, NARROWS
from ui.region.find import ask
from ui.view import View

MOST_BESIDE = 12
_SUBJECT = pl.col("subject").cast(pl.String)


@dataclass(frozen=True)
class Narrowing:
    """One value of such a parameter."""

    parameter: str
    value: str
    """As an address has it."""
    words: str


@dataclass(frozen=True)
class Narrowed:
    """All such choices of one address."""

    chosen: tuple[Narrowing, ...] = ()
    tests: tuple[pl.Expr, ...] = ()
    """Tests on rows of `Change`. A row must pass all of them."""
    notes: tuple[Note, ...] = ()
    """Values that were not understood."""
    unfollowed: tuple[str, ...] = ()
    """Parameters about things for which we keep no changes."""

    @property
    def params(self) -> Mapping[str, list[str]]:
        """The choices as parameters of an address."""
        names = dict.fromkeys(each.parameter for each in self.chosen)
        return {name: [each.value for each in self.chosen if each.parameter == name] for name in names}


Read = Callable[[View, str], tuple[str, str, pl.Expr] | None]


def narrowed(view: View) -> Narrowed:
    """Read the choices from the address of `view`."""
    chosen, tests, notes = list(_beside(view)), [], []
    for name, read in _READ.items():
        typed = view.typed(name).strip()[:LONGEST_TEXT]
        match = read(view, typed) if typed else None
        if match:
            chosen.append(Narrowing(name, *match[:2]))
            tests.append(match[2])
        elif typed:
            notes.append(Note("address.unknown_value", name, typed[:LONGEST_SHOWN]))
    notes += [Note("address.unknown_value", BESIDE, typed[:LONGEST_SHOWN]) for typed in _lost(view)[:3]]
    known = {*_READ, BESIDE}
    return Narrowed(
        tuple(chosen),
        tuple(tests),
        tuple(notes),
        tuple(name for name in NARROWS[CHANGES] if name not in known and view.typed(name).strip()),
    )


def along(view: View, page: str) -> Mapping[str, list[str]]:
    """The parameters that a link from `page` to its changes must keep, besides filters."""
    return {name: view.params[name] for name in NARROWS.get(page, ()) if any(view.params.get(name, []))}


def side_by_side(view: View) -> tuple[Selection, ...]:
    """One selection per region that is followed; only the selection of the filters if no regions are compared."""
    chosen, codes = view.selection, [each.value for each in narrowed(view).chosen if each.parameter == BESIDE]
    if not codes:
        return (chosen,)
    bare = replace(chosen, province=None, corop=None, municipality=None, place=None, together=None)
    fields = {"GM": "municipality", "CR": "corop", "PV": "province"}
    others = [bare.with_values(fields[code[:2]], (code,)) if code[:2] in fields else bare for code in codes]
    return tuple(dict.fromkeys([*([chosen] if chosen != bare else []), *others]))


def _typed_beside(view: View) -> dict[str, tuple[str, ...]]:
    typed = [each.strip() for each in view.params.get(BESIDE, []) if each.strip()]
    return {each: ask(view.snapshot, each, None).codes for each in typed[:MOST_BESIDE]}


def _beside(view: View) -> tuple[Narrowing, ...]:
    codes = dict.fromkeys(codes[0] for codes in _typed_beside(view).values() if len(codes) == 1)
    return tuple(Narrowing(BESIDE, code, view.names.regions[code]) for code in codes)


def _lost(view: View) -> list[str]:
    return [typed for typed, codes in _typed_beside(view).items() if len(codes) != 1]


def _initiative(view: View, typed: str) -> tuple[str, str, pl.Expr] | None:
    listed = view.snapshot.table("initiatives").filter(id=typed)["name"].to_list()
    former = removed(view.snapshot).filter(id=typed)["name"].to_list()
    old = view.snapshot.table("aliases").filter(old_id=typed)["old_id"].to_list()
    name = next(iter([*listed, *former, *old]), None)
    return (typed, name, (_SUBJECT == Subject.INITIATIVE) & (pl.col("id") == typed)) if name else None


def _goal(view: View, typed: str) -> tuple[str, str, pl.Expr] | None:
    goals = view.snapshot.table("goals").filter(
        (pl.col("goal_id").cast(pl.String) == typed) | (pl.col("slug") == typed)
    )
    match = goals.select(pl.col("goal_id").cast(pl.String), f"title_{view.language}", number="goal_id").rows()
    return (match[0][0], match[0][1], pl.col("goal_id").eq(match[0][2]).fill_null(value=False)) if match else None


def _indicator(view: View, typed: str) -> tuple[str, str, pl.Expr] | None:
    match = view.snapshot.table("indicators").filter(indicator_id=typed)[f"name_{view.language}"].to_list()
    of_it = (_SUBJECT == Subject.FIGURE) & pl.col("id").str.split(".").list.first().eq(typed)
    return (typed, match[0], of_it) if match else None


def _region(view: View, typed: str) -> tuple[str, str, pl.Expr] | None:
    """The region of the figures. A name that two regions share means the municipality, as on the page of goals."""
    levels = (RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE, RegionLevel.COUNTRY)
    codes = next((match for level in levels if len(match := ask(view.snapshot, typed, level).codes) == 1), ())
    if not codes:
        return None
    return (
        codes[0],
        view.names.regions[codes[0]],
        (_SUBJECT == Subject.FIGURE) & pl.col("region_codes").list.contains(codes[0]),
    )


_READ: Mapping[str, Read] = {"id": _initiative, "doel": _goal, "indicator": _indicator, "regio": _region}
