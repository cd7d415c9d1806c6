"""Every figure of every page has an address that stays, citations that reference managers read, and a frame for other sites."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from api.open_data import embedding
from data_loaders.store import current
from pages import stories
from tests.api.v1.machine import ask, site
from ui.address import Params
from ui.changes.story import changes_story
from ui.open_data.addresses import figure_address
from ui.open_data.figures import CitedFigure, figure_story
from ui.parameters import CHANGES
from ui.site_address import site_address
from ui.story import HttpStatus, Story
from ui.view import view_of

TODAY = current()
VIEWS: list[tuple[str, Params]] = [
    ("kaart", {}),
    ("kaart", {"weergave": ["behoefte"], "thema": ["zorg"]}),
    ("kaart", {"weergave": ["corop"], "maat": ["per-10000"]}),
    ("initiatieven", {"provincie": ["Limburg"]}),
    ("initiatieven", {"id": [TODAY.table("initiatives")["id"][0]]}),
    ("regio", {"gemeente": ["Zwolle"]}),
    ("regio", {"corop": ["CR39"]}),
    ("regio", {"gemeenten": ["Utrecht,Zeist"], "naam": ["Ons gebied"]}),
    ("regio", {"gemeente": ["Zwolle"], "vergelijk": ["Limburg"]}),
    ("regio", {"vergelijk": ["NL"], "thema": ["zorg"]}),
    ("netwerken", {}),
    ("netwerken", {"deel": ["tabel"]}),
    ("netwerken", {"netwerk": [TODAY.table("initiatives")["networks"].explode().drop_nulls()[0]]}),
    ("doelen", {}),
    ("doelen", {"doel": ["2"]}),
    ("doelen", {"indicator": [TODAY.table("indicators")["indicator_id"][0]]}),
    ("doelen", {"deel": ["dekking"]}),
    ("data", {}),
    ("over", {}),
    (CHANGES, {}),
    (CHANGES, {"provincie": ["Limburg"], "taal": ["en"]}),
]


def story_of(page: str, params: Params) -> Story:
    return {**stories(), CHANGES: changes_story}[page](view_of(params))


def references(story: Story) -> Iterator[str]:
    yield from story.parts[1].rows["b"]


@pytest.mark.parametrize(("page", "params"), VIEWS, ids=lambda value: str(value)[:40])
def test_every_figure_has_a_lasting_address_with_citations(page: str, params: Params) -> None:
    story = story_of(page, params)
    figures = [part for part in story.parts if part.is_of_data]
    # The same story for each of its figures: making it anew each time would show nothing more.
    once = {page: lambda _view: story}

    assert figures or page in {"over"}
    for part in figures:
        address = figure_address(view_of(params), page, part.name)
        assert address.startswith(f"/cijfer/{page}/{part.name}@{TODAY.version}")
        assert {**parse_qs(urlsplit(address).query), "embed": ["1"]} == {**params, "embed": ["1"]}

        cited = figure_story(once, CitedFigure(page, part.name, TODAY.version), params)

        assert (cited.status, cited.lasting) == (HttpStatus.FOUND, address)
        link, plain, apa, bibtex, ris, frame = references(cited)
        assert link == site_address() + address
        assert all(link.partition("?")[0] in each for each in (plain, apa, bibtex, ris, frame))
        (entry,) = parse_string(bibtex).entries
        assert entry.entry_type == "misc"
        assert {"author", "title", "year", "url", "urldate", "note"} <= entry.fields_dict.keys()
        assert entry.fields_dict["year"].value == str(TODAY.date.year)
        (record,) = rispy.loads(f"{ris}\n")
        assert record["type_of_reference"] == "DATA"
        assert record["urls"][0].partition("?")[0] == link.partition("?")[0]
        assert " ".join(record["title"].split()) == " ".join(part.title.split())


def test_a_lasting_figure_can_be_put_on_another_site() -> None:
    address = f"/cijfer/data/bronnen@{TODAY.version}"

    told = embedding(site(), site_address() + address, {"maxheight": ["500"]})
    frame = ask(address, embed="1")

    assert told
    assert (told["type"], told["height"], "thumbnail_url" in told) == ("rich", 500, False)
    assert f"{address}?embed=1" in str(told["html"])
    html = frame.body.decode()
    assert (frame.status, "<header" in html, 'id="eerste"' in html) == (200, False, True)
    assert embedding(site(), f"{site_address()}/cijfer/data/nergens@{TODAY.version}", {}) is None
    assert embedding(site(), f"{site_address()}/cijfer/data/bronnen@2020-01-01-00000000", {}) is None


def test_the_page_of_a_lasting_figure_says_how_it_is_embedded() -> None:
    html = ask(f"/cijfer/data/bronnen@{TODAY.version}").body.decode()

    assert 'type="application/json+oembed"' in html
