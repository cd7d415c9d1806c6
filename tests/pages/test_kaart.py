import re

import polars as pl
import pytest

from data_loaders.store import current
from measures.seen import Period
from tests.pages.harness import address, open_page, problems, words
from ui import plain
from ui.numbers import number


def count(text: str) -> int:
    found = re.search(r"Wij kennen ([\d.]+) initiatie", text)
    assert found, text
    return int(found[1].replace(".", ""))


def test_home_says_how_many_initiatives_are_known() -> None:
    app = open_page()

    assert count(words(app)) == current().table("initiatives").height


def test_a_theme_in_the_address_narrows_sentence_and_list_alike() -> None:
    app = open_page("kaart", thema="energie")

    expected = current().table("initiatives").filter(pl.col("themes").list.contains("energie")).height
    assert count(words(app)) == expected
    assert f"{expected} initiatieven" in words(app)


@pytest.mark.parametrize(
    ("typed", "name"), [("Den Haag", "'s-Gravenhage"), ("den bosch", "'s-Hertogenbosch"), ("GM0193", "Zwolle")]
)
def test_a_municipality_is_found_by_nickname_and_code(typed: str, name: str) -> None:
    app = open_page("kaart", gemeente=typed)

    assert f"in de gemeente {name}" in words(app).replace("&#x27;", "'")


def test_unknown_values_are_left_out_with_a_note() -> None:
    app = open_page("kaart", thema="nep")

    assert count(words(app)) == current().table("initiatives").height
    assert "nep" in app.info[0].value


def test_pressing_a_theme_writes_the_address() -> None:
    app = open_page()

    app.pills(key="filter_themes").set_value(["zorg"]).run()

    assert problems(app) == []
    assert address(app)["thema"] == ["zorg"]
    assert "voor zorg" in words(app)


def test_a_chip_takes_back_only_its_own_filter() -> None:
    app = open_page("kaart", thema=["zorg", "wonen"], status="actief")

    app.button(key="chip_thema_zorg").click().run()

    assert address(app)["thema"] == ["wonen"]
    assert address(app)["status"] == ["actief"]


def test_clear_all_keeps_the_language() -> None:
    app = open_page("kaart", thema="zorg", taal="en")

    app.button(key="clear_chips").click().run()

    assert address(app) == {"taal": ["en"]}


def test_years_say_how_many_have_no_known_year() -> None:
    app = open_page("kaart", van="2015")

    assert "startjaar niet bekend" in words(app)


def test_only_what_was_seen_lately_is_one_press() -> None:
    app = open_page("kaart")

    app.button(key="preset_press_2").click().run()

    table, newest = current().table("initiatives"), current().date.year - 2
    count = table.filter(pl.col("seen_year") >= newest).height
    assert address(app) == {"gezien": [f"{newest} of later"]}
    assert f"Wij kennen {count} initiatieven (laatst gezien: {newest} of later)" in words(app)
    assert f"Van nog {table['seen_year'].null_count()} kennen wij geen enkel jaar" in words(app)
    assert app.button(key=f"chip_gezien_{newest}-").label == plain.label(f"Laatst gezien: {newest} of later")


def test_several_periods_can_be_chosen_and_each_has_its_count() -> None:
    app = open_page("kaart", gezien="jaar onbekend")

    app.pills(key="filter_seen").set_value([Period(), Period(2024, None)]).run()

    seen = current().table("initiatives")["seen_year"]
    assert set(address(app)["gezien"]) == {"2024 of later", "jaar onbekend"}
    assert f"jaar onbekend ({number(seen.null_count(), 'nl')})" in app.pills(key="filter_seen").options
    assert f"Wij kennen {(seen.is_null() | (seen >= 2024)).sum()} initiatieven" in words(app)


def test_no_count_of_a_status_stands_without_its_years() -> None:
    app = open_page("kaart", status="actief")

    active = current().table("initiatives").filter(status="actief")["status_year"]
    undated, every = f"{active.null_count()} zonder jaar", current().table("initiatives")["status_year"]
    assert f"De bronnen van die status zijn uit {active.min()!s}–{active.max()!s}, {undated}." in words(app)
    assert app.pills(key="filter_status").label == f"Status (bronnen {every.min()!s}–{every.max()!s})"
    assert f"Actief {number(active.len(), 'nl')}, {undated}" in app.pills(key="filter_status").options


def test_nothing_known_is_not_said_to_be_nothing() -> None:
    app = open_page("kaart", q="ditbestaatnietwaarschijnlijk")

    assert "Geen bekend wil niet zeggen dat er geen zijn" in words(app)


def test_the_list_is_paged_and_the_last_page_is_reached_from_beyond() -> None:
    app = open_page("kaart", pagina="99999")

    total = current().table("initiatives").height
    assert f"tot en met {total:,} van {total:,}".replace(",", ".") in words(app)


@pytest.mark.parametrize("figure", ["aantal", "per-10000", "aandeel", "verandering", "netwerken"])
@pytest.mark.parametrize("mode", ["bollen", "gemeenten", "corop", "provincies", "witte-vlekken", "punten"])
def test_every_way_of_drawing_opens_from_the_address(mode: str, figure: str) -> None:
    app = open_page("kaart", weergave=mode, maat=figure, thema="zorg", gemeente="Utrecht")

    assert problems(app) == []
    assert app.session_state["kies_weergave"] == mode


@pytest.mark.parametrize(
    "params",
    [
        {"weergave": "<script>" * 2000},
        {"weergave": "gemeenten", "maat": "'; drop table"},
        {"weergave": "gemeenten", "maat": "verandering", "sinds": "NaN"},
        {"weergave": "punten"},
        {"weergave": "gemeenten", "maat": "aandeel"},
    ],
)
def test_what_cannot_be_drawn_gives_the_map_with_a_note(params: dict[str, str]) -> None:
    app = open_page("kaart", **params)

    assert problems(app) == []
    assert len(app.info) == 1
    assert count(words(app)) == current().table("initiatives").height


@pytest.mark.parametrize(("mode", "told"), [("corop", 1), ("gemeenten", 0)])
def test_the_map_of_corop_regions_says_what_those_are(mode: str, told: int) -> None:
    assert words(open_page("kaart", weergave=mode)).count("Een COROP-gebied is een groep gemeenten") == told


@pytest.mark.parametrize("mode", ["bollen", "gemeenten", "witte-vlekken", "punten"])
def test_a_municipality_without_anything_known_still_has_a_map_and_names_the_nearest(mode: str) -> None:
    known = current().table("initiatives").filter(pl.col("themes").list.contains("mobiliteit"))
    municipalities = current().table("regions").filter(pl.col("level") == "municipality").sort("code")["code"]
    empty = next(code for code in municipalities if code not in set(known["municipality_code"]))

    app = open_page("kaart", weergave=mode, gemeente=empty, thema="mobiliteit")

    assert problems(app) == []
    assert count(words(app)) == 0
    assert "Geen bekend wil niet zeggen dat er geen zijn" in words(app)
    assert len([button for button in app.button if (button.key or "").startswith("dichtbij_")]) == 5


def test_an_embedded_map_has_its_sentence_and_a_link_back_but_no_side_bar() -> None:
    app = open_page("kaart", embed="1", thema="energie")

    assert problems(app) == []
    assert "Hele kaart op Samenkaart" in words(app)
    assert len(app.sidebar.children) == 0


def test_a_question_to_begin_with_is_one_press() -> None:
    app = open_page("kaart")

    app.button(key="preset_press_1").click().run()

    assert problems(app) == []
    assert address(app) == {"thema": ["zorg"], "provincie": ["Limburg"], "van": ["2015"]}
    assert "in de provincie Limburg" in words(app)


@pytest.mark.parametrize("opened", ["use_kaart", "use_initiatieven", "deel_beeld"])
def test_files_and_citation_come_when_somebody_opens_them(opened: str) -> None:
    app = open_page("kaart", thema="energie")
    before = len(app.get("download_button")), len(app.code)

    app.session_state[opened] = True
    app.run()

    assert before == (0, 0)
    assert len(app.get("download_button")) == 2
    assert app.code


def test_the_box_holds_a_municipality_outside_the_chosen_province() -> None:
    app = open_page("kaart", provincie="Limburg", gemeente="Amsterdam")

    box = app.selectbox(key="filter_municipality")
    assert problems(app) == []
    assert box.value == "GM0363"
    assert any(option.startswith("Amsterdam") for option in box.options)
    assert app.button(key="chip_gemeente_GM0363").label == "Amsterdam"


def test_notes_stand_in_one_box() -> None:
    app = open_page("kaart", thema="nep", weergave="nep", van="nep")

    assert len(app.info) == 1
    assert len(app.info[0].value.split("\n\n")) == 3


def test_a_place_and_its_municipality_are_told_apart() -> None:
    app = open_page("kaart", gemeente="Texel", plaats="Texel")

    chips = [button.label for button in app.button if (button.key or "").startswith("chip_")]
    assert len(set(chips)) == 2


def test_the_nearest_initiatives_stand_above_the_map_where_there_are_none() -> None:
    app = open_page("kaart", gemeente="Schiermonnikoog", thema="wonen")

    keys = [button.key for button in app.button]
    near = [key for key in keys if key and key.startswith("dichtbij_")]
    assert near
    assert len(near) == len(set(near))
