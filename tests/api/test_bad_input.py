"""Whatever is asked of whatever address for programs: a status that says so, in words that a program understands."""

import json
import re
from urllib.parse import quote

import pytest

from api.features import routes as features
from api.open_data import operations
from api.rest.operation import Operation
from api.v1 import routes as v1
from data_loaders.store import current
from tests.api.asgi import Answer
from tests.api.v1.machine import ask

KNOWN = {
    "featureId": "PV26", "id": current().table("initiatives")["id"][0], "kind": "being-made", "partnerId": current().table("partners")["partner_id"][0], "goalId": "2",
}  # fmt: skip


def served() -> list[tuple[str, Operation]]:
    """Address and operation of everything that programs can ask for."""
    services = [(v1.BASE, v1.operations()), (features.BASE, features.operations()), ("", operations())]
    return [(base + filled(each.path), each) for base, made in services for each in made]


def filled(path: str) -> str:
    return re.sub(r"{(\w+)}", lambda part: KNOWN.get(part[1], "nep"), path)


SERVED = served()
IDS = [address or "/" for address, _ in SERVED]
FILES = [
    f"/data/{current().version}/{name}" for name in ("regions.parquet", "initiatives.parquet", "provinces.geojson")
]
HOSTILE = (
    "\0",
    "é" * 50,
    "💥",
    "../../etc/passwd",
    "a" * 10_000,
    "<script>",
    "%",
    "\r\nX: y",
    "' OR 1=1 --",
    "NaN",
    "-1",
)


def is_problem(answer: Answer, status: int) -> bool:
    problem = json.loads(answer.body)
    is_told = (
        answer.headers["content-type"] == "application/problem+json" and {"type", "title", "detail"} <= problem.keys()
    )
    return is_told and answer.status == problem["status"] == status


def parameters() -> dict[str, str]:
    """Each parameter with an address that has it. Addresses of one service share the code that checks it."""
    found: dict[str, str] = {}
    for address, operation in SERVED:
        service = "/".join(address.split("/")[:3]) if address.startswith("/api") else ""
        found |= {f"{service}?{each.name}": address for each in operation.parameters}
    return found


PARAMETERS = [(address, key.partition("?")[2]) for key, address in parameters().items()]


@pytest.mark.parametrize(("address", "name"), PARAMETERS)
def test_no_value_of_any_parameter_gets_a_page_or_a_fault_of_ours(address: str, name: str) -> None:
    for value in HOSTILE:
        answer = ask(f"{address}?{name}={quote(value, safe='')}")
        assert answer.status < 500, value
        assert b"Traceback" not in answer.body
        if answer.status >= 400:
            assert is_problem(answer, answer.status), value
            assert len(answer.body) < 8_000


@pytest.mark.parametrize(("address", "operation"), SERVED, ids=IDS)
def test_every_address_keeps_to_http(address: str, operation: Operation) -> None:
    got, head, may = ask(address), ask(address, "HEAD"), ask(address, "OPTIONS")

    assert (head.status, head.body) == (got.status, b"")
    assert (may.status, may.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert is_problem(ask(address, "POST"), 405)
    assert {each.headers["access-control-allow-origin"] for each in (got, head, may)} == {"*"}
    assert is_problem(ask(f"{address}?{'a=1&' * 300}"), 414)
    assert is_problem(ask(f"{address}?q={'a' * 70_000}"), 414)
    if not operation.is_open:
        assert is_problem(ask(f"{address}?nep=1"), 400)
    if got.status == 200:
        assert ask(address, headers={"if-none-match": got.headers["etag"]}).status == 304
        assert ask(address, headers={"range": "bytes=0-9"}).status == 200
        assert operation.is_one_form or is_problem(ask(address, headers={"accept": "image/png"}), 406)


@pytest.mark.parametrize(("address", "operation"), SERVED, ids=IDS)
def test_no_other_spelling_of_an_address_leads_elsewhere(address: str, operation: Operation) -> None:
    if operation.path and not address.startswith("/api"):
        return_to_pages = {404, 200, 303, 301}
        assert ask(f"{address}%0A").status in return_to_pages
        return
    for tail in ("/nep/nep/nep", "%2Fnep%2Fnep%2Fnep", "/%00/%00/%00", "/é/é/é", "%0A%0A/x/y"):
        assert is_problem(ask(address + tail), 404)


@pytest.mark.parametrize("address", FILES)
def test_a_file_keeps_to_http(address: str) -> None:
    got, head, may = ask(address), ask(address, "HEAD"), ask(address, "OPTIONS")

    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(got.body)))
    assert (may.status, may.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert ask(address, headers={"range": "bytes=0-3"}).body == got.body[:4]
    assert ask(address, headers={"if-none-match": got.headers["etag"]}).status == 304
    assert {each.headers["access-control-allow-origin"] for each in (got, head, may)} == {"*"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/data/2020-01-01-00000000/initiatives.csv",
        "/data/x/y",
        f"/data/{current().version}/%2e%2e",
        f"/data/{current().version}/nep.csv",
        "/data/%00/%00",
        "/data/é/é",
    ],
)
def test_a_file_that_is_not_there_is_told_in_words(address: str, language: str) -> None:
    answer = ask(address, headers={"accept-language": language})

    assert is_problem(answer, 404)
    assert ("kennen wij niet" in answer.body.decode()) == (language == "nl")


@pytest.mark.parametrize(
    ("query", "code"),
    [("gemente=Utrecht", "unknown"), ("gemeente=Utrect", "unknown_value"), ("thema=geluk", "unknown_value")],
)
def test_a_file_of_what_there_is_not_is_no_file_of_everything(query: str, code: str) -> None:
    answer = ask(f"/bestand/initiatieven/lijst.csv?{query}")

    assert is_problem(answer, 400)
    assert [each["code"] for each in json.loads(answer.body)["errors"]] == [code]


def test_a_part_that_no_page_has_is_told_in_words() -> None:
    assert is_problem(ask("/bestand/initiatieven/nep.csv"), 404)


def test_the_page_of_changes_can_be_had_as_pdf() -> None:
    answer = ask("/wijzigingen.pdf")

    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
