"""Every declared filter selects changes in the same way as initiatives."""

import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from api.open_data import open_data_routes
from data_loaders.releases import kept_versions, release
from data_loaders.schema import Initiatives
from data_loaders.store import current
from measures.catalogue import Catalogue, catalogue
from measures.changed import Subject
from measures.filters import FILTERS, Filter, FilterKind
from measures.selection import Selection
from pages import stories
from tests.api.asgi import get
from tests.pages.harness import view_in
from ui.address import read, write, written
from ui.changes.feed import FEEDS
from ui.changes.known import follow_address, known_changes
from ui.changes.story import changes_story
from ui.filter_words import option_values
from ui.plain.site import Site
from ui.view import View, view_of

VIEW = view_in("nl")
OLDER = kept_versions(current())[-1]
CHANGED = known_changes(VIEW).rows.filter(pl.col("subject").cast(pl.String) == Subject.INITIATIVE)
IDS = set(CHANGED["id"])
WORDS = ("dorpshuis", "zorg", "energie", "coöperatie", "qqqq")
PLACES = CHANGED.filter(pl.col("region_codes").list.len() > 0)["region_codes"].list.first().unique().sort().to_list()


def as_it_was() -> Catalogue:
    """The older release with all of today's columns; those it did not have are empty."""
    written_then = release(current(), OLDER).table_as_written("initiatives")
    assert written_then is not None
    years = pl.col("sources").list.eval(pl.element().struct.field("year")).list.max()
    whole = pl.concat([Initiatives.create_empty(), written_then.with_columns(seen_year=years)], how="diagonal_relaxed")
    return catalogue(whole, current().table("regions"))


BEFORE = as_it_was()
NOT_KNOWN_BEFORE = "scope"


def values(filter_: Filter) -> st.SearchStrategy[Any]:
    if filter_.kind is FilterKind.YEAR:
        return st.integers(1990, 2026).map(str)
    if filter_.kind is FilterKind.TEXT:
        return st.sampled_from(WORDS)
    if filter_.kind is FilterKind.PLACE:
        return st.sampled_from(BEFORE.initiatives["place"].drop_nulls().unique().sort().to_list())
    if filter_.kind is FilterKind.TOGETHER:
        return st.lists(st.sampled_from(PLACES), min_size=2, max_size=40, unique=True).map(",".join)
    codes = PLACES if filter_.field == "municipality" else option_values(VIEW, filter_, counted=False)
    return st.sampled_from([written(filter_.field, each, VIEW.names) for each in codes])


CHOICES = st.fixed_dictionaries(
    {}, optional={each.parameter: values(each).map(lambda value: [value]) for each in FILTERS}
)


def chosen(data: Catalogue, selection: Selection) -> set[str]:
    rows = data.chosen(selection)["row"]
    return set(data.initiatives["id"][rows])


def told(view: View) -> set[str]:
    rows = known_changes(view).rows
    return set(rows.filter(pl.col("subject").cast(pl.String) == Subject.INITIATIVE)["id"])


@settings(max_examples=60, deadline=None)
@given(params=CHOICES)
def test_a_change_is_listed_if_its_initiative_is_or_was_in_the_choice(params: dict[str, list[str]]) -> None:
    view = view_of(params)
    now = chosen(VIEW.catalogue, view.selection)
    then = set() if view.selection.scope else chosen(BEFORE, view.selection)

    assert told(view) == (now | then) & IDS


@pytest.mark.parametrize("filter_", FILTERS, ids=lambda each: each.field)
def test_no_filter_is_without_effect(filter_: Filter) -> None:
    place = current().table("initiatives").filter(pl.col("id").is_in(sorted(IDS)) & pl.col("place").is_not_null())
    municipality = VIEW.names.municipalities[place["municipality_code"][0]]
    given_with = {"gemeente": [municipality]} if filter_.inside else {}
    value = {
        FilterKind.YEAR: "2015", FilterKind.TEXT: "qqqq", FilterKind.PLACE: "Nergens", FilterKind.TOGETHER: "Urk,Zeewolde",
    }.get(filter_.kind) or written(filter_.field, option_values(VIEW, filter_, counted=False)[0], VIEW.names)  # fmt: skip

    without, with_it = view_of(given_with), view_of({**given_with, filter_.parameter: [value]})

    assert told(with_it) < told(without)
    assert write(with_it.selection, VIEW.names)[filter_.parameter]


@settings(max_examples=60, deadline=None)
@given(params=CHOICES)
def test_following_takes_every_filter_along(params: dict[str, list[str]]) -> None:
    view = view_of(params)

    for kind in ("", ".atom", ".json"):
        asked = parse_qs(urlsplit(follow_address(view, kind)).query)
        assert read(asked, VIEW.names)[0] == view.selection


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"status": ["gestopt"]}, ["Daarvan is niet bekend: status."]),
        ({"provincie": ["Limburg"]}, ["niet bij een gebied"]),
        ({"van": ["2015"]}, ["gestart vanaf", "zonder bekend startjaar"]),
        ({"bereik": ["regionaal"]}, ["niet bekend: bereik", "23 november 2026 kent dit nog niet: bereik"]),
        ({"gezien": ["2024 of later"]}, ["laatst gezien"]),
        ({}, []),
    ],
)
def test_page_and_feeds_say_what_a_choice_leaves_out(params: dict[str, list[str]], words: list[str]) -> None:
    view = view_of(params)
    notes = changes_story(view).notes
    atom = FEEDS["atom"][0](view).decode()
    about = json.loads(FEEDS["json"][0](view))["description"]

    for said in words:
        assert said in " ".join(notes)
        assert said in about
        assert said in atom
    assert bool(words) == bool(notes)


def test_figures_and_milestones_stay_out_of_what_is_not_known_of_them() -> None:
    def subjects(params: dict[str, list[str]]) -> set[str]:
        return set(known_changes(view_of(params)).rows["subject"].cast(pl.String))

    assert subjects({}) == {"initiatief", "cijfer", "mijlpaal"}
    assert subjects({"provincie": ["Limburg"]}) == {"initiatief", "cijfer"}
    assert subjects({"provincie": ["Limburg"], "thema": ["zorg"]}) <= {"initiatief"}


def test_a_corop_region_is_followed_from_its_page_to_its_feed() -> None:
    asked = {"corop": ["Zuid-Limburg"], "thema": ["zorg"]}
    story = stories()["regio"](view_of(asked))
    address = follow_address(view_of(asked), ".json")
    made = get(Starlette(routes=open_data_routes(Site({}))), address)

    assert story.title.startswith("Zuid-Limburg")
    assert parse_qs(urlsplit(address).query) == {"corop": ["CR39"], "thema": ["zorg"]}
    inside = set(current().table("regions").filter(corop_code="CR39", level="municipality")["code"])
    rows = known_changes(view_of(asked)).rows
    assert json.loads(made.body)["title"].endswith("Zorg, COROP-gebied Zuid-Limburg")
    assert rows.height
    assert all(inside & set(codes) for codes in rows["region_codes"])
    assert told(view_of(asked)) == told(view_of({"gemeenten": sorted(inside), "thema": ["zorg"]}))


def test_a_region_that_is_not_known_gives_no_feed_and_a_note() -> None:
    app = Starlette(routes=open_data_routes(Site({})))

    for params in ({"corop": ["Nergens"]}, {"gemeenten": ["Zwolle,Nergens"]}):
        assert get(app, f"/wijzigingen.atom?{urlencode(params, doseq=True)}").status == 400
        assert any("Nergens" in note for note in changes_story(view_of(params)).notes)


def test_taking_back_a_filter_leaves_the_region_and_the_other_way_round() -> None:
    chips = changes_story(view_of({"corop": ["CR39"], "thema": ["zorg"]})).controls[0].choices

    left = [parse_qs(urlsplit(each.address).query) for each in chips]
    assert left == [{"corop": ["CR39"]}, {"thema": ["zorg"]}, {}]
    assert [each.value for each in chips[1:]] == ["corop-CR39", "wis"]
