"""All caches of the site: small answers within one bound in bytes, and large objects that are made once per release.

An answer belongs to a `Memory` and disappears with it, so answers about a release disappear with that release. All
memories share one `Room`; when it is full, the least recently used answers are forgotten. `held` is for the large
objects. `remembered_now` lists what is cached and how large it is.
"""

import sys
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from itertools import count, islice
from threading import Lock
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast
from weakref import finalize, ref

import polars as pl
from cachetools import LRUCache

from data_loaders.topics import Topic

MOST_BYTES = 32_000_000
"""Room for all answers of a process: about a hundred complete pages with their parts, compressed pages and files."""
RELEASES_HELD = 2
"""Number of releases held, because a visitor may still use the previous one when a new one arrives."""
_SAMPLE = 1000
_TURNS = 64
"""Number of locks for answers that are made alone. Of two questions with one lock, the second waits."""
_OURS = {"api", "data_loaders", "geo", "measures", "pages", "ui"}

Of = TypeVar("Of")
Answer = TypeVar("Answer")
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Key:
    """The question that an answer belongs to."""

    topic: Topic
    about: Hashable = ()


@dataclass(frozen=True)
class Remembered:
    """Number and size of the cached objects of one topic."""

    topic: Topic
    count: int
    size: int
    """Size in bytes."""


def size_of(answer: object, sample: int = 1 << 40) -> int:
    """Estimate the bytes of an answer with everything in it, including its entry in the memory.

    Objects that are shared, such as a table of the release, count in full, so the estimate may be too high but not too
    low.

    Args:
        answer: anything.
        sample: number of items examined in a list or mapping; a longer one is extrapolated from them.
    """
    size, seen, waiting = 1000.0, set[int](), [(answer, 1.0)]
    while waiting:
        each, weight = waiting.pop()
        if id(each) in seen or isinstance(each, Memory):
            continue
        seen.add(id(each))
        size += weight * sys.getsizeof(each)
        if isinstance(each, pl.DataFrame | pl.Series):
            size += weight * int(each.estimated_size())
        else:
            parts, length = _parts_of(each)
            heavier = weight * max(1.0, length / sample)
            waiting += [(part, heavier) for part in islice(parts, 2 * sample if isinstance(each, Mapping) else sample)]
    return int(size)


def _parts_of(each: object) -> tuple[Iterator[object], int]:
    """The objects inside a value, and its length."""
    if isinstance(each, Mapping):
        return (part for pair in each.items() for part in pair), len(each)
    if isinstance(each, list | tuple | set | frozenset):
        return iter(each), len(each)
    if is_dataclass(each) and not isinstance(each, type):
        return (getattr(each, part.name) for part in fields(each)), 1
    is_ours = type(each).__module__.split(".", maxsplit=1)[0] in _OURS and hasattr(each, "__dict__")
    return iter([*vars(each).values()] if is_ours else ()), 1


@dataclass(frozen=True)
class _Place:
    memory: "ref[Memory]"
    size: int


class Room(LRUCache[tuple[int, Key], _Place]):
    """The bytes that memories share. It knows the size of every answer; the answers themselves are in their memories."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        super().__init__(most, getsizeof=lambda place: place.size)
        self.lock = Lock()
        self.gone: deque[int] = deque()
        """Numbers of memories that ended. A memory may end while the room is locked, so its answers are removed later."""

    def popitem(self) -> tuple[tuple[int, Key], _Place]:
        """Forget the least recently used answer."""
        key, place = super().popitem()
        if memory := place.memory():
            memory.forget(key[1])
        return key, place

    def clear_gone(self) -> None:
        """Free the room of memories that ended."""
        owners = {self.gone.popleft() for _ in range(len(self.gone))}
        for key in [key for key in self if key[0] in owners] if owners else []:
            del self[key]


ROOM = Room()


class Memory:
    """Answers about one object, such as a release; they end with it."""

    _numbers = count()

    def __init__(self, room: Room | None = None) -> None:
        """An empty memory in `room`; by default in the room of the process."""
        self._room = ROOM if room is None else room
        self._number = next(self._numbers)
        self._answers: dict[Key, object] = {}
        self._turns = [Lock() for _ in range(_TURNS)]
        finalize(self, self._room.gone.append, self._number)

    def recall(self, key: Key, answer: Callable[[], Answer], *, alone: bool = False) -> Answer:
        """The answer to `key`, computed if it is not cached. Two threads may compute the same answer at once, unless `alone`.

        Args:
            key: the question.
            answer: computes it.
            alone: others who ask meanwhile wait for it. Such an answer may not ask for another one that is made alone.
        """
        if alone and not self._knows(key):
            with self._turns[hash(key) % len(self._turns)]:
                return self.recall(key, answer)
        room, place = self._room, (self._number, key)
        with room.lock:
            if key in self._answers:
                room.get(place)
                return cast("Answer", self._answers[key])
        computed = answer()
        size = size_of(computed)
        # ValueError: the answer is larger than the whole room, so it is not cached.
        with room.lock, suppress(ValueError):
            room.clear_gone()
            room[place] = _Place(ref(self), size)
            self._answers[key] = computed
        return computed

    def _knows(self, key: Key) -> bool:
        with self._room.lock:
            return key in self._answers

    def forget(self, key: Key) -> None:
        """Remove the answer to `key`."""
        self._answers.pop(key, None)


SHARED = Memory()
"""Memory for answers that belong to no release, or that have the release in their key."""


class Remembers(Protocol):
    """Data with a memory for answers about it."""

    @property
    def memory(self) -> Memory:
        """The memory for answers about this data."""
        ...


class Versioned(Protocol):
    """A release of the data."""

    @property
    def version(self) -> str:
        """The data version."""
        ...


Data = TypeVar("Data", bound=Remembers)
Release = TypeVar("Release", bound=Versioned)


def remembered(
    compute: Callable[Concatenate[Data, Arguments], Answer],
) -> Callable[Concatenate[Data, Arguments], Answer]:
    """Decorator that caches a pure function of some data and hashable arguments, per data version.

    Visitors share the answers, so callers must not change them.
    """

    @wraps(compute)
    def recalled(data: Data, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        key = Key(Topic.COUNT, (compute.__qualname__, arguments, tuple(sorted(named.items()))))
        return data.memory.recall(key, lambda: compute(data, *arguments, **named))

    return recalled


_held: dict[Topic, LRUCache[Hashable, object]] = {}


def _hold(
    topic: Topic, by: Callable[[Of], Hashable], most: int, make: Callable[[Of], Answer]
) -> Callable[[Of], Answer]:
    made: LRUCache[Hashable, object] = LRUCache(most)
    _held[topic] = made
    lock = Lock()

    @wraps(make)
    def shared(of: Of) -> Answer:
        with lock:
            if by(of) not in made:
                made[by(of)] = make(of)
            return cast("Answer", made[by(of)])

    return shared


def held(
    topic: Topic, by: Callable[[Of], Hashable], most: int = RELEASES_HELD
) -> Callable[[Callable[[Of], Answer]], Callable[[Of], Answer]]:
    """Decorator that caches the results of a function for its last `most` arguments, outside the shared room.

    It is for objects that the site always needs, however large they are. If several threads ask at the same time, one
    computes and the others wait. Visitors share the result, so callers must not change it.

    Args:
        topic: the kind of object that the function makes.
        by: gives the cache key of an argument.
        most: number of results held; the least recently used one is dropped first.
    """
    return lambda make: _hold(topic, by, most, make)


def once_per_release(topic: Topic) -> Callable[[Callable[[Release], Answer]], Callable[[Release], Answer]]:
    """Decorator that runs a function of a release once per release, for all visitors; see `held`."""
    return lambda make: _hold(topic, lambda release: release.version, RELEASES_HELD, make)


def remembered_now() -> list[Remembered]:
    """What is cached at this moment, largest first."""
    sizes: dict[Topic, list[int]] = {}
    with ROOM.lock:
        ROOM.clear_gone()
        for (_, key), place in ROOM.items():
            sizes.setdefault(key.topic, []).append(place.size)
    for topic, made in list(_held.items()):
        sizes.setdefault(topic, []).extend(size_of(each, _SAMPLE) for each in list(made.values()))
    kept_now = [Remembered(topic, len(each), sum(each)) for topic, each in sizes.items() if each]
    return sorted(kept_now, key=lambda each: -each.size)
