import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import cast

import polars as pl
import pytest

from data_loaders.schema import Language, LocationPrecision, Statements
from data_loaders.schema.rows import InitiativeRow, only_row
from data_loaders.store import Snapshot, current
from pages.initiatieven.correct import addressees, correction_text
from pages.initiatieven.one import told_status
from pages.initiatieven.place import point_words
from pages.initiatieven.statements import differing, statement_table
from pages.initiatieven.story import story
from tests.browser.small import small_release
from tests.pages.harness import open_page, problems, view_in, words
from ui.initiative_rows import export_table, screen_table
from ui.story import HttpStatus, Part, Story, check
from ui.style import STYLE
from ui.view import view_of


def told(initiative_id: str, language: Language = "nl") -> Story:
    """The story of one initiative."""
    return story(replace(view_in(language), params={"id": [initiative_id]}))


def part(of: Story, name: str) -> Part:
    found = of.part(name)
    assert found
    return found


def test_one_initiative_shows_its_facts_and_every_source() -> None:
    row = current().table("initiatives").sort(pl.col("sources").list.len(), descending=True).row(0, named=True)

    shown = told(row["id"])

    assert shown.answer == row["name"]
    assert part(shown, "bronnen").links["Bron"] == [source["url"] for source in row["sources"]]
    assert shown.address == f"/initiatieven?id={row['id']}"


def test_every_initiative_has_a_whole_story() -> None:
    for row in current().table("initiatives").iter_rows(named=True):
        for each in told(row["id"]).parts:
            check(each)


def test_an_unknown_initiative_gets_a_helpful_page_with_the_nearest_names() -> None:
    shown = told("herenboeren-amersvoort")

    assert shown.status == HttpStatus.UNKNOWN
    assert "/initiatieven?id=herenboeren-amersfoort" in part(shown, "lijkt-op").links["Lijkt op deze naam"]
    assert told("<script>bestaat-niet").status == HttpStatus.UNKNOWN


def test_what_was_taken_out_is_told_with_what_was_known(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "weg-utrecht", "name": "Weg & wel", "municipality_code": "GM0344", "since": "2025-01-01-00000000"}
    monkeypatch.setattr("pages.initiatieven.story.removed", lambda _snapshot: pl.DataFrame([row]))

    shown = told("weg-utrecht")

    assert shown.status == HttpStatus.GONE
    assert "Weg & wel" in shown.answer
    assert "Utrecht" in shown.sentence
    assert "Sinds versie 2025-01-01-00000000" in shown.sentence


def test_an_old_identifier_forwards(monkeypatch: pytest.MonkeyPatch) -> None:
    aliases = pl.DataFrame({"old_id": ["oud"], "id": ["herenboeren-amersfoort"]})
    table = current().table
    monkeypatch.setattr(Snapshot, "table", lambda _self, name: aliases if name == "aliases" else table(name))

    shown = told("oud", "en")

    assert (shown.status, shown.forward) == (HttpStatus.MOVED, "/initiatieven?id=herenboeren-amersfoort&taal=en")


def test_an_initiative_tells_its_theme_what_is_around_and_how_to_correct_it() -> None:
    row = current().table("initiatives").filter(pl.col("networks").list.len() > 0).row(0, named=True)

    app = open_page("initiatieven", id=row["id"])

    assert problems(app) == []
    assert "In de buurt" in words(app)
    assert "Lijkt erop, elders" in words(app)
    assert "Klopt dit niet meer?" in words(app)


def test_the_name_of_a_municipality_is_said_once() -> None:
    line = re.sub("<[^>]+>", "", part(told("wishing-well-west-utrecht"), "strekking").body)

    assert "in Lombok, Utrecht" in line
    assert "Utrecht, Utrecht" not in line


@pytest.mark.parametrize(
    ("language", "header", "kind"),
    [("nl", "Nauwkeurigheid plek", "midden van de plaats"), ("en", "Location precision", "centre of the place")],
)
def test_files_say_in_words_what_a_point_stands_for(language: Language, header: str, kind: str) -> None:
    row = current().table("initiatives").filter(id="assen-bloeit-assen")

    assert export_table(view_in(language), row)[header].to_list() == [kind]


def test_other_words_in_a_summary_are_no_disagreement_about_facts() -> None:
    assert part(told("wishing-well-west-utrecht"), "verschil").sentence.startswith(
        "Over de feiten zijn de lezingen het eens."
    )
    assert "niet eens" in part(told("brielle-bloeit-voorne-aan-zee"), "verschil").sentence


def test_of_what_works_in_a_whole_region_nothing_is_called_near_or_not_near() -> None:
    parts = {part.name: part for part in told("zeeuwind-vlissingen").parts}

    assert "buurt" not in parts
    assert "gelijk" in parts
    assert (
        parts["bestaat"].sentence == "Actief, jaar onbekend. Onze bron heeft geen jaar. Hoe het nu is, weten wij niet."
    )


def listed(**params: str) -> Story:
    return story(view_of({name: [value] for name, value in params.items()}))


def names(shown: Story) -> list[str]:
    return re.findall(r'naamregel"><a href="[^"]*">([^<]*)</a>', part(shown, "initiatieven").body)


def test_the_order_of_the_list_follows_the_address() -> None:
    years = current().table("initiatives")["started_year"].drop_nulls()
    oldest = current().table("initiatives").filter(pl.col("started_year") == years.min())["name"].to_list()

    assert unescape(names(listed(sorteer="oudste"))[0]) in oldest
    newest = current().table("initiatives")["seen_year"].max()
    assert f"gezien in {newest!s}" in part(listed(), "initiatieven").body


def test_the_list_has_the_filters_of_the_map() -> None:
    shown = listed(thema="zorg", provincie="Limburg")

    assert [control.name for control in shown.controls][:4] == ["thema", "gezien", "provincie", "municipality"]
    assert shown.answer.endswith("initiatieven voor zorg in de provincie Limburg")


def test_a_municipality_without_anything_known_names_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    six = ("GM0014", "GM0193", "GM0344", "GM0363", "GM0518", "GM0599")
    monkeypatch.setenv("SAMENKAART_DATA", str(small_release(tmp_path, *({"municipality_code": code} for code in six))))

    shown = listed(gemeente="Assen")

    near = next(control for control in shown.controls if control.name == "dichtbij")
    assert "dichtstbijzijnde" in near.title
    assert len(near.choices) == 5


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"sorteer": "'; drop table"}, ["drop table"]),
        ({"pagina": "-1"}, ["1”"]),
        ({"pagina": "99999"}, ["pagina 99999"]),
        ({"pagina": "2", "sorteer": "nieuwste"}, []),
    ],
)
def test_a_list_says_what_the_address_asks_in_vain(asked: dict[str, str], said: list[str]) -> None:
    notes = listed(**asked).notes

    assert [words in note for words, note in zip(said, notes, strict=True)] == [True] * len(said)


AFRIKAANDERWIJK = "afrikaanderwijk-cooperatie-rotterdam"
NL = view_in("nl")


def known(initiative_id: str = AFRIKAANDERWIJK, /, **changed: object) -> InitiativeRow:
    row = only_row(current().table("initiatives").filter(id=initiative_id), InitiativeRow)
    return cast("InitiativeRow", {**row, **changed})  # of which columns a test chooses when it runs


def said(*rows: tuple[str, str, str, bool]) -> pl.DataFrame:
    """Field, value, source and whether it is shown."""
    return pl.DataFrame(
        [
            {
                "initiative_id": "a",
                "field": field,
                "value": value,
                "source_url": f"https://voorbeeld.nl/{source}",
                "source_title": source,
                "source_year": None,
                "readings": 1,
                "is_shown": is_shown,
            }
            for field, value, source, is_shown in rows
        ],
        schema=Statements.create_empty().schema,
    )


def test_what_sources_list_is_compared_as_a_whole() -> None:
    same = said(
        ("themes", "zorg", "one", True),
        ("themes", "wonen", "one", True),
        ("themes", "wonen", "two", True),
        ("themes", "zorg", "two", True),
        ("networks", "lsa", "one", True),
        ("networks", "vsbfonds", "one", True),
        ("status", "actief", "one", True),
        ("status", "actief", "two", True),
    )
    other = said(("themes", "zorg", "three", False))

    assert differing(same).is_empty()
    found = differing(pl.concat([same, other]))
    assert found.select("field", "values", "source_title").rows() == [
        ("themes", ["wonen", "zorg"], "one"),
        ("themes", ["wonen", "zorg"], "two"),
        ("themes", ["zorg"], "three"),
    ]


def test_two_statements_of_one_source_about_one_fact_stay_apart() -> None:
    found = differing(said(("name", "Het Anker", "one", False), ("name", "'t Anker", "one", True)))

    assert found.select("values", "is_shown").rows() == [(["'t Anker"], True), (["Het Anker"], False)]


DOUBTFUL = "dorpsmoestuin-gasselternijveen-aa-en-hunze"
"""Two readings of its one page: one says that it is active, one does not know."""


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", "één lezing zegt actief, één weet het niet"), ("en", "one reading says active, one does not know")],
)
def test_a_reading_that_does_not_know_is_told_beside_one_that_does(language: Language, expected: str) -> None:
    row = known(DOUBTFUL)
    statements = current().table("statements").filter(initiative_id=DOUBTFUL)

    assert expected in told_status(view_in(language), row)
    status = differing(statements).filter(field="status")
    assert status.select("values", "readings", "all_readings").rows() == [(["actief"], 1, 2), ([], 1, 2)]
    table = statement_table(view_in(language), status)
    assert escape(view_in(language).t("lezingen.not_known")) in table
    assert escape(view_in(language).t("lezingen.of_page", of=1, all=2)) in table


def test_lists_and_files_say_where_readings_of_the_status_differ() -> None:
    view = view_in("nl")
    row = current().table("initiatives").filter(id=DOUBTFUL)

    assert screen_table(view, row)["Status"].item().endswith(" (lezingen verschillen)")
    assert export_table(view, row)["Lezingen van de status"].to_list() == [["Actief", "Niet bekend"]]


@pytest.mark.parametrize(("language", "theme"), [("nl", "Groen en voedsel"), ("en", "Green and food")])
def test_what_differs_is_told_whole_in_the_readers_words_and_as_text(language: Language, theme: str) -> None:
    long = "Wijkcoöperatie die kennis deelt. " * 20 + "<script>"
    rows = (("summary", long, "<b>one</b>", True), ("summary", "Anders.", "two", False))
    lists = (
        ("themes", "groen_voedsel", "one", True),
        ("themes", "zorg", "two", True),
        ("municipality_code", "GM0599", "one", True),
    )

    html = statement_table(
        view_in(language), differing(said(*rows, *lists, ("municipality_code", "GM0344", "two", False)))
    )

    assert escape(long) in html
    assert theme in html
    assert "Rotterdam" in html
    assert "<script" not in html
    assert "<b>" not in html
    assert html.count(escape(view_in(language).t("initiatieven.shown"))) == 4


def test_only_what_differs_stands_on_the_page() -> None:
    table = part(told(AFRIKAANDERWIJK), "verschil").body
    said = current().table("statements").filter(initiative_id=AFRIKAANDERWIJK, field="summary")["value"]
    assert all(escape(summary) in table for summary in said)
    assert "Thema" not in table


def test_districts_that_share_the_middle_of_their_city_are_not_called_the_same_place() -> None:
    near = part(told(AFRIKAANDERWIJK), "buurt")
    why = dict(near.rows.select("Naam", "Waarom hier").iter_rows())

    assert why["Tuin van de Afrikaanderwijk"] == "zelfde plaats"
    assert "zelfde gemeente, afstand niet bekend" in why.values()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "Het punt staat op het midden van de plaats Rotterdam."),
        (
            {"location_precision": LocationPrecision.MUNICIPALITY},
            "Het punt staat op het midden van de gemeente Rotterdam.",
        ),
        ({"location_precision": LocationPrecision.ADDRESS}, "Het punt staat op: adres."),
        ({"latitude": 51.0}, "Het punt staat op: midden van de plaats."),
    ],
)
def test_the_note_at_the_map_names_the_place_of_the_point(changed: Mapping[str, object], expected: str) -> None:
    assert point_words(NL, known(**changed)) == expected


def test_the_map_has_its_municipality_its_neighbours_and_the_point_in_view() -> None:
    drawn = str(part(told(AFRIKAANDERWIJK), "plek").body)

    assert 'class="omtrek" d="M' in drawn
    assert re.search(r'<text class="naam vaag"[^>]*>(Schiedam|Barendrecht|Capelle aan den IJssel)</text>', drawn)
    x, y = map(float, re.findall(r'class="thema-[^"]+" cx="([^"]+)" cy="([^"]+)" r="7"', drawn)[0])
    assert abs(x) < 210
    assert abs(y) < 118
    # The address is not known: the point stands for the whole place.
    assert 'class="ongeveer"' in drawn


def test_a_page_with_a_dated_source_does_not_say_that_there_is_none() -> None:
    table = current().table("initiatives")
    wrong_before = table.filter(pl.col("status_year").is_null(), pl.col("seen_year").is_not_null())

    row = wrong_before.filter(id="wishing-well-west-utrecht").row(0, named=True)
    said = part(told(row["id"]), "bestaat").sentence

    assert row["seen_year"] == max(source["year"] or 0 for source in row["sources"])
    assert f"Status niet bekend, gezien in {row['seen_year']}" in said
    for other in wrong_before.iter_rows(named=True):
        said = part(told(other["id"]), "bestaat").sentence
        assert f"Onze nieuwste bron is uit {other['seen_year']}." in said
        assert "Geen van onze bronnen" not in said


def test_a_page_without_any_dated_source_says_so() -> None:
    row = current().table("initiatives").filter(pl.col("seen_year").is_null()).row(0, named=True)
    said = part(told(row["id"]), "bestaat").sentence

    assert not any(source["year"] for source in row["sources"])
    assert re.search(r"Onze bron heeft geen jaar|Geen van onze \d+ bronnen heeft een jaar", said)
    assert "jaar onbekend" in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_is_joined_from_an_unknown_year(language: Language) -> None:
    page = told(AFRIKAANDERWIJK, language)
    words_told = " ".join([page.description, *(each.sentence for each in page.parts)])

    no_year = view_in(language).t("list.no_year")
    assert known()["status_year"] is None
    assert f": {no_year}" not in words_told
    assert f"({no_year}). " not in words_told


def test_the_correction_holds_all_that_its_receiver_must_know() -> None:
    text = correction_text(NL, known())

    assert all(each in text for each in (known()["name"], AFRIKAANDERWIJK, current().version))


@pytest.mark.parametrize(
    ("changed", "expected", "site"),
    [
        ({"networks": ["lsa"]}, "het netwerk", "https://www.lsabewoners.nl"),
        ({"networks": ["lsa", "vsbfonds"]}, "een van de netwerken", "https://www.lsabewoners.nl"),
        ({"networks": ["energie-samen"]}, "geen site van Energie Samen", "https://coalitie.wedoenhetsamen.nu"),
        (
            {"networks": [], "networks_unlisted": ["LEADER"]},
            "geen site van LEADER",
            "https://coalitie.wedoenhetsamen.nu",
        ),
        ({"networks": [], "networks_unlisted": []}, "niet bij welk netwerk", "https://coalitie.wedoenhetsamen.nu"),
    ],
)
def test_a_correction_goes_to_a_network_with_a_site_or_else_to_the_makers(
    changed: Mapping[str, object], expected: str, site: str
) -> None:
    why, sites = addressees(NL, known(**changed))

    assert expected in why
    assert site in [address for _, address in sites]


def test_links_in_our_own_html_have_the_colour_of_the_theme() -> None:
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))["theme"]

    pair = f"light-dark({config['light']['linkColor']}, {config['dark']['linkColor']})"
    assert f":where(.stHtml) a {{ color: {pair}; }}" in STYLE
