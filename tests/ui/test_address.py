import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import RegionLevel, Status, Theme
from geo.names import name_key
from measures.filters import FILTERS
from measures.seen import Period, periods
from measures.selection import Selection
from ui.address import Params, read, write
from ui.names import Names

NAMES = Names(
    regions={},
    municipalities={"GM0518": "Den Haag", "GM0757": "Boxtel", "GM0855": "Tilburg"},
    provinces={"PV28": "Zuid-Holland"},
    partners={"lsa": "LSA Bewoners"},
    province_of={"GM0518": "PV28", "GM0757": "PV30", "GM0855": "PV30"},
    codes={
        RegionLevel.MUNICIPALITY: {
            name_key("Den Haag"): ["GM0518"],
            "gm0518": ["GM0518"],
            "haaren": ["GM0757", "GM0855"],
        },
        RegionLevel.COROP: {name_key("Agglomeratie 's-Gravenhage"): ["CR26"], "cr26": ["CR26"]},
        RegionLevel.PROVINCE: {name_key("Zuid-Holland"): ["PV28"], "pv28": ["PV28"]},
    },
    aliases={},
    places={name_key("Berkel"): ["GM0855"], name_key("Esch"): ["GM0757", "GM0855"], name_key("Den Haag"): ["GM0757"]},
)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, Selection()),
        ({"thema": ["zorg", "wonen"]}, Selection(themes=(Theme.HOUSING, Theme.CARE))),
        ({"zonder_thema": ["zorg"]}, Selection(without_themes=(Theme.CARE,))),
        ({"gemeente": ["Den Haag"]}, Selection(municipality="GM0518")),
        ({"gemeente": ["GM0518"], "plaats": ["Loosduinen"]}, Selection(municipality="GM0518", place="Loosduinen")),
        ({"plaats": ["Loosduinen"]}, Selection()),
        ({"provincie": ["PV28"]}, Selection(province="PV28")),
        ({"netwerk": ["lsa"]}, Selection(network="lsa")),
        ({"gezien": ["2024 of later"]}, Selection(seen=(Period(2024, None),))),
        ({"gezien": ["year unknown", "2019 or earlier"]}, Selection(seen=(Period(None, 2019), Period()))),
        ({"gezien": ["2020 tot en met 2023"]}, Selection(seen=(Period(2020, 2023),))),
        ({"status": ["gestopt"]}, Selection(status=(Status.ENDED,))),
        ({"van": ["2015"], "tot": ["2020"]}, Selection(year_from=2015, year_to=2020)),
        ({"q": ["  tuin "]}, Selection(text="tuin")),
    ],
)
def test_read_understands(params: Params, expected: Selection) -> None:
    selection, notes = read(params, NAMES)

    assert selection == expected
    assert notes == []


@pytest.mark.parametrize(
    ("typed", "code", "key", "named"),
    [
        ("berkel", "GM0855", "address.place", "Tilburg"),
        ("Esch", None, "address.several_places", "Boxtel, Tilburg"),
    ],
)
def test_a_place_stands_for_its_municipality_with_a_note(typed: str, code: str | None, key: str, named: str) -> None:
    selection, (note,) = read({"gemeente": [typed]}, NAMES)

    assert selection == Selection(municipality=code)
    assert (note.key, note.parameter, note.value) == (key, typed, named)


@pytest.mark.parametrize(
    ("params", "note"),
    [
        ({"thema": ["nep"]}, "address.unknown_value"),
        ({"gemeente": ["Nergenshuizen"]}, "address.unknown_value"),
        ({"gemeente": ["Haaren"]}, "address.split_municipality"),
        ({"netwerk": ["nep"]}, "address.unknown_value"),
        ({"gezien": ["2023 tot en met 2020"]}, "address.unknown_value"),
        ({"gezien": ["٢٠٢٠ of later"]}, "address.unknown_value"),
        ({"van": ["NaN"]}, "address.unknown_value"),
        ({"van": ["٢٠١٥"]}, "address.unknown_value"),
        ({"q": ["(.*)+"]}, "address.no_words"),
        ({"gemeente": ["<b>" * 4000]}, "address.unknown_value"),
        ({"provincie": ["'; DROP TABLE regions; --"]}, "address.unknown_value"),
    ],
)
def test_what_is_not_understood_is_left_out_with_a_note(params: Params, note: str) -> None:
    selection, notes = read(params, NAMES)

    assert selection == Selection()
    assert [told.key for told in notes] == [note]


def test_swapped_years_are_put_in_order_with_a_note() -> None:
    selection, notes = read({"van": ["2020"], "tot": ["2015"]}, NAMES)

    assert (selection.year_from, selection.year_to) == (2015, 2020)
    assert [told.key for told in notes] == ["address.years_swapped"]


def test_a_very_long_text_is_cut_with_a_note() -> None:
    selection, notes = read({"q": ["a" * 10_000]}, NAMES)

    assert len(selection.text) == 100
    assert [(told.key, told.parameter) for told in notes] == [("address.cut_text", "q")]


def test_thousands_of_unknown_themes_give_a_few_notes() -> None:
    _, notes = read({"thema": [f"nep{n}" for n in range(5000)]}, NAMES)

    assert len(notes) == 4


@given(
    st.dictionaries(
        st.sampled_from([*(each.parameter for each in FILTERS), "taal"]), st.lists(st.text(max_size=300), max_size=4)
    )
)
def test_no_address_makes_reading_fail(params: Params) -> None:
    selection, notes = read(params, NAMES)

    assert len(selection.text) <= 100
    assert all(len(note.value) <= 200 for note in notes)


@given(
    st.builds(
        Selection,
        themes=st.lists(st.sampled_from(Theme), unique=True).map(
            lambda found: tuple(theme for theme in Theme if theme in found)
        ),
        municipality=st.sampled_from([None, "GM0518"]),
        seen=st.sets(st.sampled_from(periods(2026))).map(
            lambda some: tuple(period for period in periods(2026) if period in some)
        ),
        year_from=st.none() | st.integers(1800, 1900),
        year_to=st.none() | st.integers(1900, 2100),
        network=st.sampled_from([None, "lsa"]),
    )
)
def test_what_is_written_is_read_back(selection: Selection) -> None:
    assert read(write(selection, NAMES), NAMES) == (selection, [])


@pytest.mark.parametrize(
    ("typed", "theme"), [("vervoer", Theme.MOBILITY), ("Vervoer", Theme.MOBILITY), ("housing", Theme.HOUSING)]
)
def test_words_that_stand_on_the_screen_are_understood(typed: str, theme: Theme) -> None:
    selection, notes = read({"thema": [typed]}, NAMES)

    assert selection.themes == (theme,)
    assert notes == []
