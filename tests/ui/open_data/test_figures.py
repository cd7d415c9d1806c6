import json
import shutil
from pathlib import Path

import pytest
from starlette.applications import Starlette

from api.open_data import open_data_routes
from data_loaders.snapshot import load_snapshot
from data_loaders.store import current
from pages import stories
from tests.api.asgi import Answer, get
from ui.citation import Style
from ui.open_data import figures
from ui.open_data.figures import CitedFigure, figure_story
from ui.plain.site import Site
from ui.site_address import site_address
from ui.story import HttpStatus, Story
from ui.view import View

OLDER = "2026-11-23-0dd26b7e"


@pytest.fixture(scope="module")
def app() -> Starlette:
    return Starlette(routes=open_data_routes(Site(stories())))


def oembed(app: Starlette, url: str, more: str = "") -> Answer:
    return get(app, f"/oembed?url={url}{more}")


def test_a_page_says_how_to_embed_it(app: Starlette) -> None:
    told = json.loads(oembed(app, f"{site_address()}/kaart?thema=zorg", "&maxheight=500").body)

    assert (told["version"], told["type"], told["height"]) == ("1.0", "rich", 500)
    assert f"{site_address()}/kaart?thema=zorg&amp;embed=1" in told["html"]
    assert "height:500px" in told["html"]
    assert f'e.origin==="{site_address()}"' in told["html"]


@pytest.mark.parametrize(
    "url", ["https://elders.nl/kaart", "javascript:alert(1)", "/niets", "/initiatieven?id=bestaat-niet"]
)
def test_what_is_no_page_of_ours_is_not_embedded(app: Starlette, url: str) -> None:
    assert oembed(app, url).status == 404


def test_xml_is_not_offered(app: Starlette) -> None:
    assert oembed(app, "/kaart", "&format=xml").status == 501


def test_a_figure_of_today_has_its_rows_and_every_citation(app: Starlette) -> None:
    address = f"/cijfer/data/bronnen@{current().version}"
    answer = get(app, address)

    html = answer.body.decode()
    assert answer.status == 200
    assert site_address() + address in html
    for each in ("TY  - DATA", "@misc{", "schuif"):
        assert each in html
    assert len(Style) == 4


def test_a_figure_of_other_columns_says_what_replaced_it(app: Starlette) -> None:
    answer = get(app, f"/cijfer/data/bronnen@{OLDER}")

    html = answer.body.decode()
    assert answer.status == 410
    assert f"/data/{OLDER}/datapackage.json" in html
    assert "/data#bronnen" in html


@pytest.mark.parametrize(
    ("address", "status"),
    [("/cijfer/data/nergens@2020-01-01-00000000", 404), ("/cijfer/data/bronnen@2020-01-01-00000000", 410)],
)
def test_what_never_was_and_what_is_gone_differ(app: Starlette, address: str, status: int) -> None:
    assert get(app, address).status == status


def test_an_older_release_of_the_same_columns_shows_the_figure_of_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = "2026-11-20-aaaaaaaa"
    now = current()
    shutil.copytree(now.folder, tmp_path / now.version)
    shutil.copytree(now.folder, tmp_path / then)
    manifest = tmp_path / then / "manifest.json"
    told = json.loads(manifest.read_text("utf-8")) | {"data_version": then, "date": "2026-11-20"}
    manifest.write_text(json.dumps(told), "utf-8")
    moved = load_snapshot(tmp_path / now.version)
    monkeypatch.setattr(figures, "current", lambda: moved)

    story = figure_story(stories(), CitedFigure("data", "bronnen", then), {})

    assert story.status is HttpStatus.FOUND
    assert then in story.sentence
    assert then in story.limits
    assert then in " ".join(story.parts[1].rows["b"])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/wijzigingen.atom?gemeente=Ommen", 200),
        ("/wijzigingen.atom?gemeente=Omen", 400),
        ("/wijzigingen.json?thema=geluk", 400),
        ("/wijzigingen.json?gemente=Ommen", 400),
        ("/wijzigingen.csv?id=bestaat-niet", 400),
        ("/wijzigingen.atom?uitgave=2026-11-23-0dd26b7e&totUitgave=2026-11-23-0dd26b7e", 200),
        ("/wijzigingen.pdf", 404),
        ("/dcat.xml", 404),
    ],
)
def test_a_feed_of_what_there_is_not_is_no_feed_of_everything(app: Starlette, address: str, status: int) -> None:
    assert get(app, address).status == status


def test_a_feed_that_the_caller_has_is_not_sent_again(app: Starlette) -> None:
    tag = get(app, "/wijzigingen.atom?gemeente=Ommen").headers["etag"]

    assert get(app, "/wijzigingen.atom?gemeente=Ommen", headers={"if-none-match": tag}).status == 304


@pytest.mark.parametrize(
    "address",
    [
        "/oembed?url=/data%3Fgemeente%3DUrk%26thema%3D{word}%26uitgave%3D{word}%26{word}%3D1%26netwerk%3D{word}",
        "/cijfer/data/bronnen@2020-01-01-{number:08d}?gemeente=Urk&thema={word}&uitgave={word}&{word}=1&vak={word}",
    ],
)
def test_words_that_nobody_knows_make_no_page_anew(address: str) -> None:
    made: list[View] = []

    def story(view: View) -> Story:
        made.append(view)
        return stories()["data"](view)

    counted = {**stories(), "data": story}
    app = Starlette(routes=open_data_routes(Site(counted)))
    statuses = {get(app, address.format(word=f"woord{number}", number=number)).status for number in range(5)}

    assert len(statuses) == 1
    assert len(made) == 1


def test_a_feed_says_that_a_release_is_not_kept(app: Starlette) -> None:
    told = get(app, "/wijzigingen.atom?gemeente=Ommen&uitgave=2020-01-01-00000000").body.decode()

    assert "2020-01-01-00000000 bewaren wij niet" in told
