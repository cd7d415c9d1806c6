"""All parameters that an address of the site may have: which pages read each, and when it is kept.

They are in one table, so that a name means the same on the whole site, and no page gets a parameter of another page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from measures.filters import FILTERS, FilterKind

LISTS = ("kaart", "initiatieven", "netwerken")
"""Pages with a list of initiatives."""
CHANGES = "wijzigingen"
"""Address of the page of changes, which is not in the navigation."""


@dataclass(frozen=True)
class PageParameter:
    """Where a parameter is read, and when it is kept."""

    pages: tuple[str, ...] = ()
    """The pages that read it. Empty means every page; links between pages then keep it."""
    stays: bool = False
    """Whether a change of filters keeps it: it says how something is shown. Other parameters point at one thing and are dropped."""
    repeats: bool = False
    """Whether it may have several values. Of other parameters the last value counts."""


REPEATED = {FilterKind.CHOICES, FilterKind.PERIODS, FilterKind.TOGETHER}
PARAMETERS = (
    {each.parameter: PageParameter(repeats=each.kind in REPEATED) for each in FILTERS}
    | {each.named_by: PageParameter() for each in FILTERS if each.named_by}
    | {name: PageParameter(stays=True) for name in ("taal", "embed")}
    | {
        "sorteer": PageParameter(LISTS, stays=True),
        "pagina": PageParameter((*LISTS, "aanleveren")),
        "id": PageParameter(("initiatieven", CHANGES)),
    }
    # The open part of the page. Each of these pages has parts of its own.
    | {"deel": PageParameter(("netwerken", "doelen", "over"), stays=True)}
    | {"uitkomst": PageParameter(("aanleveren",), repeats=True)}
    | {name: PageParameter((CHANGES,), stays=True) for name in ("uitgave", "tot_uitgave")}
    | {name: PageParameter(("kaart",), stays=True) for name in ("weergave", "maat", "sinds", "lijst", "toon")}
    | {"aangewezen": PageParameter(("kaart",))}
    | {name: PageParameter(("regio",)) for name in ("vergelijkgroep", "met", "zoek")}
    | {"vergelijk": PageParameter(("regio", CHANGES), repeats=True), "cijfer": PageParameter(("regio",), repeats=True)}
    | {name: PageParameter(("doelen", CHANGES)) for name in ("doel", "regio")}
    | {"indicator": PageParameter(("doelen", "regio", CHANGES))}
    | {"naar": PageParameter(("netwerken", CHANGES)), "vak": PageParameter(("netwerken",))}
    | {name: PageParameter(("netwerken",), stays=True) for name in ("opzet", "alle", "niveau")}
    | {name: PageParameter(("netwerken", CHANGES), stays=True, repeats=True) for name in ("rol", "soort", "relatie")}
)
"""Name of a parameter → where it is read and when it is kept."""

_NARROWS = {
    "initiatieven": ("id",),
    "regio": ("vergelijk",),
    "doelen": ("doel", "indicator", "regio"),
    "netwerken": ("naar", "rol", "soort", "relatie"),
}
NARROWS = {**_NARROWS, CHANGES: tuple(name for names in _NARROWS.values() for name in names)}
"""Page → parameters that, besides filters, decide what the page is about. The link to its changes keeps them."""

OPENS = {"netwerken": "netwerk"}
"""Page → the filter that opens a single item on it. A link in the navigation drops it; otherwise it would open that item again."""
TRAVELS = tuple(name for name, parameter in PARAMETERS.items() if not parameter.pages)
"""Parameters that a link to another page keeps."""
NO_FILTER = tuple(name for name, parameter in PARAMETERS.items() if parameter.stays)
"""Parameters that stay when filters change."""
REPEATS = tuple(name for name, parameter in PARAMETERS.items() if parameter.repeats)
"""Parameters that may have several values."""
MOST_VALUES = 200
"""In an address, as for a request (`api.addresses`). Each value stands in every link of a page."""


def known(params: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The parameters that mean something: otherwise anybody could have each page made anew by a word of their own.

    Of all of them together at most `MOST_VALUES` values.
    """
    read: dict[str, list[str]] = {}
    left = MOST_VALUES
    for name, values in params.items():
        if name in PARAMETERS and name != "embed" and left > 0:
            read[name] = values[:left]
            left -= len(read[name])
    return read


def with_query(path: str, params: Mapping[str, str | Sequence[str]]) -> str:
    """The address with these parameters, if there are any."""
    query = urlencode(params, doseq=True)
    return f"{path}?{query}" if query else path


def in_language(address: str, language: str) -> str:
    """`address` with the language as a parameter; Dutch is the default and needs none."""
    return address if language == "nl" else f"{address}{'&' if '?' in address else '?'}taal={language}"
