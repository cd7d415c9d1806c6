"""Kinds of fault that readers reported, tested on every page where they could return."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from data_loaders.store import current
from pages import stories
from ui.plain.site import Site
from ui.view import view_of

PATHS = (
    "/",
    "/?weergave=inwoners",
    "/initiatieven?id=buurtbuik-utrecht",
    "/regio?gemeente=Utrecht",
    "/regio?gemeente=Zwolle&vergelijk=PV23",
    "/netwerken?netwerk=lsa",
    "/netwerken?deel=tabel",
    "/doelen",
    "/doelen?doel=3",
    "/doelen?indicator=vertrouwen-medemens",
    "/doelen?deel=dekking",
    "/wijzigingen",
)
POINT = re.compile(r"(?<![\d.,/-])\d{1,3}\.\d{1,2}(?![\d.])")
COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}(?!\d)")
"""A decimal comma; in English a comma has three figures behind it."""


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(stories())


def said(site: Site, address: str) -> str:
    """All words of a page, those for who listens too; without addresses, versions, drawings' coordinates and titles of sources."""
    parts = urlsplit(address)
    page = site.page(parts.path, parse_qs(parts.query))
    assert page
    main = re.search(r"<main.*</main>", page.body, re.DOTALL)
    assert main
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', main[0]))
    bare = re.sub(
        r'<textarea.*?</textarea>|<style.*?</style>|<(?:td|th|p|li)[^>]* lang="nl">.*?</|https?://\S+|class="[^"]*"|<a href="/initiatieven\?id=.*?</a>',
        " ",
        main[0],
        flags=re.DOTALL,
    )
    return f"{labels} {re.sub('<[^>]+>', ' ', bare)}"


@pytest.mark.parametrize("path", PATHS)
def test_every_number_is_written_as_the_readers_language_does(site: Site, path: str) -> None:
    assert POINT.findall(said(site, path)) == []
    assert COMMA.findall(said(site, f"{path}{'&' if '?' in path else '?'}taal=en")) == []


def test_no_figure_is_asked_for_that_is_older_than_what_we_have() -> None:
    for goal in current().table("goals")["goal_id"]:
        story = stories()["doelen"](view_of({"doel": [str(goal)]}))
        missing = story.part("ontbreekt")
        assert missing
        if "Gezocht" not in missing.rows.columns:
            continue
        for wanted, have in missing.rows.select("Gezocht", "Wij hebben").iter_rows():
            years = re.match(r"\d{4}$", wanted), re.match(r"\d{4}", have)
            assert not all(years) or wanted > have[:4], (goal, wanted, have)


def test_cities_beside_each_other_are_compared_per_inhabitant_with_a_margin() -> None:
    story = stories()["regio"](view_of({"gemeente": ["Zwolle"], "vergelijk": ["PV23"]}))

    rates = story.part("naast")
    assert rates
    assert {"Per 10.000", "Marge (95%)"} <= {*rates.rows.columns}


def test_a_figure_and_a_relation_lead_to_their_sources() -> None:
    views = {"netwerken": {"netwerk": ["lsa"]}, "doelen": {"indicator": ["vertrouwen-medemens"]}}
    for page, asked in views.items():
        told = stories()[page](view_of(asked))
        to = [address for part in told.parts for column in part.links.values() for address in column]
        assert any(str(address).startswith("http") for address in to), page
