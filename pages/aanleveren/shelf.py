"""Keeps the files that visitors send to be checked: in memory only, and only while their page is open.

An open page calls `touch` once a minute. Files of pages that are no longer open are deleted. A visit has one file at a time;
a new file replaces it. Nothing here writes to disk.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock, Timer
from time import monotonic

LARGEST = 10_000_000
"""Largest size of one file in bytes."""
MOST_BYTES = 100_000_000
"""Largest size of all files together in bytes."""
MOST_FILES = 20
"""Files at the same time. The report on a file with ten thousand rows takes 20 MB."""
MOST_TICKETS = 2_000
"""Open pages that may send a file."""
MOST_PER_TICKET = 40
"""Files that one open page may send, one after the other."""
KEPT_SECONDS = 600.0
"""A file is deleted this long after the last `touch` of its page."""
LONGEST_NAME = 160
"""Bytes of a file name."""


class UploadRefusal(StrEnum):
    """Why a file is refused; the value is the end of the key of its text."""

    UNKNOWN = "unknown"
    """No open page has this ticket: the page was closed, or was open for too long."""
    LARGE = "large"
    EMPTY = "empty"
    FULL = "full"
    """Other visitors have too many files here at the moment."""
    OFTEN = "often"


@dataclass
class Sent:
    """A file sent by a visitor."""

    name: str
    content: bytes
    number: int
    """Number of the file in its visit, so that choices for one file are not applied to the next."""
    answers: dict[Hashable, object] = field(default_factory=dict)
    """The report on the file, by the choices, language and data version for which it was made."""


@dataclass
class _Place:
    seen: float
    files: int = 0
    sent: Sent | None = None


class Shelf:
    """A place for each open page, with at most one file. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._places: OrderedDict[str, _Place] = OrderedDict()
        self._timer: Timer | None = None

    def ticket(self) -> str:
        """Make a new place; its name, the ticket, cannot be guessed."""
        with self._lock:
            if len(self._places) >= MOST_TICKETS:
                # Drop the oldest place without a file, so that somebody who opens many pages cannot delete files of others.
                del self._places[next(name for name, place in self._places.items() if place.sent is None)]
            ticket = secrets.token_urlsafe(24)
            self._places[ticket] = _Place(self._clock())
            return ticket

    def refusal(self, ticket: str, size: int) -> UploadRefusal | None:
        """Why a file of `size` bytes would be refused now; None if it would be accepted."""
        with self._lock:
            return self._refusal(ticket, size)

    def _refusal(self, ticket: str, size: int) -> UploadRefusal | None:
        place = self._places.get(ticket)
        if place is None:
            return UploadRefusal.UNKNOWN
        if size > LARGEST:
            return UploadRefusal.LARGE
        others = [len(each.sent.content) for each in self._places.values() if each.sent and each is not place]
        if len(others) >= MOST_FILES or sum(others) + size > MOST_BYTES:
            return UploadRefusal.FULL
        return UploadRefusal.OFTEN if place.files >= MOST_PER_TICKET else None

    def put(self, ticket: str, name: str, content: bytes) -> UploadRefusal | None:
        """Keep a file instead of the one before it; returns why it was refused, or None."""
        with self._lock:
            refused = self._refusal(ticket, len(content)) or (None if content else UploadRefusal.EMPTY)
            if refused is None:
                place = self._places[ticket]
                place.files += 1
                place.seen = self._clock()
                place.sent = Sent(plain_name(name), content, place.files)
                self._watch()
            return refused

    def sent(self, ticket: str) -> Sent | None:
        """The file of a visit; None if it has none."""
        with self._lock:
            place = self._places.get(ticket)
            return place.sent if place else None

    def touch(self, ticket: str) -> bool:
        """Note that the page is still open; returns False if its place is gone."""
        with self._lock:
            place = self._places.get(ticket)
            if place:
                place.seen = self._clock()
                self._places.move_to_end(ticket)
            return place is not None

    def empty(self, ticket: str) -> None:
        """Delete the file of a visit; its page may send another one."""
        with self._lock:
            if place := self._places.get(ticket):
                place.sent = None

    def forget(self, ticket: str) -> None:
        """Delete the place of a visit with its file."""
        with self._lock:
            self._places.pop(ticket, None)

    def sweep(self) -> None:
        """Delete the places of pages that are no longer open."""
        with self._lock:
            now = self._clock()
            for ticket in [ticket for ticket, place in self._places.items() if now - place.seen > KEPT_SECONDS]:
                del self._places[ticket]
            self._timer = None
            self._watch()

    def files(self) -> int:
        """Number of files that are kept now."""
        with self._lock:
            return sum(place.sent is not None for place in self._places.values())

    def _watch(self) -> None:
        if self._timer is None and any(place.sent for place in self._places.values()):
            self._timer = Timer(KEPT_SECONDS / 4, self.sweep)
            self._timer.daemon = True
            self._timer.start()


def plain_name(name: str) -> str:
    """A file name without folders and unprintable characters; it keeps its extension."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{_cut(stem)}{dot}{ending[:11]}" if stem and ending else _cut(shown) or "lijst"


def _cut(name: str) -> str:
    """A name cut to `LONGEST_NAME` bytes, so that a file system accepts it with an extension."""
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


SHELF = Shelf()
"""The shelf of this server process."""
