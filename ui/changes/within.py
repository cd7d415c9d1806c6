"""The regions in which a reader follows changes. COROP regions are not a filter elsewhere, so they are read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_loaders.schema import RegionLevel
from ui.address import LONGEST_SHOWN, Note
from ui.region.find import ask
from ui.region.tables import region_tables
from ui.view import View

COROP = "corop"
"""Parameter that names a COROP region."""


@dataclass(frozen=True)
class Within:
    """The area in which a reader follows changes."""

    codes: tuple[str, ...] = ()
    """Codes of regions; empty means the whole country."""
    name: str = ""
    params: Mapping[str, Sequence[str]] | None = None
    """The parameters that name it in an address."""
    notes: tuple[Note, ...] = ()
    """What in the address could not be used."""


EVERYWHERE = Within()


def within(view: View) -> Within:
    """The area in the address of `view`."""
    typed = view.typed(COROP).strip()
    if not typed:
        return EVERYWHERE
    codes = ask(view.snapshot, typed, RegionLevel.COROP).codes
    if len(codes) != 1:
        return Within(notes=(Note("address.unknown_value", COROP, typed[:LONGEST_SHOWN]),))
    names = dict(region_tables(view.snapshot).regions.select("code", "name").iter_rows())
    return Within(codes, names[codes[0]], {COROP: codes})
