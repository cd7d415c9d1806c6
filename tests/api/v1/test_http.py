"""The requirements of standards for every answer, and the answers to wrong requests."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from api.rest.filters import FILTER_PARAMETERS
from api.rest.paging import cursor_of
from api.v1.resources import RESOURCES
from api.v1.routes import BASE, VERSION
from data_loaders.releases import removed
from data_loaders.schema import Language
from data_loaders.store import current
from pages.data.programs import programs
from tests.api.v1.machine import ask, told
from tests.pages.harness import view_in

LIST = "/api/v1/initiatives"
OLD = cursor_of("2020-01-01-00000000", 5)


@pytest.mark.parametrize(
    ("path", "params", "status", "code"),
    [
        (LIST, {"limit": "veel"}, 400, "not_between"),
        (LIST, {"limit": "0"}, 400, "not_between"),
        (LIST, {"limit": "10000000"}, 400, "not_between"),
        (LIST, {"limit": ["1", "2"]}, 400, "repeated"),
        (LIST, {"thema": "nep"}, 400, "not_one_of"),
        (LIST, {"thema": ""}, 400, "empty"),
        (LIST, {"gemeente": "Nergenshuizen"}, 400, "unknown_value"),
        (LIST, {"gemeente": "Bergen"}, 400, "split_municipality"),
        (LIST, {"gemeente": "Snits"}, 400, "place"),
        (LIST, {"plaats": "Overvecht"}, 400, "needs_municipality"),
        (LIST, {"netwerk": "nep"}, 400, "unknown_value"),
        (LIST, {"gezien": "ooit"}, 400, "unknown_value"),
        (LIST, {"van": "2020", "tot": "2015"}, 400, "years_swapped"),
        (LIST, {"q": "(.*)+"}, 400, "no_words"),
        (LIST, {"q": "a" * 10_000}, 400, "too_long"),
        (LIST, {"zzz": "1"}, 400, "unknown"),
        (LIST, {"q": "\0"}, 400, "no_text"),
        (LIST, {"cursor": "geen-cursor"}, 400, "no_cursor"),
        (LIST, {"cursor": "é"}, 400, "not_like"),
        (LIST, {"cursor": OLD}, 410, ""),
        (LIST, {"taal": "fy"}, 400, "not_one_of"),
        ("/api/v1/partners", {"role": "nep"}, 400, "not_one_of"),
        ("/api/v1/values", {"year": "99999"}, 400, "not_between"),
        (LIST + "/nep", {}, 404, ""),
        (LIST + "/", {}, 404, ""),
        ("/api/v1/nep", {}, 404, ""),
        ("/api", {}, 404, ""),
        ("/api/v2/initiatives", {}, 404, ""),
        ("/api/v1/problems/nep", {}, 404, ""),
        (LIST, {f"a{n}": "1" for n in range(300)}, 414, ""),
        (LIST, {"q": "a" * 70_000}, 414, ""),
    ],
)
def test_a_wrong_request_gets_an_explanation(path: str, params: Mapping[str, str], status: int, code: str) -> None:
    answer = ask(path, "GET", None, **params)

    problem = json.loads(answer.body)
    assert (answer.status, problem["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "detail", "instance"} <= problem.keys()
    assert [each["code"] for each in problem.get("errors", [])][:1] == ([code] if code else [])
    assert len(answer.body) < 4_000


def test_a_cursor_of_ours_that_was_tampered_with_is_refused() -> None:
    forged = base64.urlsafe_b64encode(f"{current().version}:-1".encode()).decode().rstrip("=")

    assert ask(LIST, cursor=forged).status == 400


@pytest.mark.parametrize(
    ("headers", "params", "title"),
    [
        ({}, {}, "Een parameter klopt niet"),
        ({"accept-language": "en-GB,en;q=0.9"}, {}, "A parameter is wrong"),
        ({"accept-language": "en"}, {"taal": "nl"}, "Een parameter klopt niet"),
        ({"accept-language": "fr, en;q=0.5, nl;q=0.7"}, {}, "Een parameter klopt niet"),
    ],
)
def test_problems_are_in_the_language_of_the_caller(
    headers: Mapping[str, str], params: Mapping[str, str], title: str
) -> None:
    answer = ask(LIST, headers=headers, limit="0", **params)

    assert json.loads(answer.body)["title"] == title
    assert answer.headers["content-language"] == ("en" if "wrong" in title else "nl")


@pytest.mark.parametrize(
    ("accept", "status"), [("*/*", 200), ("application/*;q=0.1", 200), ("", 200), ("application/xml", 406)]
)
def test_formats_that_are_not_offered_are_refused(accept: str, status: int) -> None:
    assert ask(LIST, headers={"accept": accept}, limit=1).status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "ZZZ"])
def test_only_reading_is_possible(method: str) -> None:
    answer = ask(LIST, method=method)

    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_browser_on_any_site_may_ask() -> None:
    answer = ask(LIST, method="OPTIONS", headers={"origin": "https://voorbeeld.nl"})

    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_every_answer_has_the_version() -> None:
    answers = [ask(LIST, limit=1), ask(LIST, limit=0), ask("/api/v1/nep"), ask(LIST, method="OPTIONS")]

    assert {answer.headers["api-version"] for answer in answers} == {VERSION}


def test_a_head_request_gets_everything_but_the_rows() -> None:
    got, head = ask(LIST, limit=5), ask(LIST, method="HEAD", limit=5)

    assert (head.status, head.body) == (200, b"")
    assert head.headers == got.headers


def test_a_caller_with_the_current_answer_gets_not_modified() -> None:
    tag = ask(LIST, limit=5).headers["etag"]

    again = ask(LIST, headers={"if-none-match": f'"anders", {tag}'}, limit=5)

    assert (again.status, again.body) == (304, b"")
    assert ask(LIST, headers={"if-none-match": tag}, limit=6).status == 200


def test_a_range_request_for_a_computed_answer_gets_all_of_it() -> None:
    answer = ask(LIST, headers={"range": "bytes=0-9"}, limit=1)

    assert (answer.status, "content-range" in answer.headers) == (200, False)


def test_the_document_names_every_parameter_and_model() -> None:
    document = told("/api/v1/openapi.json")

    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    assert "zonderThema" in {each["name"] for each in document["paths"]["/initiatives"]["get"]["parameters"]}
    assert "searchText" not in document["components"]["schemas"]["Initiatives"]["properties"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_address_for_programs_on_the_page_of_the_data_answers(language: Language) -> None:
    part = programs(view_in(language))

    addresses = [to for links in part.links.values() for to in links if to]
    assert len(addresses) > 25
    for address in addresses:
        answer = ask(address, headers={"accept": "text/html, */*;q=0.8"})
        assert answer.status == 200, address
        assert ("f=html" in address) == ("<h1" in answer.body.decode(errors="replace")) or "features" in address


@pytest.mark.parametrize(("language", "words"), [("nl", "Zo werkt het"), ("en", "How it works")])
def test_people_read_how_to_ask_with_every_filter(language: str, words: str) -> None:
    answer = ask("/api/v1", headers={"accept": "text/html"}, taal=language)

    html = answer.body.decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert words in html
    assert all(f">{each.name}<" in html for each in FILTER_PARAMETERS)
    assert all(f">{BASE}/{each.path}<" in html for each in RESOURCES)


def test_without_data_the_answer_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMENKAART_DATA", str(tmp_path))

    answer = ask("/api/v1/goals", taal="en")

    assert (answer.status, json.loads(answer.body)["title"]) == (503, "There are no data now")


def test_an_internal_error_is_reported_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("geheim")

    monkeypatch.setattr("api.rest.filters.view_of", broken)

    answer = ask(LIST)

    assert (answer.status, answer.headers["content-type"]) == (500, "application/problem+json")
    assert b"geheim" not in answer.body
    assert b"Traceback" not in answer.body


def test_a_removed_initiative_answers_gone() -> None:
    names = removed(current())["id"].to_list()

    assert {ask(f"{LIST}/{name}").status for name in names[:5]} <= {410}


def test_a_line_feed_in_an_address_leads_to_no_page() -> None:
    assert ask("/api/v1/goals/%0A").status == 404
