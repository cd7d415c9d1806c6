"""One address for programs: its path, its parameters, what it answers with. The OpenAPI document reads the same declarations."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypedDict

from api.rest.host import Host, Params, Spoken
from api.rest.problems import Fault, ProblemKind, Refusal, shown

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
    """A schema of OpenAPI 3.0, as far as we write one."""

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
LANGUAGE = "taal"


@dataclass(frozen=True)
class Parameter:
    """One parameter of the query.

    A value that does not fit `schema` is refused before anything is looked up.
    """

    name: str
    about: str
    """For the OpenAPI document, in English."""
    schema: Schema
    """Of one value."""
    is_list: bool = False
    """May be given more than once."""
    example: str = ""
    other_names: tuple[str, ...] = ()
    """Spellings that are understood as well: those of the pages."""
    numbers: Schema | None = None
    """For the OpenAPI document, of a value that is a list of numbers with commas."""
    is_capped: bool = False
    """A number that is too large means the largest."""

    def faults(self, values: list[str]) -> list[Fault]:
        """What is wrong with these values."""
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
"""Every address knows it."""


@dataclass(frozen=True)
class Call:
    """One request, understood."""

    host: Host
    language: Spoken
    path: str
    """From the start of the site."""
    parts: Mapping[str, str]
    """Of the path."""
    params: Params
    media_type: str
    """What is to be answered with, one of those that the operation offers."""

    def one(self, name: str, default: str = "") -> str:
        """The value of a parameter."""
        return (self.params.get(name) or [default])[0]

    def number(self, name: str, default: int) -> int:
        """The value of a parameter that is a whole number."""
        return int(self.one(name, str(default)))

    @property
    def here(self) -> str:
        """The whole address of the path."""
        return self.host.address() + self.path.rstrip("/")


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    body: bytes
    media_type: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Operation:
    """What stands at one path."""

    name: str
    """`operationId`: lower camel case."""
    path: str
    """Below that of the service, with `{names}`."""
    answer: Callable[[Call], Reply]
    summary: str
    schema: str
    """Name of the model that it answers with."""
    parameters: tuple[Parameter, ...] = ()
    path_parameters: Mapping[str, Schema] = field(default_factory=dict)
    produces: tuple[str, ...] = (JSON,)
    """Media types, the usual one first."""
    formats: Mapping[str, str] = field(default_factory=dict)
    """Media type per value of the parameter `f`, where there is one."""
    tag: str = "data"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a path must be."""
        # Clients write the start of a service with and without a slash at its end.
        return re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", self.path) or "/?")

    @cached_property
    def known(self) -> Mapping[str, Parameter]:
        """Every parameter by each of its names."""
        every = (*self.parameters, SPOKEN)
        return {name: each for each in every for name in (each.name, *each.other_names)}

    def understood(self, params: Params) -> Params:
        """`params` under their first names.

        Raises:
            Refusal: one is unknown, or has a value that does not fit.
        """
        faults = [
            Fault(shown(name), "unknown", {"known": ", ".join(self._names())})
            for name in params
            if name not in self.known
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
