"""Schemathesis reads our OpenAPI documents and asks what it likes: fitting and wrong parameters, odd paths, other methods and headers."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.api.v1.machine import app

DOCUMENTS = ("/api/v1/openapi.json", "/api/features/v1/openapi.json")
# The documents do not list the names of all regions and partners, so a text that fits may name none of them.
UNLISTED = [positive_data_acceptance]
# OGC wants whoever asks for more than the maximum to get the maximum.
CAPPED = [*UNLISTED, negative_data_rejection]


def operations() -> Iterator[pytest.ParameterSet]:
    """Every operation of both documents."""
    config = SchemathesisConfig.from_dict({"generation": {"mode": "all"}})
    for path in DOCUMENTS:
        for found in schemathesis.openapi.from_asgi(path, app(), config=config).get_all_operations():
            operation: Any = found  # one that cannot be read has no `ok` and fails here
            yield pytest.param(operation.ok(), id=operation.ok().label)


@pytest.mark.parametrize("operation", list(operations()))
def test_no_request_gets_an_answer_that_the_document_does_not_promise(
    operation: Any,
) -> None:  # of schemathesis, as its cases
    excluded = CAPPED if operation.path.endswith("/items") else UNLISTED

    @settings(max_examples=10, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy())
    def asked(case: Any) -> None:
        case.call_and_validate(excluded_checks=excluded)

    asked()
