"""The regions that are no filter of initiatives, but that a reader can follow: those of COROP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_loaders.schema import RegionLevel
from ui.address import LONGEST_SHOWN, Note
from ui.region.find import ask
from ui.region.tables import region_tables
from ui.view import View

COROP = "corop"
"""Parameter of a region of COROP."""


@dataclass(frozen=True)
class Within:
    """Where a reader follows changes."""

    codes: tuple[str, ...] = ()
    """Of regions; none: everywhere."""
    name: str = ""
    params: Mapping[str, Sequence[str]] | None = None
    """That name it in an address."""
    notes: tuple[Note, ...] = ()
    """What in the address was not used."""


EVERYWHERE = Within()


def within(view: View) -> Within:
    """What the address of `view` says of it."""
    typed = view.typed(COROP).strip()
    if not typed:
        return EVERYWHERE
    codes = ask(view.snapshot, typed, RegionLevel.COROP).codes
    if len(codes) != 1:
        return Within(notes=(Note("address.unknown_value", COROP, typed[:LONGEST_SHOWN]),))
    names = dict(region_tables(view.snapshot).regions.select("code", "name").iter_rows())
    return Within(codes, names[codes[0]], {COROP: codes})
