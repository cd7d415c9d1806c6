"""Locates the rows of one file; rows with the same location texts are located once."""

import re
from dataclasses import dataclass, replace

from prepare.clean.cells import Cells
from prepare.clean.once import Once
from prepare.clean.words import Words
from prepare.columns.field import Field
from prepare.place.evidence import LOCATING, NEAR_METRES, Atlas, gather
from prepare.place.locate import Location, locate, locate_by
from prepare.place.point import Position, read_point

_LETTERED = re.compile(r"([1-9]\d{3}) ?[A-Z]{2}")
_STREET = re.compile(r"(?!.* - )[A-Za-zÀ-ÿ'’. -]*[A-Za-zÀ-ÿ'’.] \d{1,3}(?: ?-?[A-Za-z0-9]{1,3})?")
_BOX = re.compile(r"post|box|antwoord|p\.", re.I)
"""Addresses that may be a post office box, and are not treated as a street."""

_STREET_ONLY = "\0street"
"""Replaces any street with number in a key."""

_MOST_REMEMBERED = 1 << 17
"""Locations remembered per file. The bound matters for files in which every row has another address."""

_Key = tuple[object, ...]


@dataclass(frozen=True)
class _Alike:
    """The shared location of rows that differ only in their point, the letters of the postcode, or the house."""

    location: Location | None
    is_at_point: bool
    """Whether each row is shown at its own point."""


class Placer:
    """Locates the rows of one file and adds the messages about their location.

    Most rows of a long list share their place or postcode with other rows, so a location is computed once per key. The
    key has the municipalities near a point instead of the point itself. A row with a contradiction is always located
    by itself, because its messages are its own.
    """

    def __init__(self, words: Words, atlas: Atlas) -> None:
        self._words, self._atlas = words, atlas
        self._alike: dict[_Key, _Alike | None] = {}
        self._exact = Once(LOCATING, self._locate)

    def place(self, cells: Cells) -> Location | None:
        """The location of the row; None, with the reason in `cells.messages`, when it cannot be determined."""
        point = read_point(cells)
        near = self._atlas.locator.near(point.longitude, point.latitude, NEAR_METRES) if point else ()
        if point and not near:
            return self._locate(cells)
        key = _key(cells, near)
        if key not in self._alike:
            return self._first(key, cells, point)
        alike = self._alike[key]
        if alike is None:
            return self._locate(cells) if point else self._exact.of(cells)
        if alike.location and alike.is_at_point and point:
            return replace(alike.location, longitude=point.longitude, latitude=point.latitude)
        return alike.location

    def _locate(self, cells: Cells) -> Location | None:
        return locate(cells, self._words, self._atlas)

    def _first(self, key: _Key, cells: Cells, point: Position | None) -> Location | None:
        """Locate the first row with a key; rows after it may share its location only if it has no messages."""
        before = len(cells.messages)
        evidence = gather(cells, self._words, self._atlas)
        location = locate_by(evidence, cells, self._words, self._atlas)
        # The location may come from the street instead of the place; then other streets cannot share it.
        is_by_street = _STREET_ONLY in key and (evidence.named is None or evidence.named_by is not Field.PLACE)
        is_at_point = point is not None and location is not None and location.longitude == point.longitude
        is_plain = len(cells.messages) == before and not is_by_street
        if len(self._alike) < _MOST_REMEMBERED:
            self._alike[key] = _Alike(location, is_at_point) if is_plain else None
        return location


def _key(cells: Cells, near: tuple[str, ...]) -> _Key:
    """The texts that determine a location, without house numbers and postcode letters where those cannot matter."""
    texts = dict(cells.texts)
    lettered = _LETTERED.fullmatch(texts.get(Field.POSTCODE, ""))
    if lettered:
        texts[Field.POSTCODE] = f"{lettered[1]} AB"
        street = texts.get(Field.ADDRESS)
        if street and Field.PLACE in texts and _STREET.fullmatch(street) and not _BOX.search(street):
            texts[Field.ADDRESS] = _STREET_ONLY
    return (near, texts.get(Field.SHAPE) if near else None, *map(texts.get, LOCATING))
