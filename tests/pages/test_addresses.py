"""Every address of the site without scripts, as a crawler, a printer or a simple browser sees it."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from api.site import found_rows
from data_loaders.releases import kept_versions
from data_loaders.store import current
from pages import PAGES, stories
from tests.pages.harness import html as live_html
from tests.pages.harness import open_page
from ui.open_data.figures import CitedFigure, figure_story
from ui.plain.page import Page
from ui.plain.site import Site
from ui.plain.sitemap import addresses
from ui.site_address import AT_HOME, SETTING
from ui.texts import text

EACH_MANY = 40
"""Of long lists of like addresses one in so many is opened, another part of them in each language."""


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(stories())


@pytest.fixture(scope="module")
def opened(site: Site) -> Callable[[str], Page]:
    def page(address: str) -> Page:
        parts = urlsplit(address)
        made = site.page(parts.path, parse_qs(parts.query))
        assert made, address
        return made

    return page


def some(language: str) -> list[str]:
    """Addresses of every kind; of kinds with many, a sample."""
    known = list(addresses(current(), PAGES))
    start = 0 if language == "nl" else EACH_MANY // 2
    few = [each for each in known if "?" not in each or "doel=" in each]
    many = [each for each in known if each not in few]
    suffix = "" if language == "nl" else "en"
    return [
        f"{each}{('&' if '?' in each else '?') + 'taal=en' if suffix else ''}" for each in few + many[start::EACH_MANY]
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_address_is_a_whole_page(opened: Callable[[str], Page], language: str) -> None:
    titles: dict[str, str] = {}
    for address in some(language):
        page = opened(address)
        assert (page.status, page.language, page.forward) == (200, language, ""), address
        answers = re.findall(r"<h1[^>]*>(.*?)</h1>", page.body, re.DOTALL)
        assert len(answers) == 1, address
        assert re.search(r"\w{3}", re.sub("<[^>]+>", "", answers[0])), address
        main = re.search(r'<main id="blad" tabindex="-1">(.*)</main>', page.body, re.DOTALL)
        assert main, address
        said = re.sub(r"<(svg|textarea)\b.*?</\1>|<[^>]+>", " ", main[1], flags=re.DOTALL)
        # Whole without scripts: words beside the heading.
        assert len(said.split()) > 30, address
        assert "<footer" in page.footer, address
        for landmark in ("<header", "<nav", "<main", 'class="springlink" href="#blad"', 'id="blad"'):
            assert landmark in page.body, (address, landmark)
        assert 'aria-current="page"' in page.body, address
        title = re.search("<title>([^<]+)</title>", page.head)
        assert title, address
        assert title[1].endswith("Samenkaart"), address
        described = re.search(r'<meta name="description" content="([^"]{20,})', page.head)
        assert described, address
        # Two sentences of a preview never run into each other.
        assert not re.search(r"[a-z] (?:Er zijn|Wij kennen|There are|We know) ", described[1]), address
        titles[address] = title[1]
    assert titles


def test_canonical_links_never_follow_the_host_and_name_both_languages(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "https://samenkaart.voorbeeld/")

    page = Site(stories()).page("/data", {"thema": ["wonen"], "taal": ["en"]})

    assert page
    assert '<link rel="canonical" href="https://samenkaart.voorbeeld/data?taal=en">' in page.head
    assert 'hreflang="nl" href="https://samenkaart.voorbeeld/data"' in page.head
    assert site.pages == PAGES


def test_machines_read_what_the_data_are(opened: Callable[[str], Page]) -> None:
    told = re.search(r'<script type="application/ld\+json">(.*?)</script>', opened("/data").head)

    assert told
    graph = json.loads(told[1])["@graph"]
    assert graph[0]["@type"] == "Dataset"
    assert graph[0]["version"] == current().version


@pytest.mark.parametrize(
    "address",
    [
        "/over",
        "/data?taal=en",
        "/initiatieven?id=buurtbuik-utrecht",
        "/initiatieven?id=bestaat-niet&taal=en",
        "/regio",
        "/regio?gemeente=Ommen",
        "/regio?gemeente=Zwolle&vergelijk=PV23&taal=en",
        "/doelen?doel=2",
        "/doelen?indicator=energiecooperaties-aantal",
        "/initiatieven?thema=zorg&taal=en",
        "/kaart?provincie=Limburg",
    ],
)
def test_the_live_page_shows_the_same_html(opened: Callable[[str], Page], address: str) -> None:
    parts = urlsplit(address)
    app = open_page(parts.path.strip("/"), **dict(parse_qs(parts.query).items()))

    main = re.search(r'<main id="blad" tabindex="-1">(.*)</main>', opened(address).body, re.DOTALL)
    assert main
    assert main[1] in live_html(app)


def test_an_unknown_address_is_told_as_such_with_ways_on(opened: Callable[[str], Page]) -> None:
    page = opened("/nergens")

    assert page.status == 404
    assert text("nl", "site.unknown_title") in page.document
    assert 'name="robots" content="noindex"' in page.head
    assert all(f'href="/{name}"' in page.document for name in PAGES)


@pytest.mark.parametrize(("old", "new"), [("/start?thema=zorg", "/?thema=zorg"), ("/kaart/?a=b", "/kaart?a=b")])
def test_old_addresses_lead_to_the_new_ones(opened: Callable[[str], Page], old: str, new: str) -> None:
    page = opened(old)

    assert (page.status, page.forward) == (301, new)


def test_a_word_that_means_nothing_makes_no_page_anew(site: Site) -> None:
    pages = [site.page("/data", {"utm_source": [str(number)]}) for number in range(2)]

    assert pages[0]
    assert pages[1]
    assert pages[0].head is pages[1].head


def test_the_sitemap_names_each_address_in_both_languages() -> None:
    told = Site(stories()).well_known("/sitemap.xml", current())

    assert told
    both = re.findall(r"<loc>([^<]+)</loc>", told[0])
    assert len(both) == 2 * len(list(addresses(current(), PAGES))) == len(set(both))
    assert both[0] == f"{AT_HOME}/"
    assert set(re.findall(r"<lastmod>([^<]+)</lastmod>", told[0])) == {current().date.isoformat()}


@pytest.mark.parametrize("path", ["/robots.txt", "/favicon.svg", "/.well-known/security.txt"])
def test_what_machines_ask_for_is_there(site: Site, path: str) -> None:
    told = site.well_known(path, current())

    assert told
    assert told[0].strip()


@pytest.mark.parametrize("place", ["Snits", "Oudkerk", "Aldtsjerk"])
def test_a_place_asked_for_as_a_municipality_leads_to_its_municipality(
    opened: Callable[[str], Page], place: str
) -> None:
    municipality = "Súdwest-Fryslân" if place == "Snits" else "Tytsjerksteradiel"

    map_page, region = (opened(f"/{page}?gemeente={place}") for page in ("kaart", "regio"))

    assert f"in de gemeente {municipality}</h1>" in map_page.body
    assert f"“{place}” is een plaats in de gemeente {municipality}." in map_page.body
    assert (region.status, unquote(region.forward)) == (303, f"/regio?gemeente={municipality}")


@pytest.mark.parametrize(
    ("typed", "page", "first"),
    [
        ("utrecht", "kaart", "/kaart?gemeente=Utrecht"),
        ("3511 AB", "", "/kaart?gemeente=Utrecht"),
        ("den bosch", "regio", "/regio?gemeente=%27s-Hertogenbosch"),
        ("lsa", "netwerken", "/netwerken?netwerk=lsa"),
        ("Snits", "regio", "/regio?gemeente=S%C3%BAdwest-Frysl%C3%A2n"),
        ("Bolswert", "regio", "/regio?gemeente=S%C3%BAdwest-Frysl%C3%A2n"),
        ("Oudkerk", "regio", "/regio?gemeente=Tytsjerksteradiel"),
        ("Aldtsjerk", "regio", "/regio?gemeente=Tytsjerksteradiel"),
        ("Gorkum", "regio", "/regio?gemeente=Gorinchem"),
        ("Ljouwert", "regio", "/regio?gemeente=Leeuwarden"),
        ("Den Haag", "regio", "/regio?gemeente=%27s-Gravenhage"),
        ("Mokum", "regio", "/regio?gemeente=Amsterdam"),
        ("Bonaire", "kaart", "/over#tellen"),
        ("St. Eustatius", "regio", "/over#tellen"),
        ("Saba", "", "/over#tellen"),
        ("buurtbuik utrecht", "over", "/initiatieven?id=buurtbuik-utrecht"),
    ],
)
def test_the_search_box_leads_to_what_was_typed(site: Site, typed: str, page: str, first: str) -> None:
    found = site.answer_links(found_rows(typed), {"zoek": [typed], "op": [page]})

    assert found[0]["address"] == first


@pytest.mark.parametrize("address", ["/regio?gemeente=Bonaire", "/regio?zoek=Saba", "/?gemeente=Sint+Eustatius"])
def test_the_islands_are_told_to_be_outside(opened: Callable[[str], Page], address: str) -> None:
    assert "hoort bij Caribisch Nederland" in opened(address).body


def test_who_asks_by_q_alone_gets_no_filter_on_it(site: Site) -> None:
    found = site.answer_links(found_rows("snits"), {"q": ["snits"]})

    assert found[0]["address"] == "/kaart?gemeente=S%C3%BAdwest-Frysl%C3%A2n"


def test_a_region_from_the_box_keeps_the_other_filters_and_takes_the_place_of_another() -> None:
    params = {"zoek": ["zwolle"], "op": ["kaart"], "thema": ["zorg"], "provincie": ["Limburg"], "taal": ["en"]}

    found = Site(stories()).answer_links(found_rows("zwolle"), params)

    assert parse_qs(urlsplit(found[0]["address"]).query) == {"thema": ["zorg"], "gemeente": ["Zwolle"], "taal": ["en"]}


def test_without_scripts_a_search_is_a_page_unless_it_can_mean_one_thing(site: Site) -> None:
    sure = site.found_page(found_rows("zwolle"), {"zoek": ["zwolle"]})
    several = site.found_page(found_rows("zwol"), {"zoek": ["zwol"]})

    assert sure
    assert sure.forward == "/kaart?gemeente=Zwolle"
    assert several
    assert "/kaart?gemeente=Zwolle" in unescape(several.document)


def test_a_part_is_a_file_with_its_source(site: Site) -> None:
    made = site.file("data", "bronnen", "csv", {"taal": ["en"]})

    assert made
    body, media_type, name = made
    assert (media_type, name) == ("text/csv", f"samenkaart-bronnen-{current().version}.csv")
    assert f"{AT_HOME}/data?taal=en#bronnen".encode() in body
    assert site.file("data", "geen", "csv", {}) is None
    assert site.file("data", "bronnen", "exe", {}) is None
    assert site.file("geen", "bronnen", "csv", {}) is None


LINKED = [
    "/over", "/data?taal=en", "/initiatieven?thema=zorg", "/initiatieven?id=buurtbuik-utrecht", "/regio", "/regio?gemeente=Ommen",
    "/regio?gemeente=Zwolle&vergelijk=PV23", "/netwerken", "/netwerken?netwerk=lsa", "/netwerken?deel=hier&provincie=Utrecht",
    "/netwerken?deel=tabel&vak=lsa~PV26",
]  # fmt: skip


@pytest.mark.parametrize("address", LINKED)
def test_every_link_leads_somewhere(site: Site, opened: Callable[[str], Page], address: str) -> None:
    own = [urlsplit(unescape(link)) for link in set(re.findall(r'href="([^"#][^"]*)"', opened(address).body))]
    assert {to.scheme for to in own} <= {"", "https", "http"}
    # What programs ask for has tests of its own (`tests/api`).
    of_programs = re.compile(r"/(api/|oembed|dcat\.|wijzigingen\.)")
    pages = [to for to in own if not to.scheme and not of_programs.match(to.path)]
    ours = sorted(to for to in pages if not to.path.endswith((".pdf", ".html")))
    for to in ours[:: 1 + len(ours) // 40]:
        params = parse_qs(to.query)
        if file := re.fullmatch(r"/bestand/(\w+)/([\w-]+)\.(\w+)", to.path):
            assert site.file(file[1], file[2], file[3], params), to
        elif figure := re.fullmatch(r"/cijfer/(\w+)/([\w-]+)@([\w-]+)", to.path):
            assert figure_story(site.stories, CitedFigure(*figure.groups()), params).status == 200, to
        elif released := re.fullmatch(r"/data/([\w-]+)/([\w.-]+)", to.path):
            assert released[1] in kept_versions(current()), to
        else:
            led = site.page(to.path or urlsplit(address).path, params)
            assert led, to
            assert led.status in {200, 303}, to


@pytest.mark.parametrize("path", ["/", "/over", "/nergens"])
def test_without_data_the_page_says_which_file_is_wrong(
    site: Site, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENKAART_DATA", str(tmp_path))

    page = site.page(path, {"taal": ["en"]})

    assert page
    assert page.status == 503
    assert "manifest.json" in page.body
    assert text("en", "problem.title") in page.body


@pytest.mark.parametrize("address", ["/initiatieven?id=buurtbuik-utrecht", "/regio?gemeente=Utrecht", "/doelen?doel=2"])
def test_dutch_words_on_an_english_page_are_marked_as_such(opened: Callable[[str], Page], address: str) -> None:
    assert re.search(r'<(td|th scope="row") lang="nl">', opened(f"{address}&taal=en").body)
    assert not re.search(r'<(td|th scope="row") lang="nl">', opened(address).body)


def test_the_link_to_the_networks_leads_back_from_one_of_them(opened: Callable[[str], Page]) -> None:
    body = opened("/netwerken?netwerk=lsa&thema=zorg").body

    assert 'href="/netwerken?thema=zorg" data-pagina="netwerken"' in body
    assert 'href="/kaart?netwerk=lsa&amp;thema=zorg" data-pagina="kaart"' in body


def test_the_other_language_keeps_the_choice(opened: Callable[[str], Page]) -> None:
    to_english = re.search(r'class="taal" href="([^"]*)" lang="en"', opened("/regio?gemeente=Ommen").body)
    to_dutch = re.search(r'class="taal" href="([^"]*)" lang="nl"', opened("/regio?gemeente=Ommen&taal=en").body)

    assert to_english
    assert to_dutch
    assert parse_qs(unescape(to_english[1]).lstrip("?")) == {"gemeente": ["Ommen"], "taal": ["en"]}
    assert parse_qs(unescape(to_dutch[1]).lstrip("?")) == {"gemeente": ["Ommen"]}
