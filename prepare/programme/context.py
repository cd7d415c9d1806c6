"""The data against which rows of the programme are checked."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from geo.codes import Gazetteer
from prepare.programme.rows import Row


@dataclass
class Context:
    """Regions, the day that counts as today, and the tables read before this one."""

    gazetteer: Gazetteer
    read_on: date
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)

    @cached_property
    def partner_ids(self) -> frozenset[str]:
        """Ids of the partners read so far."""
        return frozenset(self.tables["partners"]["partner_id"])

    @cached_property
    def goal_ids(self) -> frozenset[int]:
        """Numbers of the goals read so far."""
        return frozenset(self.tables["goals"]["goal_id"])

    @cached_property
    def goal_slugs(self) -> frozenset[str]:
        """Slugs of the goals read so far."""
        return frozenset(self.tables["goals"]["slug"])

    @cached_property
    def units(self) -> dict[str, str]:
        """Indicator id to unit."""
        return dict(self.tables["indicators"].select("indicator_id", "unit").iter_rows())


def listed_goal(row: Row, context: Context) -> int | None:
    """The number of an existing goal; an unknown number rejects the row."""
    goal_id = row.whole("goal_id")
    if goal_id not in context.goal_ids:
        reason = f"Doel {row.text('goal_id')} staat niet in goals.csv."
        row.reject("goal_unknown", reason, "Verbeter het nummer van het doel.", column="goal_id")
    return goal_id
