"""What every part of the page works with: the judged goals and what the address asks for."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self, cast
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from data_loaders.schema import RegionLevel
from measures.goals.goals import goal_progress, with_judgements
from measures.goals.programme import Programme
from measures.goals.progress import progress
from ui.address import Note
from ui.names import Names
from ui.session import View
from ui.share import DUTCH_TIME

COUNTRY = "NL"
PARAMETERS = ("doel", "indicator", "regio", "deel")

Row = dict[str, Any]


class Part(StrEnum):
    """Parts of the page that are not about one goal or indicator."""

    COVERAGE = "dekking"
    AREA = "gebied"


def today() -> date:
    """The day of judgement, as a reader in the Netherlands has it."""
    return datetime.now(DUTCH_TIME).date()


@dataclass(frozen=True)
class Asked:
    """What the address asks for, in terms that exist."""

    goal_id: int | None = None
    indicator_id: str | None = None
    region_code: str | None = None
    part: Part | None = None
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """The programme judged on one day, for one reader."""

    view: View
    programme: Programme
    today: date
    progress: pl.DataFrame
    """`data_loaders.schema.goal_figures.Progress`: each indicator in its own region."""
    goals: pl.DataFrame
    """`GoalProgress` with the columns of `goals` and `judgements`."""

    @classmethod
    def of(cls, view: View, on: date) -> Self:
        """Judge the programme of `view` on the day `on`; once per data version and day, for all readers."""
        programme = Programme.of(view.snapshot.table)
        judged = _judged(view, programme, on)
        goals = view.catalogue.memory.recall(("goals", on), lambda: _goals(programme, judged, on))
        return cls(view, programme, on, judged, cast("pl.DataFrame", goals))

    def in_region(self, code: str) -> pl.DataFrame:
        """`Progress` of each indicator in one region."""
        return _judged(self.view, self.programme, self.today, code)

    def words(self, row: Row, column: str) -> str:
        """The column `<column>_<language>` of `row`."""
        return str(row[f"{column}_{self.view.language}"])

    def indicator(self, indicator_id: str) -> Row:
        """Declared row of an indicator."""
        return self.programme.declared.row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)

    def indicator_name(self, indicator_id: str) -> str:
        """Name of an indicator in the reader's language."""
        return self.words(self.indicator(indicator_id), "name")

    def goal(self, goal_id: int) -> Row:
        """One row of `goals`."""
        return self.goals.row(by_predicate=pl.col("goal_id") == goal_id, named=True)

    def region_name(self, code: str | None) -> str:
        """Name of a region; without one, the words for measured per region."""
        if code is None:
            return self.view.t("doelen.per_region")
        names = self.view.names
        return names.municipalities.get(code) or names.provinces.get(code) or self.view.t("doelen.country")

    def href(self, **params: str | int | None) -> str:
        """Address of a part of this page, in the reader's language."""
        given = {key: str(value) for key, value in params.items() if value is not None}
        language = {"taal": "en"} if self.view.language == "en" else {}
        return f"?{urlencode(given | language)}"


def _judged(view: View, programme: Programme, on: date, code: str | None = None) -> pl.DataFrame:
    judged = view.catalogue.memory.recall(("progress", on, code), lambda: progress(programme, on, code))
    return cast("pl.DataFrame", judged)


def _goals(programme: Programme, judged: pl.DataFrame, on: date) -> pl.DataFrame:
    goals = goal_progress(programme, judged, on).join(programme.goals, on="goal_id", maintain_order="left")
    return with_judgements(goals, programme.goal_judgements, "slug")


def ask(view: View, programme: Programme) -> Asked:
    """Read the address; what cannot be understood becomes a note."""
    notes: list[Note] = []

    def unknown(parameter: str) -> None:
        notes.append(Note("address.unknown_value", parameter, st.query_params.get(parameter, "")[:40]))

    typed = {name: st.query_params.get(name, "").strip() for name in PARAMETERS}
    by_goal = {key: row["goal_id"] for row in programme.goals.to_dicts() for key in (row["slug"], str(row["goal_id"]))}
    found = {
        "doel": by_goal.get(typed["doel"]),
        "indicator": typed["indicator"] if typed["indicator"] in set(programme.indicators["indicator_id"]) else None,
        "regio": region_code(view.names, typed["regio"]),
        "deel": Part(typed["deel"]) if typed["deel"] in set(Part) else None,
    }
    for name, value in found.items():
        if typed[name] and value is None:
            unknown(name)
    return Asked(found["doel"], found["indicator"], found["regio"], found["deel"], notes)  # type: ignore[arg-type]


def region_code(names: Names, typed: str) -> str | None:
    """The one region that a name or code stands for; of two with one name, the municipality."""
    if typed.casefold() in ("nl", "nederland", "netherlands", "the netherlands"):
        return COUNTRY
    for level in (RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE):
        codes = names.region_codes(level, typed[:100]) if typed else []
        if len(codes) == 1:
            return codes[0]
    return None


def typed_region(names: Names, code: str) -> str:
    """How a region is written in the address: its name, or its code where a name has two meanings."""
    name = names.municipalities.get(code) or names.provinces.get(code) or code
    return name if region_code(names, name) == code else code


def write(**params: str | None) -> None:
    """Change the address; an empty value takes the parameter out."""
    for name, value in params.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
