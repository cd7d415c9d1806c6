"""What the site remembers, in one place: answers within one bound in bytes, and what is made of a whole release.

An answer belongs to a `Memory`, and is gone with it: those about a release are forgotten with the release. All memories share one
room, and what was not asked for longest is forgotten first. `remembered_now` says what is kept and how large it is.
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
"""Room for all answers of a process: some hundred whole pages with what they are made of, packed pages and files."""
RELEASES_HELD = 2
"""A visitor who came with the last release may still be at work when a new one is there."""
_SAMPLE = 1000
_OURS = {"api", "data_loaders", "geo", "measures", "pages", "ui"}

Of = TypeVar("Of")
Answer = TypeVar("Answer")
Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Key:
    """The question that an answer is to."""

    topic: Topic
    about: Hashable = ()


@dataclass(frozen=True)
class Remembered:
    """What is kept about one topic now."""

    topic: Topic
    count: int
    size: int
    """Bytes."""


def size_of(answer: object, sample: int = 1 << 40) -> int:
    """Bytes of an answer with everything in it, and of its place in the memory.

    What others hold as well, as a view or a table of the release, counts as large as it is: rather too few answers than too many.

    Args:
        answer: anything.
        sample: of a longer list or mapping only so many are looked at, and the rest counts as they do.
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
    """What a value holds, and how many these are."""
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
    """The bytes that memories share. It knows of every answer how large it is; the answer itself is with its memory."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        super().__init__(most, getsizeof=lambda place: place.size)
        self.lock = Lock()
        self.gone: deque[int] = deque()
        """Memories that are no more. A memory may end at any moment, also while the room is at work: it is cleared later."""

    def popitem(self) -> tuple[tuple[int, Key], _Place]:
        """Forget the answer that was not asked for longest."""
        key, place = super().popitem()
        if memory := place.memory():
            memory.forget(key[1])
        return key, place

    def clear_gone(self) -> None:
        """Give back the room of memories that are no more."""
        owners = {self.gone.popleft() for _ in range(len(self.gone))}
        for key in [key for key in self if key[0] in owners] if owners else []:
            del self[key]


ROOM = Room()


class Memory:
    """Answers about one thing; they are gone with it."""

    _numbers = count()

    def __init__(self, room: Room | None = None) -> None:
        """Start without answers, in the room of the process unless another is given."""
        self._room = ROOM if room is None else room
        self._number = next(self._numbers)
        self._answers: dict[Key, object] = {}
        finalize(self, self._room.gone.append, self._number)

    def recall(self, key: Key, answer: Callable[[], Answer]) -> Answer:
        """The answer to `key`, computed only when it is not known. Two threads may compute the same one."""
        room, place = self._room, (self._number, key)
        with room.lock:
            if key in self._answers:
                room.get(place)
                return cast("Answer", self._answers[key])
        computed = answer()
        size = size_of(computed)
        # An answer that is larger than all the room there is, is not kept.
        with room.lock, suppress(ValueError):
            room.clear_gone()
            room[place] = _Place(ref(self), size)
            self._answers[key] = computed
        return computed

    def forget(self, key: Key) -> None:
        """Let the answer to `key` go."""
        self._answers.pop(key, None)


SHARED = Memory()
"""For answers that belong to no release, or name it in their key."""


class Remembers(Protocol):
    """Data that answers are about."""

    @property
    def memory(self) -> Memory:
        """Where its answers are kept."""
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
    """Let a pure function of some data and hashable arguments compute each answer once per data version.

    The answers are shared between visitors, so nobody may change them.
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
    """Let a function run once for each of the last `most` things, also when several threads ask at the same time: the others wait.

    For what the site cannot work without, however large it is. It is shared, so nobody may change it.

    Args:
        topic: what it makes.
        by: what tells one thing from another.
        most: how many are held; the one not asked for longest goes first.
    """
    return lambda make: _hold(topic, by, most, make)


def once_per_release(topic: Topic) -> Callable[[Callable[[Release], Answer]], Callable[[Release], Answer]]:
    """Let a function of a release run once for it, for all visitors; see `held`."""
    return lambda make: _hold(topic, lambda release: release.version, RELEASES_HELD, make)


def remembered_now() -> list[Remembered]:
    """What is kept at this moment, largest first."""
    sizes: dict[Topic, list[int]] = {}
    with ROOM.lock:
        ROOM.clear_gone()
        for (_, key), place in ROOM.items():
            sizes.setdefault(key.topic, []).append(place.size)
    for topic, made in list(_held.items()):
        sizes.setdefault(topic, []).extend(size_of(each, _SAMPLE) for each in list(made.values()))
    kept_now = [Remembered(topic, len(each), sum(each)) for topic, each in sizes.items() if each]
    return sorted(kept_now, key=lambda each: -each.size)
