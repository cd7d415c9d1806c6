"""Every parameter that an address may have: on which pages it means something, and what it survives.

One table, so that a name has one meaning on the whole site and nothing of one page travels to another.
"""

from dataclasses import dataclass

from measures.filters import FILTERS, FilterKind

LISTS = ("kaart", "initiatieven", "netwerken")
"""Pages with a list of initiatives."""
CHANGES = "wijzigingen"
"""Address of what changed: a page that is not in the navigation."""


@dataclass(frozen=True)
class Parameter:
    """What becomes of a parameter."""

    pages: tuple[str, ...] = ()
    """Addresses of the pages that read it; none: every page does, and links between pages keep it."""
    stays: bool = False
    """It says how something is shown: a change of filters leaves it. The others point at something, and start afresh."""
    repeats: bool = False
    """It may have several values; of the others the last one counts."""


REPEATED = {FilterKind.CHOICES, FilterKind.PERIODS, FilterKind.TOGETHER}
PARAMETERS = (
    {each.parameter: Parameter(repeats=each.kind in REPEATED) for each in FILTERS}
    | {each.named_by: Parameter() for each in FILTERS if each.named_by}
    | {name: Parameter(stays=True) for name in ("taal", "embed")}
    | {
        "sorteer": Parameter(LISTS, stays=True),
        "pagina": Parameter((*LISTS, "aanleveren")),
        "id": Parameter(("initiatieven",)),
    }
    # The part of the page that is open; each of these pages has its own parts.
    | {"deel": Parameter(("netwerken", "doelen", "over"), stays=True)}
    | {"uitkomst": Parameter(("aanleveren",), repeats=True)}
    | {name: Parameter((CHANGES,), stays=True) for name in ("uitgave", "tot_uitgave")}
    | {name: Parameter(("kaart",), stays=True) for name in ("weergave", "maat", "sinds", "lijst", "toon")}
    | {"aangewezen": Parameter(("kaart",))}
    | {name: Parameter(("regio",)) for name in ("vergelijkgroep", "met", "zoek")}
    | {"corop": Parameter(("regio", CHANGES))}
    | {name: Parameter(("regio",), repeats=True) for name in ("vergelijk", "cijfer")}
    | {name: Parameter(("doelen",)) for name in ("doel", "regio")}
    | {"indicator": Parameter(("doelen", "regio"))}
    | {name: Parameter(("netwerken",)) for name in ("naar", "vak")}
    | {name: Parameter(("netwerken",), stays=True) for name in ("opzet", "alle", "niveau")}
    | {name: Parameter(("netwerken",), stays=True, repeats=True) for name in ("rol", "soort", "relatie")}
)
"""Name in the address → where it belongs."""

OPENS = {"netwerken": "netwerk"}
"""Page → the filter that opens one thing there. The link to the page itself leaves it behind, or there would be no way back."""
TRAVELS = tuple(name for name, parameter in PARAMETERS.items() if not parameter.pages)
"""What a link to another page takes along."""
NO_FILTER = tuple(name for name, parameter in PARAMETERS.items() if parameter.stays)
"""What stays when filters change."""
REPEATS = tuple(name for name, parameter in PARAMETERS.items() if parameter.repeats)
"""What may have several values in one address."""
