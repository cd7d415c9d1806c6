"""Refusals as problem details (RFC 9457), in Dutch and English."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus

from data_loaders.schema import Language
from ui.site_address import site_address
from ui.texts import text

MEDIA_TYPE = "application/problem+json"
LONGEST_SHOWN = 40


class ProblemKind(StrEnum):
    """Why a request was refused. The value is the end of the problem's `type`, and the key of its texts under `api.problem`."""

    UNKNOWN_ADDRESS = "unknown-address"
    UNKNOWN_ITEM = "unknown-item"
    REMOVED_ITEM = "removed-item"
    WRONG_PARAMETER = "wrong-parameter"
    OLD_CURSOR = "old-cursor"
    WRONG_METHOD = "wrong-method"
    NO_SUCH_FORMAT = "no-such-format"
    TOO_LONG = "too-long"
    NO_DATA = "no-data"
    BEING_MADE = "being-made"
    OUR_FAULT = "our-fault"


STATUS: Mapping[ProblemKind, HTTPStatus] = {
    ProblemKind.UNKNOWN_ADDRESS: HTTPStatus.NOT_FOUND,
    ProblemKind.UNKNOWN_ITEM: HTTPStatus.NOT_FOUND,
    ProblemKind.REMOVED_ITEM: HTTPStatus.GONE,
    ProblemKind.WRONG_PARAMETER: HTTPStatus.BAD_REQUEST,
    ProblemKind.OLD_CURSOR: HTTPStatus.GONE,
    ProblemKind.WRONG_METHOD: HTTPStatus.METHOD_NOT_ALLOWED,
    ProblemKind.NO_SUCH_FORMAT: HTTPStatus.NOT_ACCEPTABLE,
    ProblemKind.TOO_LONG: HTTPStatus.REQUEST_URI_TOO_LONG,
    ProblemKind.NO_DATA: HTTPStatus.SERVICE_UNAVAILABLE,
    ProblemKind.BEING_MADE: HTTPStatus.SERVICE_UNAVAILABLE,
    ProblemKind.OUR_FAULT: HTTPStatus.INTERNAL_SERVER_ERROR,
}


@dataclass(frozen=True)
class Fault:
    """One fault in one parameter. Its text is `api.fault.<key>`, filled in with `values`."""

    parameter: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: Language) -> str:
        """The fault in words."""
        return text(language, f"api.fault.{self.key}", parameter=self.parameter, **self.values)


class Refusal(Exception):  # noqa: N818 -- an answer like any other, not a failing program
    """A request that is refused.

    Attributes:
        kind: why it is refused.
        faults: what is wrong with its parameters.
        values: fill in the text of `kind`.
        headers: extra headers of the answer.
        status: HTTP status.
    """

    def __init__(
        self,
        kind: ProblemKind,
        *faults: Fault,
        headers: Mapping[str, str] | None = None,
        status: HTTPStatus | None = None,
        **values: object,
    ) -> None:
        super().__init__(kind)
        self.kind, self.faults, self.values, self.headers = kind, faults, values, headers or {}
        self.status = int(status or STATUS[kind])

    def body(self, language: Language, instance: str) -> bytes:
        """The problem details as JSON; `instance` is the address of the request."""
        sentences = [fault.words(language) for fault in self.faults]
        title = text(language, f"api.problem.{self.kind}.title")
        detail = " ".join(sentences) or text(language, f"api.problem.{self.kind}.detail", **self.values)
        problem: dict[str, object] = {
            "type": f"{site_address()}/api/v1/problems/{self.kind}",
            "title": title,
            "status": self.status,
            "detail": detail,
            "instance": instance,
        }
        if self.faults:
            problem["errors"] = [
                {"in": "query", "location": fault.parameter, "code": fault.key, "detail": words}
                for fault, words in zip(self.faults, sentences, strict=True)
            ]
        return json.dumps(problem, ensure_ascii=False).encode()


def shown(value: str) -> str:
    """`value`, cut off if it is too long to repeat in a message."""
    return value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"


def wrong(parameter: str, key: str, **values: object) -> Refusal:
    """A refusal because of one fault in one parameter."""
    return Refusal(ProblemKind.WRONG_PARAMETER, Fault(parameter, key, values))
