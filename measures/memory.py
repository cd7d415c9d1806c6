"""Answers that are asked for again and again, kept with the data that they were computed from."""

import sys
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import polars as pl
from cachetools import LRUCache

MOST_BYTES = 16_000_000
"""Room for the answers about one data version: some hundred whole pages, with what they are made of."""


def _bytes(answer: object) -> int:
    """Bytes of an answer with everything in it, and of its place in the memory.

    What others hold as well, as a view or a table of the release, counts as large as it is: rather too few answers than too many.
    """
    size, seen, waiting = 1000, set[int](), [answer]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        size += sys.getsizeof(each)
        if isinstance(each, pl.DataFrame | pl.Series):
            size += int(each.estimated_size())
        elif isinstance(each, Mapping):
            waiting += [*each, *each.values()]
        elif isinstance(each, list | tuple | set | frozenset):
            waiting += each
        elif is_dataclass(each):
            waiting += [getattr(each, part.name) for part in fields(each)]
    return size


class Memory:
    """The answers about one data version, least recently used ones forgotten first; gone with the version itself."""

    def __init__(self, room: int | None = None) -> None:
        """Start without answers; `room` in bytes, `MOST_BYTES` unless told otherwise."""
        self._answers: LRUCache[Hashable, object] = LRUCache(room or MOST_BYTES, getsizeof=_bytes)
        self._lock = Lock()

    def recall(self, question: Hashable, answer: Callable[[], object]) -> object:
        """The answer to `question`, computed only when it is not known. Two threads may compute the same one."""
        with self._lock:
            if question in self._answers:
                return self._answers[question]
        computed = answer()
        # An answer that is larger than all the room there is, is not kept.
        with self._lock, suppress(ValueError):
            self._answers[question] = computed
        return computed


class Remembers(Protocol):
    """Data that answers are about."""

    @property
    def memory(self) -> Memory:
        """Where its answers are kept."""
        ...


Data = TypeVar("Data", bound=Remembers)
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def remembered(
    compute: Callable[Concatenate[Data, Arguments], Answer],
) -> Callable[Concatenate[Data, Arguments], Answer]:
    """Let a pure function of some data and hashable arguments compute each answer once per data version.

    The answers are shared between visitors, so nobody may change them.
    """

    @wraps(compute)
    def recalled(data: Data, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        question = (compute.__qualname__, arguments, tuple(sorted(named.items())))
        answer: Answer = data.memory.recall(question, lambda: compute(data, *arguments, **named))  # type: ignore[assignment]  # what `compute` gave
        return answer

    return recalled
