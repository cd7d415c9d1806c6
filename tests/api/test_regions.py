from dataclasses import dataclass, field, replace

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from api.regions import ROOM, SETTING, Spoken, region_routes
from api.server import middleware
from data_loaders.store import Snapshot, current
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


@dataclass
class CountingPress:
    """Makes files of 100 kilobytes that say which site they link to, and remembers what it made."""

    made: list[str] = field(default_factory=list)

    def file(self, snapshot: Snapshot, code: str, language: Spoken, kind: str, site: str) -> bytes | None:
        self.made.append(f"{snapshot.version} {code} {language} {kind}")
        return f'<a href="{site}/regio">'.encode().ljust(100_000)

    def unknown(self, code: str, language: Spoken, site: str) -> bytes:
        return f"{code} {language} {site}".encode()


@pytest.fixture
def press() -> CountingPress:
    return CountingPress()


@pytest.fixture
def counted(press: CountingPress) -> ASGIApp:
    return Starlette(routes=region_routes(press))


@pytest.mark.parametrize("kind", ["html", "png"])
def test_a_file_is_made_once_for_all_hosts(kind: str, counted: ASGIApp, press: CountingPress) -> None:
    for number in range(20):
        get(counted, f"/regio/GM0088.{kind}", f"host{number}.nl")

    assert len(press.made) == 1


def test_each_host_gets_its_own_links_as_text(counted: ASGIApp) -> None:
    get(counted, "/regio/GM0088.html", "een.nl")

    assert get(counted, "/regio/GM0088.html", "twee.nl").body.startswith(b'<a href="https://twee.nl/regio">')
    assert b"<script>" not in get(counted, "/regio/GM0088.html", "<script>").body


def test_many_hosts_push_out_neither_pages_nor_pictures(counted: ASGIApp, press: CountingPress) -> None:
    get(counted, "/regio/GM0088.html")
    for number in range(ROOM["pdf"] // 100_000 + 5):
        get(counted, "/regio/GM0088.pdf", f"host{number}.nl")
    press.made.clear()

    get(counted, "/regio/GM0088.html")
    get(counted, "/regio/GM0088.pdf", "host0.nl")

    assert [made.split()[-1] for made in press.made] == ["pdf"]


def test_the_public_address_goes_before_the_host(
    counted: ASGIApp, press: CountingPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "https://samenkaart.voorbeeld/")

    answers = [get(counted, "/regio/GM0088.pdf", host).body for host in ("een.nl", "twee.nl")]

    assert len(press.made) == 1
    assert all(answer.startswith(b'<a href="https://samenkaart.voorbeeld/regio">') for answer in answers)


def test_files_of_an_older_data_version_are_let_go(
    counted: ASGIApp, press: CountingPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = current()
    newer = replace(now, manifest=replace(now.manifest, data_version="later"))
    for snapshot in (now, newer, now):
        monkeypatch.setattr("api.regions.current", lambda snapshot=snapshot: snapshot)
        get(counted, "/regio/GM0088.png")

    assert len(press.made) == 3
