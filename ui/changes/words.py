"""Changes in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_loaders.schema import Initiatives, LocationPrecision, words
from data_loaders.schema.rows import rows_of
from data_loaders.topics import Topic
from measures.changed import Happened, Subject
from measures.changed.rows import ChangeRow
from ui.numbers import number
from ui.view import View

_LISTED = {"themes": "theme", "status": "status", "legal_form": "legal_form", "scope": "scope"}


class KnownChange(ChangeRow):
    """One row of `ui.changes.known.Known.rows`."""

    version: str


@dataclass(frozen=True)
class Entry:
    """All changes of one thing (an initiative, a figure or a milestone) in one release."""

    key: str
    """Permanent identifier, made of subject, thing and release."""
    title: str
    """Kind of change and name."""
    name: str
    """Name of the thing, with its place."""
    kind: Happened
    """The most important of its changes."""
    subject: Subject
    sentences: tuple[str, ...]
    source: str
    """The source of the first change; empty if none is named."""
    source_address: str | None
    address: str
    """The page of the thing, without the address of the site."""
    version: str
    date: date
    themes: tuple[str, ...]


def entries(view: View, changes: pl.DataFrame) -> Iterator[Entry]:
    """One entry per thing and release: the newest release first, and in it the most important changes."""
    groups: dict[tuple[str, str, str], list[KnownChange]] = {}
    for row in rows_of(changes, KnownChange):
        groups.setdefault((row["version"], row["subject"], row["id"]), []).append(row)
    return (_entry(view, rows) for rows in groups.values())


def _entry(view: View, rows: Sequence[KnownChange]) -> Entry:
    first = rows[0]
    where = ", ".join(view.names.regions.get(code, code) for code in first["region_codes"])
    kind = view.t(f"wijzigingen.kind.{first['kind']}")
    key = f"{first['subject']}/{first['id']}@{first['version']}"
    name = f"{_thing(view, first)} ({where})" if where else _thing(view, first)
    return Entry(
        key,
        view.t("wijzigingen.entry", kind=kind, name=name),
        name,
        Happened(first["kind"]),
        Subject(first["subject"]),
        tuple(sentence(view, row) for row in rows),
        _source(view, first) if first["source_url"] else "",
        first["source_url"],
        _address(view, first),
        first["version"],
        first["date"],
        tuple(first["themes"]),
    )


def _thing(view: View, row: KnownChange) -> str:
    """The name of the thing, in the reader's language if there is one."""
    name = str(row["name"])
    if row["subject"] == Subject.INITIATIVE:
        return name
    named: dict[str, str] = view.once_for_all(Topic.GOAL_NAMES, lambda: _goal_names(view), view.language)
    return named.get(row["id"].partition(".")[0] if row["subject"] == Subject.FIGURE else name, name)


def _goal_names(view: View) -> dict[str, str]:
    """Identifier of an indicator, or Dutch title of a milestone → its name in the reader's language."""
    indicators = view.snapshot.table("indicators").select("indicator_id", f"name_{view.language}")
    milestones = view.snapshot.table("milestones").select(of="title_nl", name=f"title_{view.language}").drop_nulls()
    return dict([*indicators.iter_rows(), *milestones.iter_rows()])


def _address(view: View, row: KnownChange) -> str:
    if row["subject"] == Subject.INITIATIVE:
        return view.link("initiatieven", id=row["id"])
    if row["subject"] == Subject.FIGURE:
        return view.link("doelen", indicator=row["id"].partition(".")[0])
    return view.link("doelen", doel=str(row["goal_id"]))


def sentence(view: View, row: KnownChange) -> str:
    """One change in words: the old and the new value, the source, and why it differs."""
    parts = [
        _what(view, row),
        _reason(view, row),
        row["note"] or "",
    ]
    return " ".join(part for part in parts if part)


def _reason(view: View, row: KnownChange) -> str:
    """Why the value differs. A correction always gets a reason, even if it is that no source tells why."""
    if row["reason"]:
        return view.t(f"wijzigingen.reason.{row['reason']}")
    return view.t("wijzigingen.no_reason") if row["kind"] == Happened.CORRECTED else ""


def _what(view: View, row: KnownChange) -> str:
    t = view.t
    source = _source(view, row)
    if row["subject"] == Subject.FIGURE:
        return _figure(view, row, source)
    if row["subject"] == Subject.MILESTONE or not row["field"]:
        new = _name(view, row["new"] or "") if row["kind"] in (Happened.MERGED, Happened.FORWARDED) else ""
        return t(f"wijzigingen.whole.{row['kind']}", into=new, source=source)
    old = _value(view, row["field"], row["old"], row["old_year"])
    new = _value(view, row["field"], row["new"], row["new_year"])
    if row["field"] == "sources" and row["kind"] == Happened.CONFIRMED:
        return t("wijzigingen.new_source", source=source)
    label = field_words(view, row["field"])
    kind = _corrected(old, new) if row["kind"] == Happened.CORRECTED else row["kind"]
    return t(f"wijzigingen.fact.{kind}", field=label, old=old, new=new, source=source)


def _corrected(old: str, new: str) -> str:
    """What a correction did with a value: added it, removed it or changed it."""
    if not old:
        return "came"
    return "other" if new else "went"


def _source(view: View, row: KnownChange) -> str:
    if not row["source_url"]:
        return view.t("wijzigingen.no_source")
    title = row["source_title"] or row["source_url"]
    return f"{title} ({row['source_year']})" if row["source_year"] else title


def _figure(view: View, row: KnownChange, source: str) -> str:
    code, year = row["region_codes"][0], str(row["new_year"] or row["old_year"])
    old, new = (number(float(each), view.language, 2) if each else "" for each in (row["old"], row["new"]))
    return view.t(
        f"wijzigingen.figure.{row['kind']}",
        region=view.names.regions.get(code, code),
        year=year,
        old=old,
        new=new,
        source=source,
    )


def field_words(view: View, field: str) -> str:
    """The name of a fact: the label of its column, or "place on the map" for its point."""
    if field == "location_precision":
        return view.t("wijzigingen.point")
    if field == "municipality_code":
        return view.t("list.municipality")
    return words(Initiatives, field, view.language).label


def _value(view: View, field: str, value: str | None, year: int | None) -> str:
    if not value:
        return ""
    words = "; ".join(_one(view, field, each) for each in value.split("; "))
    return f"{words} ({year or view.t('list.no_year')})" if field == "status" else words


def _one(view: View, field: str, value: str) -> str:
    if field in _LISTED:
        return view.t(f"{_LISTED[field]}.{value}").lower()
    if field == "location_precision" and value in set(LocationPrecision):
        return view.t(f"precision.{value}")
    if field in {"municipality_code", "seat_code"}:
        return view.names.regions.get(value, value)
    if field == "networks":
        return view.names.partners.get(value, value)
    return _name(view, value) if field == "parent_id" else value


def _name(view: View, initiative_id: str) -> str:
    names: dict[str, str] = view.once_for_all(
        Topic.INITIATIVE_NAMES, lambda: dict(view.snapshot.table("initiatives").select("id", "name").iter_rows())
    )
    return names.get(initiative_id, initiative_id)
