from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.store import current
from tests.browser.small import small_release
from tests.pages.harness import address, open_page, problems, words


def buttons(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button]


def search(typed: str) -> AppTest:
    return open_page("regio").text_input(key="zoek_regio").set_value(typed).run()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"gemeente": "Den Haag"}, "'s-Gravenhage is een gemeente in de provincie Zuid-Holland met"),
        ({"gemeente": "GM0193"}, "Zwolle is een gemeente"),
        ({"provincie": "Limburg"}, "Limburg is een provincie met"),
        ({"corop": "CR01"}, "Oost-Groningen is een COROP-gebied (een groep gemeenten) in de provincie Groningen"),
        ({"vergelijk": "NL"}, "Nederland als geheel met"),
    ],
)
def test_a_region_opens_with_one_plain_sentence(address: dict[str, str | list[str]], said: str) -> None:
    app = open_page("regio", **address)

    assert problems(app) == []
    assert said in words(app).replace("&#x27;", "'")


def test_a_profile_names_every_initiative_and_its_source() -> None:
    known = current().table("initiatives").filter(pl.col("municipality_code") == "GM0193")

    shown = " ".join(element.proto.body for element in open_page("regio", gemeente="Zwolle").get("html"))

    assert known.height > 0
    assert all(f"/initiatieven?id={name}" in shown for name in known["id"])


def test_nothing_known_is_not_said_to_be_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENKAART_DATA", str(small_release(tmp_path, {"municipality_code": "GM0193"})))

    app = open_page("regio", gemeente="Assen")

    assert problems(app) == []
    assert "Dat wil niet zeggen dat er geen zijn" in words(app)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Den Bosch", {"gemeente": ["'s-Hertogenbosch"]}),
        ("1012 AB", {"gemeente": ["Amsterdam"]}),
        ("Zuidlaren", {"gemeente": ["Tynaarlo"]}),
        ("Aalburg", {"gemeente": ["Altena"]}),
        ("Utrecht", {"gemeente": ["Utrecht"]}),
        ("drenthe", {"provincie": ["Drenthe"]}),
    ],
)
def test_a_name_with_one_meaning_opens_the_region_at_once(typed: str, expected: dict[str, list[str]]) -> None:
    app = search(typed)

    assert problems(app) == []
    assert address(app) == expected


def test_a_place_in_several_municipalities_offers_them_all() -> None:
    app = search("Bergen")

    assert address(app) == {"zoek": ["Bergen"]}
    assert any("Bergen (L.)" in label for label in buttons(app))
    assert any("Bergen (NH.)" in label for label in buttons(app))


def test_a_former_municipality_that_was_split_offers_its_successors() -> None:
    app = search("Haaren")

    assert "verdeeld over 4 gemeenten" in words(app)
    assert {"Boxtel", "Oisterwijk", "Tilburg", "Vught"} <= set(buttons(app))


def test_choosing_a_successor_opens_its_page() -> None:
    app = open_page("regio", gemeente="Haaren")

    next(button for button in app.button if button.label == "Vught").click().run()

    assert address(app) == {"gemeente": ["Vught"]}
    assert "Vught is een gemeente" in words(app)


def test_a_former_municipality_that_was_merged_says_so() -> None:
    app = open_page("regio", gemeente="Aalburg")

    assert "Altena is een gemeente" in words(app)
    assert "Aalburg hoort sinds 1 januari 2019 bij Altena" in app.info[0].value.replace("\\", "")


@pytest.mark.parametrize(
    "address", [{"gemeente": "GM9999"}, {"provincie": "<b>x</b>"}, {"corop": "CR99"}, {"vergelijk": "-"}]
)
def test_an_unknown_region_gets_a_helpful_page(address: dict[str, str | list[str]]) -> None:
    app = open_page("regio", **address)

    assert problems(app) == []
    assert "kennen wij niet" in words(app)
    assert "Limburg" in buttons(app)


def test_two_regions_stand_side_by_side() -> None:
    app = open_page("regio", gemeente=["Zwolle", "Deventer"])

    assert problems(app) == []
    assert "Zwolle, Deventer naast elkaar" in words(app)


def test_what_cannot_be_compared_is_named() -> None:
    app = open_page(
        "regio", gemeente=["Zwolle", "Nergenshuizen"], vergelijk=["PV23", "GM0193", "GM0150", "NL", "GM0014", "GM0363"]
    )

    said = " ".join(info.value for info in app.info).replace("\\", "")
    assert problems(app) == []
    assert "Nergenshuizen" in said
    assert "Zwolle stond er twee keer" in said
    assert "Amsterdam doet niet mee" in said
    assert "Zwolle ligt in Overijssel" in words(app)


def test_the_filters_of_the_map_are_no_comparison() -> None:
    app = open_page("regio", gemeente="Zwolle", provincie="Overijssel")

    assert "Zwolle is een gemeente" in words(app)


def test_the_group_is_part_of_the_address() -> None:
    app = open_page("regio", gemeente="Zwolle")

    app.selectbox(key="groep_keuze").set_value("buren").run()

    assert problems(app) == []
    assert address(app)["vergelijkgroep"] == ["buren"]
    assert "Groep: de buren" in words(app)


def test_an_unknown_group_falls_back() -> None:
    app = open_page("regio", gemeente="Zwolle", vergelijkgroep="nep")

    assert problems(app) == []
    assert app.selectbox(key="groep_keuze").value == "grootte_en_stedelijkheid"
    assert ["vergelijkgroep" in note.value and "nep" in note.value for note in app.info] == [True]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"met": ["GM0150", "nep"]}, ["“nep”"]),
        ({"met": ["a", "b", "c", "d", "e"]}, ["“a”", "“b”", "“c”", "2"]),
        ({"met": ["GM0150"] * 51}, ["de eerste 50"]),
        ({"thema": "nep"}, ["“nep”"]),
        ({"van": "2020", "tot": "2010"}, ["omgedraaid"]),
        ({}, []),
    ],
)
def test_what_the_address_asks_in_vain_is_told(parameters: dict[str, str | list[str]], said: list[str]) -> None:
    app = open_page("regio", gemeente="Zwolle", **parameters)

    assert problems(app) == []
    told = [line for box in app.info for line in box.value.split("\n\n")]
    assert len(told) == len(said)
    assert all(words in line for words, line in zip(said, told, strict=True))


def test_a_region_put_beside_and_taken_out_again_is_in_the_address() -> None:
    app = open_page("regio", gemeente="Zwolle")

    app.selectbox(key="naast_keuze").set_value("PV23").run()
    assert address(app) == {"gemeente": ["Zwolle"], "vergelijk": ["PV23"]}

    app.button(key="uit_GM0193").click().run()
    assert problems(app) == []
    assert address(app) == {"provincie": ["Overijssel"]}


def test_an_own_group_is_in_the_address() -> None:
    app = open_page("regio", gemeente="Zwolle", vergelijkgroep="gekozen", met=["GM0150", "nep"])

    app.selectbox(key="lid_erbij").set_value("GM0141").run()

    assert problems(app) == []
    assert address(app)["met"] == ["GM0150", "GM0141"]
    assert "Groep: eigen keuze" in words(app)


def test_an_own_group_goes_along_to_a_region_beside() -> None:
    app = open_page("regio", gemeente="Zwolle", vergelijkgroep="gekozen", met=["GM0150", "GM0141"])

    app.selectbox(key="naast_keuze").set_value("PV23").run()
    app.button(key="uit_PV23").click().run()

    assert address(app)["met"] == ["GM0150", "GM0141"]
    assert "Groep: eigen keuze" in words(app)


def test_figures_of_an_old_division_stand_on_todays_borders_with_the_sum() -> None:
    for app in (open_page("regio", gemeente="Amsterdam"), open_page("regio", gemeente=["Amsterdam", "Zwolle"])):
        shown = " ".join(element.proto.body for element in app.get("html"))

        assert problems(app) == []
        assert "zonder cijfer van Weesp" in shown
