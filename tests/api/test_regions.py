import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from api.regions import region_routes
from api.server import middleware
from tests.api.asgi import get
from ui.paper.press import RegionPress


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return Starlette(routes=region_routes(RegionPress()), middleware=list(middleware()))


@pytest.mark.parametrize(
    ("kind", "media_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_a_region_is_a_file(app: ASGIApp, kind: str, media_type: str, start: bytes) -> None:
    answer = get(app, f"/regio/GM0088.{kind}")

    assert answer.status == 200
    assert answer.headers["content-type"] == media_type
    assert answer.body.startswith(start)


@pytest.mark.parametrize(("address", "language"), [("/regio/GM0088.html", "nl"), ("/regio/gm0088.html?taal=en", "en")])
def test_the_page_keeps_its_own_language_and_description(app: ASGIApp, address: str, language: str) -> None:
    html = get(app, address).body.decode()

    assert f'<html lang="{language}">' in html
    assert html.count('<meta name="description"') == 1


def test_links_in_the_page_are_whole_addresses(app: ASGIApp) -> None:
    html = get(app, "/regio/GM0088.html", "regio.voorbeeld.nl").body.decode()

    assert 'property="og:image" content="https://regio.voorbeeld.nl/regio/GM0088.png"' in html


@pytest.mark.parametrize("code", ["GM9999", "GM0788", "%3Cscript%3E", "..%2F..%2Fetc"])
def test_an_unknown_code_gets_a_helpful_page(app: ASGIApp, code: str) -> None:
    answer = get(app, f"/regio/{code}.html")

    assert answer.status == 404
    assert "<script>" not in answer.body.decode()


def test_other_kinds_of_file_are_not_there(app: ASGIApp) -> None:
    assert get(app, "/regio/GM0088.exe").status == 404


def test_a_paper_is_named_after_region_language_and_data_version(app: ASGIApp) -> None:
    header = get(app, "/regio/GM0088.pdf?taal=en").headers["content-disposition"]

    assert header.startswith('inline; filename="samenkaart-GM0088-en-20')
