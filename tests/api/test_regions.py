from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from api.regions import region_routes
from api.server import middleware
from data_loaders.schema import Language
from data_loaders.store import Snapshot, current
from tests.api.asgi import get
from ui.address import Params
from ui.paper.press import PaperKind

SITE = "https://samenkaart.voorbeeld"


@pytest.fixture(scope="module", autouse=True)
def set_site() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SAMENKAART_SITE", SITE)
        yield


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return Starlette(routes=region_routes(), middleware=list(middleware()))


@pytest.mark.parametrize(
    ("kind", "media_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
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
    html = get(app, "/regio/GM0088.html", "kwaad.voorbeeld.nl").body.decode()

    assert f'property="og:image" content="{SITE}/beeld/regio.png?gemeente=GM0088"' in html
    assert "kwaad" not in html


@pytest.mark.parametrize("code", ["GM9999", "GM0788", "%3Cscript%3E", "..%2F..%2Fetc"])
def test_an_unknown_code_gets_a_helpful_page(app: ASGIApp, code: str) -> None:
    answer = get(app, f"/regio/{code}.html")

    assert answer.status == 404
    assert "<script>" not in answer.body.decode()


@pytest.mark.parametrize(
    ("code", "query"),
    [("gm0088", "gemeente=GM0088"), ("PV31", "provincie=PV31"), ("CR01", "corop=CR01"), ("NL", "vergelijk=NL")],
)
def test_the_picture_of_a_region_moved(app: ASGIApp, code: str, query: str) -> None:
    answer = get(app, f"/regio/{code}.png")

    assert (answer.status, answer.headers["location"]) == (301, f"/beeld/regio.png?{query}")


OWN = "gemeenten=GM0344&gemeenten=Zeist&gemeenten=De+Bilt&naam=Zorg+%3Cb%3Ekantoor"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("kind", "start"), [("pdf", b"%PDF-"), ("html", b"<!doctype html>"), ("png", b"/beeld/regio.png?gemeenten=GM0344")]
)
def test_an_own_region_has_the_same_kinds_of_file(app: ASGIApp, kind: str, start: bytes, language: str) -> None:
    answer = get(app, f"/regio/eigen.{kind}?{OWN}&taal={language}")

    if kind == "png":
        assert (answer.status, answer.headers["location"].encode()[: len(start)]) == (301, start)
        assert "naam=Zorg" in answer.headers["location"]
        return
    assert answer.status == 200
    assert answer.body.startswith(start)


def test_the_page_of_an_own_region_names_its_whole_address_and_no_markup_of_a_reader(app: ASGIApp) -> None:
    html = get(app, f"/regio/EIGEN.html?{OWN}").body.decode()

    own = "gemeenten=GM0310,GM0344,GM0355&amp;naam=Zorg+%3Cb%3Ekantoor"
    for page in ("regio?", "regio/EIGEN.html?"):
        assert f'href="{SITE}/{page}{own}' in html
    assert "<h1" in html
    assert "Zorg &lt;b&gt;kantoor" in html
    assert "<b>kantoor" not in html
    assert 'content="noindex"' in html
    assert 'href="?' not in html


def test_municipalities_and_name_make_the_file(app: ASGIApp) -> None:
    one, other = (get(app, f"/regio/EIGEN.html?gemeenten=Utrecht,{name}").body for name in ("Zeist", "Bunnik"))

    assert one != other


@pytest.mark.parametrize("query", ["", "?gemeenten=Utrecht", "?gemeenten=Foodorp,Zeist"])
def test_an_own_region_without_municipalities_says_how_many_it_needs(app: ASGIApp, query: str) -> None:
    answer = get(app, f"/regio/EIGEN.pdf{query}")

    assert answer.status == 404
    assert "ten minste 2 en hoogstens 40" in answer.body.decode()


def test_other_kinds_of_file_are_not_there(app: ASGIApp) -> None:
    assert get(app, "/regio/GM0088.exe").status == 404


def test_a_paper_is_named_after_region_language_and_data_version(app: ASGIApp) -> None:
    header = get(app, "/regio/GM0088.pdf?taal=en").headers["content-disposition"]

    assert header.startswith('inline; filename="samenkaart-GM0088-en-20')


@dataclass
class CountingPress:
    """Makes files of 100 kilobytes that contain the site they link to, and records what it made."""

    made: list[str] = field(default_factory=list)

    def file(  # noqa: PLR0917 - as the press has it
        self, snapshot: Snapshot, code: str, language: Language, kind: PaperKind, site: str, params: Params
    ) -> bytes | None:
        self.made.append(f"{snapshot.version} {code} {language} {kind} {params}")
        return f'<a href="{site}/regio">'.encode().ljust(100_000)


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> CountingPress:
    counting = CountingPress()
    monkeypatch.setattr("api.regions.press", counting.file)
    return counting


@pytest.fixture
def counted(press: CountingPress) -> ASGIApp:  # noqa: ARG001 - it takes the place of the real one
    return Starlette(routes=region_routes())


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_file_is_made_once_for_all_hosts(kind: str, counted: ASGIApp, press: CountingPress) -> None:
    answers = [get(counted, f"/regio/GM0088.{kind}", f"host{number}.nl").body for number in range(20)]

    assert len(press.made) == 1
    assert {answer.strip() for answer in answers} == {f'<a href="{SITE}/regio">'.encode()}


def test_files_of_an_older_data_version_are_dropped(
    counted: ASGIApp, press: CountingPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = current()
    newer = replace(now, manifest=replace(now.manifest, data_version="later"))
    for snapshot in (now, newer, now):
        monkeypatch.setattr("api.regions.current", lambda snapshot=snapshot: snapshot)
        get(counted, "/regio/GM0088.pdf")

    assert len(press.made) == 3
