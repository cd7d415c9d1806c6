"""Answers for the search box, while a reader types."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from data_loaders.memory import SHARED, Key
from data_loaders.schema.rows import rows_of
from data_loaders.store import DataProblem, current
from data_loaders.topics import Topic
from measures.search import Suggestion, search_index

LONGEST_QUERY = 100


def warm_soon(more: Callable[[], None] = lambda: None) -> None:
    """Build the search index in the background, then run `more`. With a million names the server would start too slowly."""

    def make() -> None:
        with suppress(DataProblem):
            search_index(current())
        more()

    Thread(target=make, daemon=True).start()


def found_rows(query: str) -> list[Suggestion]:
    """At most ten names that fit the typed `query`, the best match first.

    Raises:
        DataProblem: there is no usable data.
    """
    snapshot = current()

    def rows() -> list[Suggestion]:
        suggested = search_index(snapshot).suggest(query).select(*Suggestion.__annotations__)
        return rows_of(suggested, Suggestion)

    return [*SHARED.recall(Key(Topic.SUGGESTION, (snapshot.version, query)), rows)]
