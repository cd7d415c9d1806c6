"""Answers for the search box, while a reader types."""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from threading import Thread

from data_loaders.made import once_per_release
from data_loaders.schema.rows import rows_of
from data_loaders.store import DataProblem, Snapshot, current
from measures.search import SearchIndex, Suggestion

TABLES = ("initiatives", "regions", "municipality_changes", "places", "partners", "postcodes")
LONGEST_QUERY = 100


@lru_cache(maxsize=1024)
def _answer(index: SearchIndex, query: str) -> list[Suggestion]:
    return rows_of(index.suggest(query).select(*Suggestion.__annotations__), Suggestion)


@once_per_release
def warm(snapshot: Snapshot) -> SearchIndex:
    """The index of one release."""
    # The answers of an older release would keep its index alive.
    _answer.cache_clear()
    return SearchIndex({name: snapshot.table(name) for name in TABLES})


def warm_soon(more: Callable[[], None] = lambda: None) -> None:
    """Make the index beside the first visits: with a million names it takes longer than a start should. Then do `more`."""

    def make() -> None:
        with suppress(DataProblem):
            warm(current())
        more()

    Thread(target=make, daemon=True).start()


def found_rows(query: str) -> list[Suggestion]:
    """At most ten names for what was typed so far, closest first.

    Raises:
        DataProblem: there is no usable data.
    """
    return list(_answer(warm(current()), query))
