"""The map page as a story: answer, choices, marks, lists and files agree, in every kind of map."""

import csv
import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from data_loaders.schema import Language, Reach, Status, Theme
from data_loaders.store import current
from measures.map_figures import Measure
from pages import stories
from pages.kaart.story import story
from tests.hostile import HOSTILE
from tests.pages.harness import open_page, problems, words
from ui.address import Params
from ui.initiative_rows import PAGE_ROWS
from ui.map_mode import LEVELS, Mode
from ui.numbers import number
from ui.picture import png
from ui.plain.render import story_html
from ui.plain.site import Site
from ui.story import Control, Part, Story, check
from ui.view import view_of

SITE = Site(stories())
WAYS = [
    (mode, measure)
    for mode in Mode
    for measure in (Measure if mode in LEVELS and mode not in {Mode.WHITE_SPOTS, Mode.NEED} else [Measure.COUNT])
]
CHOICES: list[Params] = [
    {},
    {"thema": ["zorg"]},
    {"thema": ["zorg", "energie"], "zonder_thema": ["wonen"], "status": [Status.ACTIVE.value]},
    {"provincie": ["Limburg"], "van": ["2015"]},
    {"gezien": ["2024 of later", "jaar onbekend"]},
    {"gemeente": ["Den Bosch"]},
    {"weergave": ["gemeenten"], "maat": ["per-10000"]},
    {"weergave": ["corop"]},
    {"weergave": ["provincies"], "maat": ["verandering"], "sinds": ["2010"]},
    {"weergave": ["witte-vlekken"], "thema": ["energie"], "provincie": ["Zeeland"]},
    {"q": ["dorpshuis"], "sorteer": ["nieuwste"], "pagina": ["2"]},
    {"q": ["bestaatnergens"]},
]
EVERY_CHOICE = pytest.mark.parametrize("params", CHOICES, ids=lambda params: "&".join(params) or "empty")


class Tags(HTMLParser):
    """Every element and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def told(**params: str | list[str]) -> Story:
    return story(view_of({name: [value] if isinstance(value, str) else value for name, value in params.items()}))


def part(of: Story, name: str) -> Part:
    found = of.part(name)
    assert found
    return found


def control(of: Story, name: str, title: str = "") -> Control:
    return next(each for each in of.controls if each.name == name and title in each.title)


def count(words: str) -> int:
    found = re.search(r"ennen ([\d.]+) (?:bewoners)?initiatie", words)
    assert found, words
    return int(found[1].replace(".", ""))


def after(address: str) -> int:
    view = view_of(parse_qs(urlsplit(unescape(address)).query))
    return view.catalogue.chosen(view.selection).height


def marks(of: Story) -> list[tuple[str, str]]:
    """Address and words of each mark that can be pressed."""
    pressed = re.findall(r'<a href="([^"]+)"[^>]*><(?:circle|path)[^>]*>\s*<title>([^<]*)', part(of, "kaart").body)
    return [(unescape(address), unescape(said)) for address, said in pressed]


def test_the_answer_is_how_many_are_known_and_what_is_not_stands_under_it() -> None:
    shown = told()

    assert count(shown.answer) == current().table("initiatives").height
    assert shown.sentence.startswith("Er zijn er meer: een bron telde er in ")
    assert f"van {current().table('initiatives')['seen_year'].null_count()} kennen wij geen enkel jaar" in shown.limits
    wide = current().table("initiatives").filter(pl.col("scope") != Reach.LOCAL).height
    assert "minstens één in " in shown.answer
    assert f"Daarvan werken {wide} regionaal of landelijk; die tellen in geen gemeente mee." in shown.limits
    assert (shown.address, told(thema="zorg").address) == ("/", "/kaart?thema=zorg")


def test_a_list_of_regions_calls_nothing_known_unknown_and_never_zero() -> None:
    listed = next(part for part in told(thema="zorg", weergave="behoefte").parts if part.name == "initiatieven").body

    assert "geen bekend" in listed
    assert "<b>0</b>" not in listed


def test_the_share_we_know_stands_beside_the_number_that_it_is_of() -> None:
    known = current().table("initiatives").filter(pl.col("status") != Status.ENDED).height

    assert f"Zonder wat gestopt is, kennen wij er {number(known, 'nl')}: hoogstens " in told().sentence


def test_a_reach_that_was_chosen_is_not_said_twice() -> None:
    assert told(bereik=["regionaal"]).limits.startswith("Ze tellen in geen gemeente mee.")


def test_where_we_know_nothing_is_asked_only_where_there_is_such_a_place() -> None:
    begin = next(each for each in told().controls if isinstance(each, Control) and each.name == "begin")
    unknown = len(view_of({}).names.municipalities) - current().table("initiatives")["municipality_code"].n_unique()

    assert [choice.value for choice in begin.choices][-3:] == ["nothing" if unknown > 0 else "need", "rate", "own"]


@EVERY_CHOICE
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_part_is_complete_and_the_page_is_made(params: Params, language: Language) -> None:
    view = view_of({**params, "taal": [language]})

    shown = story(view)

    for each in shown.parts:
        check(each)
    assert shown.answer in unescape(story_html(view, shown))


@EVERY_CHOICE
def test_bubbles_and_what_has_none_add_up_to_the_answer(params: Params) -> None:
    view = view_of(params)
    shown = story(view)
    table = part(shown, "kaart").rows

    counts = table[view.t("map.number")].to_list()
    assert counts[-1] == sum(counts[:-1]) == view.catalogue.chosen(view.selection).height
    on_map = sum(int(found[1]) for _, said in marks(shown) if (found := re.search(r": (\d+) initiatie", said)))
    if not view.selection.municipality and "corop" not in params.get("weergave", []):
        rest = table.filter(pl.first() == view.t("map.wide"))[view.t("map.number")].sum()
        assert on_map + rest == counts[-1]


@EVERY_CHOICE
def test_the_count_beside_a_value_is_what_its_link_leads_to(params: Params) -> None:
    alone = {
        name: values for name, values in params.items() if name not in ("thema", "status", "gezien", "zonder_thema")
    }
    shown = story(view_of(alone))

    facets = [
        *control(shown, "thema").choices,
        *control(shown, "status").choices,
        *control(shown, "gezien").choices,
        *control(shown, "bereik").choices,
    ]
    assert len(facets) == len(Theme) + len(Status) + len(Reach) + 4
    assert [after(choice.address) for choice in facets] == [choice.count for choice in facets]


@pytest.mark.parametrize("params", [{}, {"thema": ["zorg"]}, {"provincie": ["Limburg"]}], ids=str)
def test_a_bubble_points_at_its_own_initiatives_and_the_sheet_beside_it_narrows_to_them(params: Params) -> None:
    pressed = marks(story(view_of(params)))

    assert len(pressed) > 5
    for address, said in pressed[:20:3]:
        found = re.search(r": (\d+) initiatie", said)
        assert found
        shown = story(view_of(parse_qs(urlsplit(address).query)))
        assert f"gekozen op de kaart: {found[1]} van" in part(shown, "initiatieven").body
        assert part(shown, "initiatieven").body.count('class="aan"') == min(int(found[1]), PAGE_ROWS)
        sheet = re.findall(r'<aside class="aanwijzing".*?</aside>', part(shown, "kaart").body)[0]
        links = {unescape(words): unescape(to) for to, words in re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', sheet)}
        only = next(to for words, to in links.items() if words.startswith("Alleen"))
        assert after(only) == int(found[1])
        assert "toon=lijst" in next(to for words, to in links.items() if words.startswith("Bekijk"))


def test_a_second_press_points_no_more_and_a_name_that_is_not_there_is_told() -> None:
    pointed, vain = told(aangewezen="Zwolle"), told(aangewezen="<b>Nergens")

    again = re.findall(r'href="([^"]*)" data-plek="GM0193"', part(pointed, "kaart").body)
    assert again == ["?"]
    assert part(pointed, "kaart").body.count('class="accent aan"') == 1
    assert "aanwijzing" not in part(vain, "kaart").body
    assert any("aangewezen" in note for note in vain.notes)


def test_what_stays_and_what_goes_when_a_filter_changes() -> None:
    shown = told(weergave="gemeenten", taal="en", pagina="3", thema="zorg", provincie="Limburg")

    energy = next(choice for choice in control(shown, "thema").choices if choice.value == "energie")
    care = next(choice for choice in control(shown, "thema").choices if choice.value == "zorg")
    kept = {"weergave": ["gemeenten"], "taal": ["en"], "provincie": ["Limburg"]}
    assert parse_qs(energy.address[1:]) == kept | {"thema": ["zorg", "energie"]}
    assert parse_qs(care.address[1:]) == kept
    assert dict(control(shown, "municipality").keeps) == {
        "weergave": "gemeenten",
        "taal": "en",
        "thema": "zorg",
        "provincie": "Limburg",
    }
    # Another province takes the place of a municipality.
    assert "gemeente" not in dict(control(told(gemeente="Zwolle"), "provincie").keeps)


def test_chips_take_back_one_filter_each_and_one_takes_back_all() -> None:
    chosen = told(thema=["zorg", "wonen"], status="actief", taal="en", gemeente="Texel", plaats="Texel")

    chips = control(chosen, "gekozen").choices
    assert len({choice.words for choice in chips}) == len(chips) == 6
    assert parse_qs(chips[0].address[1:])["thema"] == ["zorg"] or parse_qs(chips[0].address[1:])["thema"] == ["wonen"]
    assert parse_qs(chips[-1].address[1:]) == {"taal": ["en"]}


def test_a_question_to_begin_with_is_one_press_and_says_how_many() -> None:
    begin = control(told(), "begin").choices

    assert [after(choice.address) for choice in begin[:2]] == [choice.count for choice in begin[:2]]
    assert parse_qs(begin[0].address[1:]) == {"thema": ["zorg"], "provincie": ["Limburg"]}


def test_themes_keep_their_order_whatever_is_chosen() -> None:
    orders = [[each.value for each in control(shown, "thema").choices] for shown in (told(), told(provincie="Zeeland"))]

    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Den Haag", "'s-Gravenhage"),
        ("den bosch", "'s-Hertogenbosch"),
        ("GM0193", "Zwolle"),
        ("3511 AB", "Utrecht"),
        ("gemeente utrecht", "Utrecht"),
    ],
)
def test_a_municipality_is_found_by_nickname_and_code(typed: str, name: str) -> None:
    assert f"in de gemeente {name}" in told(gemeente=typed).answer


def test_a_name_of_several_municipalities_offers_each() -> None:
    meant = control(told(gemeente="Bergen"), "bedoeld").choices

    assert {choice.words for choice in meant} == {"Bergen (L.)", "Bergen (NH.)"}
    assert {parse_qs(choice.address[1:])["gemeente"][0] for choice in meant} == {"Bergen (L.)", "Bergen (NH.)"}


def test_words_about_years_and_places_read_as_sentences() -> None:
    both = told(van="2010", tot="2020")
    one_place = told(gemeente="Utrecht", thema="zorg")

    assert "gestart van 2010 tot en met 2020" in both.answer
    assert "startjaar niet bekend" in both.limits
    assert "Het ligt" not in " ".join([told(provincie="Zeeland").limits, one_place.limits])


def test_several_periods_can_be_chosen_and_each_has_its_count() -> None:
    shown = told(gezien=["2024 of later", "jaar onbekend"])

    seen = current().table("initiatives")["seen_year"]
    assert count(shown.answer) == (seen.is_null() | (seen >= 2024)).sum()
    assert {choice.value for choice in control(shown, "gezien").chosen} == {"2024 of later", "jaar onbekend"}


def test_no_count_of_a_status_stands_without_its_years() -> None:
    shown = told(status="actief")

    active = current().table("initiatives").filter(status="actief")["status_year"]
    assert f"Die status is uit {active.min()!s}–{active.max()!s}, {active.null_count()} zonder jaar." in shown.limits
    every = current().table("initiatives")["status_year"]
    assert control(shown, "status").title == f"Status (bronnen {every.min()!s}–{every.max()!s})"
    words = [choice.words for choice in control(shown, "status").choices]
    assert f"Actief, {active.null_count()} zonder jaar" in words


def test_nothing_known_is_not_said_to_be_nothing_and_the_nearest_are_named() -> None:
    shown = told(gemeente="Schiermonnikoog", thema="wonen")

    assert "Geen bekend wil niet zeggen dat er geen zijn" in shown.limits
    near = control(shown, "dichtbij").choices
    assert len({choice.address for choice in near}) == len(near) == 5
    assert [after(choice.address) for choice in near] == [choice.count for choice in near]


@pytest.mark.parametrize(("mode", "measure"), WAYS)
def test_every_way_of_drawing_has_one_table_one_file_and_one_picture(mode: Mode, measure: Measure) -> None:
    params = {
        "weergave": [mode.value],
        "maat": [measure.value],
        "sinds": ["2015"],
        "thema": ["zorg"],
        "gemeente": ["Amsterdam"],
    }
    view = view_of(params)
    shown = part(story(view), "kaart")

    made = SITE.file("kaart", "kaart", "csv", params)
    drawn = SITE.file("kaart", "kaart", "svg", params)
    assert made
    assert drawn
    rows = list(csv.DictReader(io.StringIO(made[0].decode("utf-8-sig")), delimiter=";"))
    assert [int(row["Initiatieven"]) for row in rows] == shown.rows["Initiatieven"].to_list()
    svg = ET.fromstring(drawn[0])  # noqa: S314 - our own file
    said = [" ".join("".join(each.itertext()).split()) for each in svg.iter("{http://www.w3.org/2000/svg}text")]
    key = re.findall(r'<text class="" [^>]*>([^<]*)</text>', shown.body)
    assert {unescape(each) for each in key} <= set(said)
    assert not svg.findall(".//{http://www.w3.org/2000/svg}a")
    assert b"var(--" not in drawn[0]


def test_the_picture_is_a_png_of_the_size_of_a_preview() -> None:
    drawn = SITE.file("kaart", "kaart", "png", {"thema": ["zorg"]})

    assert drawn
    assert drawn[0][:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(drawn[0][16:20]), int.from_bytes(drawn[0][20:24])) == (2400, 1260)
    assert png("<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'/>")
    assert SITE.file("kaart", "initiatieven", "png", {}) is None


def test_all_initiatives_of_the_choice_come_as_one_file_with_sources_first_as_xlsx() -> None:
    params = {"thema": ["zorg"], "provincie": ["Limburg"]}

    made = SITE.file("kaart", "initiatieven", "csv", params)

    assert made
    rows = list(csv.DictReader(io.StringIO(made[0].decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == count(told(thema="zorg", provincie="Limburg").answer)
    assert all("http" in row["Bronnen"] for row in rows)
    html = SITE.page("/kaart", params)
    assert html
    files = re.findall(r'href="/bestand/kaart/(\w+\.\w+)', html.body)
    assert files[:2] == ["initiatieven.xlsx", "initiatieven.csv"]


def test_the_list_has_whole_linked_names_in_the_order_that_was_asked() -> None:
    body = part(told(sorteer="naam"), "initiatieven").body

    names = current().table("initiatives").sort(pl.col("name").str.to_lowercase(), "id").head(PAGE_ROWS)
    assert [
        unescape(each) for each in re.findall(r'<li[^>]*><div class="naamregel"><a href="[^"]*">([^<]*)</a>', body)
    ] == names["name"].to_list()
    last = part(told(pagina="99999"), "initiatieven").body
    total = number(current().table("initiatives").height, "nl")
    assert f"tot en met {total} van {total}" in last


def test_regions_stand_in_the_order_of_the_lower_end_of_their_margin() -> None:
    shown = told(weergave="gemeenten", maat="per-10000")

    listed = [
        unescape(each)
        for each in re.findall(r'<li><span><a href="[^"]*">([^<]*)</a>', part(shown, "initiatieven").body)
    ]
    table = part(shown, "kaart").rows["Gemeente"].to_list()
    official = {view_of({}).names.everyday(code): name for code, name in view_of({}).names.municipalities.items()}
    assert [official[name] for name in listed] == table[: len(listed)]
    assert shown.answer.startswith("Per inwoner kennen wij de meeste initiatieven in ")


@pytest.mark.parametrize(
    "params",
    [
        {"weergave": "<script>" * 2000},
        {"weergave": "gemeenten", "maat": "'; drop table"},
        {"weergave": "gemeenten", "maat": "verandering", "sinds": "NaN"},
        {"weergave": "punten"},
        {"weergave": "gemeenten", "maat": "aandeel"},
        {"thema": "nep"},
        {"sorteer": "nep"},
    ],
)
def test_what_cannot_be_shown_gives_the_map_with_a_note(params: dict[str, str]) -> None:
    shown = told(**params)

    assert len(shown.notes) == 1
    assert after(shown.address) == current().table("initiatives").height


@pytest.mark.parametrize("asked", HOSTILE.values(), ids=HOSTILE)
def test_hostile_addresses_give_the_page_and_stay_text(asked: dict[str, str | list[str]]) -> None:
    page = SITE.page("/kaart", {name: value if isinstance(value, list) else [value] for name, value in asked.items()})

    assert page
    found = Tags()
    found.feed(page.body)
    assert "script" not in found.names
    assert not [name for name in found.attributes if name.startswith("on")]


def test_an_embedded_map_has_its_source_and_a_way_to_the_whole_page_and_no_filters() -> None:
    page = SITE.page("/kaart", {"thema": ["zorg"], "embed": ["1"]})

    assert page
    assert '<base target="_blank">' in page.body
    assert 'href="?thema=zorg"' in page.body
    assert 'class="rail"' not in page.body
    assert 'id="initiatieven"' not in page.body
    assert "Bron: Samenkaart" in page.body


def test_a_page_is_asked_for_by_known_parameters_only() -> None:
    assert SITE.page("/kaart", {"thema": ["wonen"]}) == SITE.page("/kaart", {"thema": ["wonen"], "utm_source": ["x"]})


def test_the_live_page_shows_the_same_and_draws_no_map_that_moves_until_it_is_asked_for() -> None:
    app = open_page("kaart", thema="energie")

    assert problems(app) == []
    assert told(thema="energie").answer in words(app)
    assert not app.get("deck_gl_json_chart")


@pytest.mark.parametrize("params", [{}, {"weergave": "corop"}, {"gemeente": "Utrecht"}], ids=str)
def test_the_map_that_moves_has_the_marks_of_the_drawing(
    params: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.base_map.is_on", lambda: True)

    app = open_page("kaart", **params)

    assert problems(app) == []
    chart = app.get("deck_gl_json_chart")[0].proto.json
    drawn = [said for _, said in marks(told(**params))]
    assert chart.count('"name":') == len(drawn) or "corop" in params.values()


def test_a_region_that_stands_out_has_an_outline_and_the_rest_lies_beside() -> None:
    body = part(told(weergave="gemeenten", gemeente="Zeewolde"), "kaart").body

    assert body.count('class="gekozen"') == 1
    assert 'class="naast"' in body


def test_what_works_wider_than_a_municipality_has_its_own_row_and_is_in_no_bubble() -> None:
    wide = current().table("initiatives").filter(pl.col("scope") != "lokaal")
    found = re.search(r'class="elders"><a href="([^"]+)">(\d+) werken regionaal', part(told(), "kaart").body)

    assert found
    assert int(found[2]) == after(found[1]) == wide.height


def test_from_a_chosen_region_to_its_own_page_is_one_press() -> None:
    assert told(gemeente="Den Haag").actions[0].words == "Alles over Den Haag"
    assert told(provincie="Limburg").actions[0].address == "/regio?provincie=Limburg"
    assert replace(told(), actions=()) == told()
