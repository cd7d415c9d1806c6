"""The controls of the page of changes: two releases, a theme, a region, a network. Other filters stay on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from data_loaders.releases import kept_versions
from data_loaders.schema import Theme
from measures.selection import Selection
from ui.changes.known import SINCE, UNTIL, Known, day_words, known_changes
from ui.changes.narrowed import Narrowed, narrowed
from ui.filter_controls import CLEAR, address, chips, menu
from ui.filter_controls import form as typed_form
from ui.story import Choice, Control, ControlPlace, Field
from ui.view import View


def changes_controls(view: View, known: Known) -> tuple[Control, ...]:
    """All controls, the chips of what is chosen first. Only networks in which something changed are offered."""
    chosen, names, more = view.selection, view.names, narrowed(view)
    themes = {theme.value: view.t(f"theme.{theme}") for theme in Theme}
    one = chosen.themes[0] if len(chosen.themes) == 1 else ""
    networks = {code: names.partners.get(code, code) for code in _networks(view)}
    provinces = {name: name for name in names.provinces.values()}
    municipality = Field(
        "gemeente",
        view.t("filters.municipality.label"),
        names.municipalities.get(chosen.municipality or "", ""),
        view.t("filters.municipality.hint"),
    )
    form = typed_form(view, "gemeente", ControlPlace.HEAD, municipality)
    return (
        *([_chips(view, more)] if more.chosen or not chosen.is_empty else []),
        *_releases(view, known),
        _menu(view, "thema", "themes", themes, one),
        _menu(view, "provincie", "province", provinces, names.provinces.get(chosen.province or "", "")),
        replace(form, keeps=(*form.keeps, *_pairs(more))),
        _menu(view, "netwerk", "network", networks, chosen.network or ""),
    )


def _chips(view: View, more: Narrowed) -> Control:
    """What is chosen, what is no filter too; taking one back leaves the others."""
    taken = chips(view)
    query = urlencode(_pairs(more))
    choices = [
        replace(each, address=f"{each.address}{'&' if len(each.address) > 1 else ''}{query}")
        if query and each.value != CLEAR
        else each
        for each in taken.choices
    ]
    clear = [choices.pop()] if choices else [Choice(view.t("filters.clear"), address(view, Selection()), value=CLEAR)]
    for each in more.chosen:
        rest = [(one.parameter, one.value) for one in more.chosen if one != each]
        here = address(view, view.selection)
        to = f"{here}{'&' if rest and len(here) > 1 else ''}{urlencode(rest)}"
        choices.append(Choice(each.words, to, is_on=True, value=f"{each.parameter}-{each.value}"))
    return replace(taken, choices=(*choices, *clear))


def _pairs(more: Narrowed) -> list[tuple[str, str]]:
    return [(each.parameter, each.value) for each in more.chosen]


def _releases(view: View, known: Known) -> Iterator[Control]:
    versions = kept_versions(view.snapshot)
    if len(versions) > 1:
        yield _release(view, SINCE, versions[1:], known.since)
        yield _release(view, UNTIL, versions[:-1], known.until)


def _release(view: View, name: str, versions: Sequence[str], chosen: str) -> Control:
    """A menu of releases, named by their day; releases of the same day also by their version."""
    days = [version[:10] for version in versions]
    choices = tuple(
        Choice(
            day_words(view, version) + (f" ({version[11:]})" if days.count(day) > 1 else ""),
            "",
            is_on=version == chosen,
            value=version,
        )
        for version, day in zip(versions, days, strict=True)
    )
    return menu(view, name, view.t(f"wijzigingen.choose_{name}"), choices, ControlPlace.HEAD)


def _menu(view: View, name: str, field: str, values: dict[str, str], chosen: str) -> Control:
    every = Choice(view.t(f"wijzigingen.every_{field}"), "", is_on=not chosen)
    choices = tuple(Choice(words, "", is_on=value == chosen, value=value) for value, words in values.items())
    return menu(view, name, view.t(f"filters.{field}.label"), (every, *choices), ControlPlace.HEAD)


def _networks(view: View) -> list[str]:
    """Networks in which something changed, and the chosen one; sorted by name."""
    rows = known_changes(replace(view, selection=Selection())).rows
    codes: set[str] = set(rows["networks"].explode().drop_nulls())
    codes |= {view.selection.network} if view.selection.network else set()
    return sorted(codes, key=lambda code: (view.names.partners.get(code) or code).casefold())
