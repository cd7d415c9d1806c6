"""The judged goals (`Board`) and the reader's choice (`GoalChoice`), from which all parts of the page are made."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self, TypeAlias

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.topics import Topic
from measures.goals.goals import goal_progress, with_judgements
from measures.goals.programme import Programme
from measures.goals.progress import progress
from ui.address import Note
from ui.names import Names
from ui.story import Link
from ui.view import View

COUNTRY = "NL"
BY_LAW = "participatieverordening-vastgesteld"

Row: TypeAlias = dict[str, Any]
"""A row of one of several tables: progress, goals with their judgements, or declared indicators. Hence `Any`."""


class Section(StrEnum):
    """Parts of the page that are not about one goal or indicator; the values are used in addresses."""

    COVERAGE = "dekking"
    AREA = "gebied"
    METHOD = "methode"


@dataclass(frozen=True)
class GoalChoice:
    """What the address asks for. None means that it does not ask, or asks for something that does not exist."""

    goal_id: int | None = None
    indicator_id: str | None = None
    region_code: str | None = None
    section: Section | None = None
    notes: tuple[Note, ...] = ()
    unknown: str = ""
    """The typed goal or indicator, if there is no such one."""


@dataclass(frozen=True)
class Board:
    """The action programme, judged on one day, with words for one reader."""

    view: View
    programme: Programme
    today: date
    progress: pl.DataFrame
    """A row of `data_loaders.schema.goal_figures.Progress` for each indicator, in its own region."""
    goals: pl.DataFrame
    """`GoalProgress`, with the columns of the table of goals and a column `judgements`."""
    _declared: dict[str, Row] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, view: View) -> Self:
        """Judge the programme on the day of `view`. The result is remembered per data version and day, for all readers."""
        programme, on = Programme.of(view.snapshot.table), view.day
        judged = _judged(view, programme, on)
        goals = view.once_for_all(Topic.GOALS, lambda: _goals(programme, judged, on), on)
        declared = {row["indicator_id"]: row for row in programme.declared.iter_rows(named=True)}
        return cls(view, programme, on, judged, goals, declared)

    def in_region(self, code: str) -> pl.DataFrame:
        """A row of `Progress` for each indicator in another region."""
        return _judged(self.view, self.programme, self.today, code)

    def words(self, row: Row, column: str) -> str:
        """The text of `row` in the reader's language: the column `<column>_<language>`."""
        return str(row[f"{column}_{self.view.language}"])

    def indicator(self, indicator_id: str) -> Row:
        """The declaration of an indicator."""
        return self._declared[indicator_id]

    def indicator_name(self, indicator_id: str) -> str:
        """The name of an indicator in the reader's language."""
        return self.words(self.indicator(indicator_id), "name")

    def goal(self, goal_id: int) -> Row:
        """The row of a goal in `goals`."""
        return self.goals.row(by_predicate=pl.col("goal_id") == goal_id, named=True)

    def goal_title(self, goal_id: int) -> str:
        """The number and title of a goal."""
        return self.view.t("doelen.goal_number", id=str(goal_id), title=self.words(self.goal(goal_id), "title"))

    def region_name(self, code: str | None) -> str:
        """The name of a region; for None the words "per municipality or province"."""
        if code is None:
            return self.view.t("doelen.per_region")
        names = self.view.names
        name = names.municipalities.get(code) or names.provinces.get(code)
        if name is None:
            return self.view.t("doelen.country")
        return self.view.t(f"doelen.shared_{code[:2].lower()}", name=name) if is_shared(names, name) else name

    def href(self, **params: str | int | None) -> str:
        """The address of a part of this page, in the reader's language."""
        return self.view.link("doelen", **{key: str(value) for key, value in params.items() if value is not None})

    def named_link(self, indicator_id: str, behind: str = "") -> tuple[str, str, str]:
        """Address and name of an indicator, and words to follow its name."""
        return self.href(indicator=indicator_id), self.indicator_name(indicator_id), behind

    def crumbs(self, *more: Link) -> tuple[Link, ...]:
        """The breadcrumbs of a part of this page."""
        return (Link(self.view.t("doelen.all_goals"), self.href()), *more)

    @property
    def per_row(self) -> str:
        """The words for the source of a part whose rows each have a source."""
        return self.view.t("doelen_lijst.sources_per_row")


def _judged(view: View, programme: Programme, on: date, code: str | None = None) -> pl.DataFrame:
    return view.once_for_all(Topic.PROGRESS, lambda: progress(programme, on, code), on, code)


def _goals(programme: Programme, judged: pl.DataFrame, on: date) -> pl.DataFrame:
    goals = goal_progress(programme, judged, on).join(programme.goals, on="goal_id", maintain_order="left")
    return with_judgements(goals, programme.goal_judgements, "slug")


def ask(view: View, programme: Programme) -> GoalChoice:
    """Read the choice from the address. A region or section that is not understood gets a note."""
    typed = {name: view.typed(name).strip() for name in ("doel", "indicator", "regio", "deel")}
    by_goal = {key: row["goal_id"] for row in programme.goals.to_dicts() for key in (row["slug"], str(row["goal_id"]))}
    indicator = typed["indicator"] if typed["indicator"] in set(programme.indicators["indicator_id"]) else None
    goal, region = by_goal.get(typed["doel"]), region_code(view.names, typed["regio"])
    section = Section(typed["deel"]) if typed["deel"] in set(Section) else None
    read = {"doel": goal, "indicator": indicator, "regio": region, "deel": section}
    lost = {name: value[:40] for name, value in typed.items() if value and read[name] is None}
    notes = [Note("address.unknown_value", name, lost[name]) for name in ("regio", "deel") if name in lost]
    if is_shared(view.names, typed["regio"]):
        notes.append(Note("address.shared_name", "regio", typed["regio"]))
    unknown = lost.get("indicator") or lost.get("doel", "")
    return GoalChoice(goal, indicator, region, section, tuple(notes), unknown)


def region_code(names: Names, typed: str) -> str | None:
    """The code of the region with this name or code; None if there is none or several. A municipality goes before a province."""
    if typed.casefold() in ("nl", "nederland", "netherlands", "the netherlands"):
        return COUNTRY
    for level in (RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE):
        codes = names.region_codes(level, typed[:100]) if typed else []
        if len(codes) == 1:
            return codes[0]
    return None


def is_shared(names: Names, typed: str) -> bool:
    """Whether both a municipality and a province have this name, such as Utrecht."""
    levels = (RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE)
    return all(names.region_codes(level, typed) not in ([], [typed]) for level in levels)


def typed_region(names: Names, code: str) -> str:
    """The region as written in an address: its name, or its code if the name means two regions."""
    name = names.municipalities.get(code) or names.provinces.get(code) or code
    return name if region_code(names, name) == code and not is_shared(names, name) else code
