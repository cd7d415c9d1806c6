"""The files that visitors sent to be checked: in memory only, and only while they look at the page.

A page that stands open says so once a minute (`touch`). What nobody looks at any more is thrown away, and so is the oldest
answer of a visit when a new one comes: each visit has one file. Nothing here writes to disk.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock, Timer
from time import monotonic

LARGEST = 10_000_000
"""Bytes of one file."""
MOST_BYTES = 100_000_000
"""Bytes of all files together."""
MOST_FILES = 20
"""Files at the same time; what is made of one with ten thousand rows takes 20 MB."""
MOST_TICKETS = 2_000
"""Open pages that may send something."""
MOST_PER_TICKET = 40
"""Files that one open page may send, one after the other."""
KEPT_SECONDS = 600.0
"""How long a file stays after its page was last seen open."""
LONGEST_NAME = 160
"""Bytes."""


class Refusal(StrEnum):
    """Why a file is not taken in; the value is the key of the words for it."""

    UNKNOWN = "unknown"
    """No open page has this ticket: it was closed, or left alone too long."""
    LARGE = "large"
    EMPTY = "empty"
    FULL = "full"
    """Too many files of other visitors at this moment."""
    OFTEN = "often"


@dataclass
class Sent:
    """One file as a visitor sent it."""

    name: str
    content: bytes
    number: int
    """Counts the files of a visit, so that what was chosen for one is not taken for the next."""
    answers: dict[Hashable, object] = field(default_factory=dict)
    """What was made of it; the file as it came, and with the newest choices."""


@dataclass
class _Place:
    seen: float
    files: int = 0
    sent: Sent | None = None


class Shelf:
    """One place per open page. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._places: OrderedDict[str, _Place] = OrderedDict()
        self._timer: Timer | None = None

    def ticket(self) -> str:
        """A new place, named by words that nobody can guess."""
        with self._lock:
            if len(self._places) >= MOST_TICKETS:
                # Of the pages that were opened or seen longest ago one without a file: who opens many pages takes no file away.
                del self._places[next(name for name, place in self._places.items() if place.sent is None)]
            ticket = secrets.token_urlsafe(24)
            self._places[ticket] = _Place(self._clock())
            return ticket

    def refusal(self, ticket: str, size: int) -> Refusal | None:
        """Why a file of `size` bytes would not be taken in now; None when it would be."""
        with self._lock:
            return self._refusal(ticket, size)

    def _refusal(self, ticket: str, size: int) -> Refusal | None:
        place = self._places.get(ticket)
        if place is None:
            return Refusal.UNKNOWN
        if size > LARGEST:
            return Refusal.LARGE
        others = [len(each.sent.content) for each in self._places.values() if each.sent and each is not place]
        if len(others) >= MOST_FILES or sum(others) + size > MOST_BYTES:
            return Refusal.FULL
        return Refusal.OFTEN if place.files >= MOST_PER_TICKET else None

    def put(self, ticket: str, name: str, content: bytes) -> Refusal | None:
        """Keep a file in the place of the one before it; the result says why not, if so."""
        with self._lock:
            refused = self._refusal(ticket, len(content)) or (None if content else Refusal.EMPTY)
            if refused is None:
                place = self._places[ticket]
                place.files += 1
                place.seen = self._clock()
                place.sent = Sent(plain_name(name), content, place.files)
                self._watch()
            return refused

    def sent(self, ticket: str) -> Sent | None:
        """The file of a visit, if it sent one."""
        with self._lock:
            place = self._places.get(ticket)
            return place.sent if place else None

    def touch(self, ticket: str) -> bool:
        """Say that the page is still open; False when its place is gone."""
        with self._lock:
            place = self._places.get(ticket)
            if place:
                place.seen = self._clock()
                self._places.move_to_end(ticket)
            return place is not None

    def empty(self, ticket: str) -> None:
        """Throw away the file of a visit; the page may send another."""
        with self._lock:
            if place := self._places.get(ticket):
                place.sent = None

    def forget(self, ticket: str) -> None:
        """Throw away the place of a visit with all that is in it."""
        with self._lock:
            self._places.pop(ticket, None)

    def sweep(self) -> None:
        """Throw away what nobody looks at any more."""
        with self._lock:
            now = self._clock()
            for ticket in [ticket for ticket, place in self._places.items() if now - place.seen > KEPT_SECONDS]:
                del self._places[ticket]
            self._timer = None
            self._watch()

    def files(self) -> int:
        """How many files are kept now."""
        with self._lock:
            return sum(place.sent is not None for place in self._places.values())

    def _watch(self) -> None:
        if self._timer is None and any(place.sent for place in self._places.values()):
            self._timer = Timer(KEPT_SECONDS / 4, self.sweep)
            self._timer.daemon = True
            self._timer.start()


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that cannot be shown; its ending stays."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{_cut(stem)}{dot}{ending[:11]}" if stem and ending else _cut(shown) or "lijst"


def _cut(name: str) -> str:
    """As much of a name as a file system takes, with room for an ending."""
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


SHELF = Shelf()
"""The one of this server process."""
