"""Measures how well we read partners' lists: compares columns, places, themes and merges with `partner_lists.toml`."""

import tempfile
import tomllib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TypedDict

import xlsxwriter

from bench.figures import Figures
from data_loaders.snapshot import Snapshot, load_snapshot
from data_loaders.store import PREPARED
from prepare.__main__ import SOURCES
from prepare.columns.field import Field
from prepare.merging import merge, read_words
from prepare.place.evidence import Atlas
from prepare.read.source import ReadConfig, SourceResult, Words, read_source

LISTS = Path(__file__).with_name("partner_lists.toml")
_GEOGRAPHY = ("regions", "places", "postcodes", "districts", "municipality_changes")
_THIS_YEAR = 2026
_UNREAD = (Field.UNUSED, Field.SHAPE)


class PartnerList(TypedDict, total=False):
    """A list with its correct answers."""

    name: str
    text: str
    sheets: bool
    """Whether the text stands for a spreadsheet: "=== name" above each sheet, ";" between cells, "words>address" for a link."""
    columns: dict[str, str]
    """Column name to field."""
    rows: list[tuple[int, str, list[str]]]
    """Number, municipality and themes of each row that must be accepted."""
    same: list[tuple[int, int]]
    """Rows about the same initiative."""


@dataclass
class Score:
    """Our answers of one kind, beside the correct answers."""

    answers: set[Hashable] = field(default_factory=set)
    right: set[Hashable] = field(default_factory=set)

    def figures(self) -> Figures:
        """Precision is the share of our answers that is correct; recall is the share of correct answers that we gave."""
        both = len(self.answers & self.right)
        return {
            "right": len(self.right),
            "precision": round(both / len(self.answers), 4) if self.answers else 1.0,
            "recall": round(both / len(self.right), 4) if self.right else 1.0,
        }

    def faults(self) -> list[Hashable]:
        """All wrong and missing answers."""
        return sorted(self.answers ^ self.right, key=str)


def score(snapshot: Snapshot) -> dict[str, Score]:
    """The scores per kind: columns, municipalities, themes, merges.

    Args:
        snapshot: a release, for its places and boundaries.
    """
    tables = {name: snapshot.table(name) for name in _GEOGRAPHY}
    atlas = Atlas.load(tables, snapshot.shapes("municipalities"), snapshot.shapes("surroundings"))
    config = ReadConfig(Words.load(SOURCES), atlas, _THIS_YEAR)
    scores = {kind: Score() for kind in ("columns", "municipalities", "themes", "merges")}
    lists: list[PartnerList] = tomllib.loads(LISTS.read_text(encoding="utf-8"))["file"]
    with tempfile.TemporaryDirectory() as folder:
        for partner_list in lists:
            path = _written(Path(folder), partner_list)
            result = read_source(path, config)
            for kind, answers in _answers(result, snapshot).items():
                scores[kind].answers |= {(path.name, one) for one in answers}
            for kind, right in _right(partner_list).items():
                scores[kind].right |= {(path.name, one) for one in right}
    return scores


def _written(folder: Path, partner_list: PartnerList) -> Path:
    path = folder / partner_list["name"]
    if not partner_list.get("sheets"):
        path.write_text(partner_list["text"], encoding="utf-8")
        return path
    with xlsxwriter.Workbook(str(path)) as book:
        for sheet in partner_list["text"].split("=== ")[1:]:
            name, *lines = sheet.rstrip("\n").split("\n")
            page = book.add_worksheet(name)
            for row, line in enumerate(lines):
                for column, cell in enumerate(line.split(";")):
                    words, _, address = cell.partition(">")
                    page.write_url(row, column, address, None, words) if address else page.write(row, column, words)
    return path


def figures() -> Iterator[Figures]:
    """One line per kind, measured with the release in use."""
    for kind, outcome in score(load_snapshot(PREPARED)).items():
        yield {"what": "partner_lists", "kind": kind, **outcome.figures()}


def _answers(result: SourceResult, snapshot: Snapshot) -> dict[str, set[Hashable]]:
    names = dict(snapshot.table("regions").select("code", "name").iter_rows())
    rows = list(result.candidates.select("row", "municipality_code", "themes").iter_rows())
    return {
        "columns": {(c.header, c.field.value) for c in result.columns if c.field and c.field not in _UNREAD},
        "municipalities": {(row, names[code]) for row, code, _ in rows if code},
        "themes": {(row, theme) for row, _, themes in rows for theme in themes},
        "merges": _merged(result, snapshot),
    }


def _right(partner_list: PartnerList) -> dict[str, set[Hashable]]:
    columns = {(header, name) for header, name in partner_list["columns"].items() if name not in _UNREAD}
    return {
        "columns": {*columns},
        "municipalities": {(row, municipality) for row, municipality, _ in partner_list["rows"]},
        "themes": {(row, theme) for row, _, themes in partner_list["rows"] for theme in themes},
        "merges": {(one, other) for one, other in partner_list.get("same", [])},
    }


def _merged(result: SourceResult, snapshot: Snapshot) -> set[Hashable]:
    """Pairs of rows that were merged."""
    if result.candidates.is_empty():
        return set()
    words = read_words(SOURCES / "words" / "name_words.csv")
    outcomes = merge(result.candidates, regions=snapshot.table("regions"), words=words).outcomes
    groups = outcomes.group_by("id").agg("row")["row"].to_list()
    return {pair for group in groups for pair in combinations(sorted(group), 2)}
