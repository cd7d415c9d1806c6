"""The filters of the pages as parameters. Names and values are the same, but a value that cannot be used is refused."""

from collections.abc import Sequence

from api.rest.models import camel
from api.rest.operation import Call, Parameter, Schema
from api.rest.problems import Fault, ProblemKind, Refusal
from measures.filters import FILTERS, Filter, FilterKind
from ui.address import Note
from ui.view import View, view_of

_LIST = {FilterKind.CHOICES, FilterKind.PERIODS, FilterKind.TOGETHER}
_SCHEMAS: dict[FilterKind, tuple[Schema, str]] = {
    FilterKind.PERIODS: ({"type": "string", "maxLength": 40}, "2024 of later"),
    FilterKind.REGION: ({"type": "string", "maxLength": 100}, "Utrecht"),
    FilterKind.TOGETHER: ({"type": "string", "maxLength": 1000}, "Utrecht,Zeist"),
    FilterKind.PLACE: ({"type": "string", "maxLength": 100}, "Overvecht"),
    FilterKind.PARTNER: ({"type": "string", "maxLength": 100}, "lsa"),
    FilterKind.YEAR: ({"type": "integer", "minimum": 1800, "maximum": 2100}, "2015"),
    FilterKind.TEXT: ({"type": "string", "maxLength": 100}, "dorpshuis"),
}
"""Kind of filter → schema of one value, and an example. A filter with a closed list takes both from that list."""
_ABOUT = {
    FilterKind.CHOICES: "Any of these values; may be repeated.",
    FilterKind.PERIODS: "Any of these periods: `2024 of later`, `2020 tot en met 2023`, `2019 of eerder`, `jaar onbekend`.",
    FilterKind.REGION: "Name (nicknames and former names too), code of Statistics Netherlands, or postcode of a municipality.",
    FilterKind.TOGETHER: "Any of these 2 to 40 municipalities, with commas between their names, codes or postcodes.",
    FilterKind.PLACE: "A place inside `gemeente`, which must be given as well.",
    FilterKind.PARTNER: "Identifier of a partner.",
    FilterKind.YEAR: "A year, included. What has no known start year is left out.",
    FilterKind.TEXT: "Words of name, place or summary; accents, order and one typing error are forgiven.",
}


def _parameter(each: Filter) -> Parameter:
    schema, example = _SCHEMAS.get(each.kind, ({}, ""))
    values = [value.value for value in each.values] if each.values else []
    closed: Schema = {"type": "string", "enum": values} if values else schema
    leaves_out = " Leaves out what has it." if each.excludes else ""
    name = camel(each.parameter)
    return Parameter(
        name,
        f"As the filter of the pages. {_ABOUT[each.kind]}{leaves_out}",
        closed,
        is_list=each.kind in _LIST,
        example=example or values[0],
        other_names=(each.parameter,) if each.parameter != name else (),
    )


FILTER_PARAMETERS = tuple(_parameter(each) for each in FILTERS)


def question(call: Call) -> View:
    """The choice of initiatives that a call makes.

    Raises:
        Refusal: a value of a filter cannot be used. The pages ignore such a value and say so; a program would not notice.
    """
    given = {each.parameter: call.params[name] for each in FILTERS if (name := camel(each.parameter)) in call.params}
    understood = view_of(given)
    refuse_unused(understood.notes)
    for each in FILTERS:
        if each.inside and each.parameter in given and getattr(understood.selection, each.inside) is None:
            raise Refusal(ProblemKind.WRONG_PARAMETER, Fault(each.parameter, "needs_municipality"))
    return understood


def refuse_unused(notes: Sequence[Note]) -> None:
    """Go on only when everything that was asked is understood.

    Raises:
        Refusal: it is not.
    """
    if notes:
        raise Refusal(ProblemKind.WRONG_PARAMETER, *map(_fault, notes))


_ABOUT_ANOTHER = dict.fromkeys(("split_municipality", "place", "several_places"), "gemeente") | {"years_swapped": "van"}
"""Key of a note → the parameter that it is about. These notes hold a value where others name the parameter."""


def _fault(note: Note) -> Fault:
    key = note.key.rpartition(".")[2]
    return Fault(_ABOUT_ANOTHER.get(key) or camel(note.parameter), key, {"value": note.value})
