"""Content negotiation: the language and the format of an answer."""

from urllib.parse import parse_qs

from api.rest.operation import LANGUAGE, Operation
from api.rest.problems import ProblemKind, Refusal, shown
from data_loaders.schema import Language
from ui.address import Params

FORMAT = "f"
MOST_WISHES = 30
"""Entries of an `Accept` header that are read; the rest is ignored."""


def wishes(header: str) -> list[tuple[str, float]]:
    """The entries of an `Accept` header with their weight, the most wanted first. An unreadable weight is 0."""
    read: list[tuple[str, float]] = []
    for entry in header.split(",")[:MOST_WISHES]:
        name, *settings = (part.strip().lower() for part in entry.split(";"))
        weight = next((each[2:] for each in settings if each.startswith("q=")), "1")
        if name:
            read.append((name, _weight(weight)))
    return sorted(read, key=lambda wish: -wish[1])


def _weight(written: str) -> float:
    try:
        return min(max(float(written), 0.0), 1.0)
    except ValueError:
        return 0.0


def chosen_language(query: bytes, header: str) -> Language:
    """The language of the parameter `taal`, else of the header `Accept-Language`, else Dutch."""
    typed = parse_qs(query.decode("latin-1")).get(LANGUAGE, [])[-1:]
    named = [*typed, *(name[:2] for name, weight in wishes(header) if weight > 0)]
    return next(("en" if name == "en" else "nl" for name in named if name in {"nl", "en"}), "nl")


def chosen_type(operation: Operation, params: Params, header: str) -> str:
    """The media type of the answer: from the parameter `f` if the operation has it, else from the header `Accept`.

    Raises:
        Refusal: the operation does not offer any wanted type.
    """
    if by_name := operation.formats.get((params.get(FORMAT) or [""])[0]):
        return by_name
    wanted = wishes(header)
    if not wanted or operation.is_one_form:
        return operation.produces[0]
    for name, weight in wanted:
        fitting = (offered for offered in operation.produces if _fits(name, offered))
        if weight > 0 and (match := next(fitting, None)):
            return match
    raise Refusal(ProblemKind.NO_SUCH_FORMAT, asked=shown(header), offered=", ".join(operation.produces))


def _fits(wish: str, offered: str) -> bool:
    bare = offered.split(";", maxsplit=1)[0]
    return wish in {"*/*", bare, f"{bare.split('/')[0]}/*"}
