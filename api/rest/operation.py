"""Declares an address for programs: its path, parameters and answer. The OpenAPI document is made from these declarations."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypedDict

from api.rest.problems import Fault, ProblemKind, Refusal, shown
from data_loaders.schema import Language
from ui.address import Params
from ui.plain.site import Site
from ui.site_address import site_address

_SpelledTheirWay = TypedDict(
    "_SpelledTheirWay",
    {
        "$ref": str,
        "minLength": int,
        "maxLength": int,
        "minItems": int,
        "maxItems": int,
        "allOf": Sequence["Schema"],
    },
    total=False,
)


class Schema(_SpelledTheirWay, total=False):
    """A schema of OpenAPI 3.0: the fields of it that we use."""

    type: str
    format: str
    title: str
    description: str
    nullable: bool
    default: str | int
    enum: Sequence[str | None]
    pattern: str
    minimum: float
    maximum: float
    items: "Schema"
    required: Sequence[str]
    properties: Mapping[str, "Schema"]


JSON = "application/json"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LANGUAGE = "taal"


@dataclass(frozen=True)
class Parameter:
    """One parameter of the query. A value that does not fit `schema` is refused."""

    name: str
    about: str
    """Its description in the OpenAPI document, in English."""
    schema: Schema
    """The schema of one value."""
    is_list: bool = False
    """May be given more than once."""
    example: str = ""
    other_names: tuple[str, ...] = ()
    """Other names by which it can be given: those in the addresses of pages."""
    numbers: Schema | None = None
    """If a value is a list of numbers with commas: its schema in the OpenAPI document."""
    is_capped: bool = False
    """A number above the maximum means the maximum, and is not refused."""

    def faults(self, values: list[str]) -> list[Fault]:
        """What is wrong with these values; empty if nothing is."""
        if len(values) > 1 and not self.is_list:
            return [Fault(self.name, "repeated")]
        return [fault for value in values[:3] if (fault := self._fault(value))]

    def _fault(self, value: str) -> Fault | None:
        schema = self.schema
        if not value.strip():
            return Fault(self.name, "empty")
        closed = [each for each in schema.get("enum", ()) if each is not None]
        if closed and value not in closed:
            return Fault(self.name, "not_one_of", {"value": shown(value), "values": ", ".join(closed)})
        if schema["type"] == "integer":
            return self._number_fault(value)
        if len(value) > schema.get("maxLength", 200):
            return Fault(self.name, "too_long", {"most": str(schema.get("maxLength", 200))})
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return Fault(self.name, "not_like", {"value": shown(value), "example": self.example or schema["pattern"]})
        return None

    def _number_fault(self, value: str) -> Fault | None:
        low, high = self.schema["minimum"], self.schema["maximum"]
        if self.is_capped and re.fullmatch(r"[0-9]{1,18}", value) and int(value) > high:
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", value) or not low <= int(value) <= high:
            return Fault(self.name, "not_between", {"value": shown(value), "low": str(low), "high": str(high)})
        return None


SPOKEN = Parameter(
    LANGUAGE,
    "Language of titles and problems; goes before the header Accept-Language.",
    {"type": "string", "enum": ["nl", "en"]},
)
"""Every operation has this parameter."""


@dataclass(frozen=True)
class Call:
    """One request, checked and parsed."""

    site: Site
    """Whose look those answers have that people open in a browser."""
    language: Language
    path: str
    """The whole path, for instance `/api/v1/initiatives`."""
    parts: Mapping[str, str]
    """The values of the `{names}` in the operation's path."""
    params: Params
    media_type: str
    """The media type of the answer: one of those that the operation produces."""

    def one(self, name: str, default: str = "") -> str:
        """The first value of a parameter, or `default`."""
        return (self.params.get(name) or [default])[0]

    def number(self, name: str, default: int) -> int:
        """The first value of a parameter as a whole number, or `default`."""
        return int(self.one(name, str(default)))

    @property
    def here(self) -> str:
        """The public address of this path, without the query."""
        return site_address() + self.path.rstrip("/")


@dataclass(frozen=True)
class Reply:
    """The answer to a call."""

    body: bytes
    media_type: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Operation:
    """One address: its path, parameters and the function that answers."""

    name: str
    """The `operationId`, in lower camel case."""
    path: str
    """The path below the service, with `{names}` for its variable parts."""
    answer: Callable[[Call], Reply]
    summary: str
    schema: str
    """Name of the schema of its answer."""
    parameters: tuple[Parameter, ...] = ()
    path_parameters: Mapping[str, Schema] = field(default_factory=dict)
    produces: tuple[str, ...] = (JSON,)
    """Media types that it offers, the default first."""
    formats: Mapping[str, str] = field(default_factory=dict)
    """Value of the parameter `f` → media type; empty if it has no such parameter."""
    tag: str = "data"
    is_one_form: bool = False
    """The address alone decides the format; `Accept` is ignored. Feed readers send many different values of it."""
    is_open: bool = False
    """Unknown parameters are ignored instead of refused. The oEmbed standard wants that."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the paths of this operation."""
        # Clients call the landing page with and without a slash at the end.
        return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.path)) or "/?")

    @cached_property
    def known(self) -> Mapping[str, Parameter]:
        """Name → parameter, for all its names."""
        every = (*self.parameters, SPOKEN)
        return {name: each for each in every for name in (each.name, *each.other_names)}

    def understood(self, params: Params) -> Params:
        """`params` with each parameter under its own name, after checking.

        Raises:
            Refusal: a parameter is unknown, or has a value that does not fit.
        """
        faults = [
            Fault(shown(name), "unknown", {"known": ", ".join(self._names())})
            for name in params
            if name not in self.known and not self.is_open
        ]
        by_name: Params = {}
        for name, values in params.items():
            if name in self.known:
                by_name.setdefault(self.known[name].name, []).extend(values)
        faults += [fault for name, values in by_name.items() for fault in self.known[name].faults(values)]
        if faults:
            raise Refusal(ProblemKind.WRONG_PARAMETER, *faults[:5])
        return by_name

    def _names(self) -> list[str]:
        return [each.name for each in (*self.parameters, SPOKEN)]
