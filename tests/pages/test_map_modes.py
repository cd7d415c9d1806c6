from dataclasses import replace

import polars as pl
import pytest

from data_loaders.schema import Language, Theme
from data_loaders.schema.rows import only_row, rows_of
from data_loaders.store import current
from measures.catalogue import catalogue
from measures.map_figures import Measure
from measures.selection import Selection
from pages.kaart.marks import region_marks
from pages.kaart.modes import MapFigure, map_figure
from tests.frames import initiatives, regions
from ui.choropleth import figures, region_sentence
from ui.map_mode import LEVELS, MapChoice, Mode
from ui.map_table import region_table
from ui.map_tips import RegionOnMap, region_tip
from ui.texts import texts
from ui.view import View, data_of

CARE = Selection(themes=(Theme.CARE,))


@pytest.fixture(scope="module")
def view() -> View:
    return View(data_of(current()), "nl", CARE)


def drawn(view: View, mode: Mode, measure: Measure = Measure.COUNT) -> tuple[MapFigure, pl.DataFrame]:
    chosen = view.catalogue.chosen(view.selection)
    return map_figure(view, chosen, MapChoice(mode, measure, 2015)), chosen


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("mode", list(Mode))
def test_table_legend_and_fills_hold_each_region_once_and_add_up(view: View, mode: Mode, measure: Measure) -> None:
    figure, chosen = drawn(view, mode, measure)

    numbers = figure.table["Initiatieven"].to_list()
    assert numbers[-1] == sum(numbers[:-1]) == chosen.height
    if mode in LEVELS:
        regions = view.snapshot.table("regions").filter(pl.col("level") == LEVELS[mode])["code"]
        assert sorted(mark.code for mark in figure.marks) == sorted(regions)
        colours = pl.Series([mark.colour for mark in figure.marks]).value_counts()
        assert dict(colours.iter_rows()) == {row.colour: row.count for row in figure.key.rows if row.count}


def test_white_spots_are_unknown_and_the_sentence_counts_them(view: View) -> None:
    figure, chosen = drawn(view, Mode.WHITE_SPOTS)

    unknown = next(row.count for row in figure.key.rows if row.label == "Geen bekend")
    assert unknown == 342 - chosen["municipality_code"].drop_nulls().n_unique()
    assert f"In {unknown} van de 342" in figure.sentence


def test_labels_of_classes_carry_their_unit(view: View) -> None:
    def labels(mode: Mode, measure: Measure) -> list[str]:
        return [row.label for row in drawn(view, mode, measure)[0].key.rows]

    assert labels(Mode.WHITE_SPOTS, Measure.COUNT) == ["Wel iets bekend", "Geen bekend"]
    assert all("%" in label for label in labels(Mode.PROVINCES, Measure.SHARE))
    # Initiatives that started are whole ones.
    assert not [label for label in labels(Mode.MUNICIPALITIES, Measure.STARTED) if " tot " in label]


def test_if_every_region_has_initiatives_the_page_says_so(view: View) -> None:
    figure, _ = drawn(view, Mode.PROVINCES)

    assert figure.sentence.startswith("In alle 12 provincies kennen wij iets")


def small_view(view: View, selection: Selection, language: Language = "nl", **counts: int) -> View:
    """Municipalities in Overijssel with the given numbers of initiatives, a third of them about care, and one called Elders."""
    codes = {name: f"GM{place:04}" for place, name in enumerate(counts)}
    known = [
        {"municipality_code": codes[name], "themes": ["zorg" if number % 3 == 0 else "energie"]}
        for name, count in counts.items()
        for number in range(count)
    ]
    own = [{"code": code, "name": name, "population": 10_000} for name, code in codes.items()]
    elsewhere = {"code": "GM9000", "name": "Elders", "province_code": "PV26", "population": 10_000}
    # Ids are letters unless given, and there are more initiatives than letters.
    told = initiatives(*({"id": f"i{place}", "name": f"I{place}"} | row for place, row in enumerate(known)))
    indexed = catalogue(told, regions(*own, elsewhere))
    return replace(view, data=replace(view.data, catalogue=indexed), language=language, selection=selection)


def told(view: View, measure: Measure) -> tuple[str, pl.DataFrame]:
    way = MapChoice(Mode.MUNICIPALITIES, measure, 2015)
    rows = figures(view, way)
    return region_sentence(view, rows, way), region_table(view, rows, way)


IN_OVERIJSSEL = Selection(province="PV23")
CARE_IN_OVERIJSSEL = Selection(themes=(Theme.CARE,), province="PV23")


def test_what_lies_outside_the_choice_is_not_unknown(view: View) -> None:
    small = small_view(view, IN_OVERIJSSEL, Zwolle=2, Leeg=0)

    sentence, table = told(small, Measure.COUNT)

    assert sentence.startswith("In 1 van de 2 gemeenten in de provincie Overijssel kennen wij niets")
    assert table["Gemeente"].to_list() == ["Zwolle", "Leeg", "Totaal"]
    assert table["Toelichting"].to_list() == ["", "geen bekend", ""]


def test_beside_the_choice_there_is_a_quiet_colour_and_only_a_name(view: View) -> None:
    small = small_view(view, IN_OVERIJSSEL, Zwolle=2, Leeg=0)
    way = MapChoice(Mode.MUNICIPALITIES, Measure.RATE, 2015)

    marks = {mark.words.split(":")[0]: mark for mark in region_marks(small, figures(small, way), way)}

    assert (marks["Elders"].words, marks["Elders"].colour) == ("Elders", "naast")
    assert marks["Leeg"].colour == "onbekend"
    assert marks["Zwolle"].colour.startswith("schaal-")


def test_a_press_beside_the_province_leads_to_a_region_with_its_own_initiatives(view: View) -> None:
    limburg = replace(view, selection=Selection(province="PV31"))
    way = MapChoice(Mode.MUNICIPALITIES, Measure.COUNT, 2015)

    marks = {mark.words.split(":")[0]: mark.address for mark in region_marks(limburg, figures(limburg, way), way)}

    assert marks["Utrecht"] == "?gemeente=Utrecht"
    assert marks["Maastricht"] == "?provincie=Limburg&gemeente=Maastricht"


def test_the_chosen_municipality_is_named_first_with_its_own_value(view: View) -> None:
    small = small_view(view, Selection(municipality="GM0001"), Zwolle=30, Ommen=3, Leeg=0)

    sentence, table = told(small, Measure.RATE)

    assert sentence == (
        "Ommen: 3,00 per 10.000 inwoners (klein aantal: minder dan 20 initiatieven), naast de andere gemeenten in de "
        "provincie Overijssel. In 1 van de 3 gemeenten kennen wij niets bij deze keuze. Bovenaan staat Zwolle: 30,00 per "
        "10.000 inwoners, met een marge van 3,25 – 108,71."
    )
    assert table["Toelichting"].to_list() == ["", "uw keuze, klein aantal", "geen bekend", ""]
    assert table["Gemeente"].to_list()[-1] == "Totaal in de provincie Overijssel"
    assert table["Initiatieven"].to_list() == [30, 3, 0, 33]


@pytest.mark.parametrize(
    ("mode", "selection", "expected"),
    [
        (Mode.COROPS, Selection(municipality="GM0175"), "Noord-Overijssel (met Ommen): "),
        (Mode.PROVINCES, Selection(municipality="GM0175"), "Overijssel (met Ommen): "),
        (Mode.PROVINCES, Selection(province="PV31"), "Limburg: "),
    ],
)
def test_larger_regions_name_what_they_hold_of_the_choice(
    view: View, mode: Mode, selection: Selection, expected: str
) -> None:
    figure, _ = drawn(replace(view, selection=selection), mode)

    assert figure.sentence.startswith(expected)


def test_a_province_of_one_corop_region_is_no_ranking(view: View) -> None:
    figure, _ = drawn(replace(view, selection=Selection(province="PV24")), Mode.COROPS)

    assert figure.sentence.startswith("Het gaat om 1 COROP-gebied in de provincie Flevoland")
    assert "hoogst" not in figure.sentence


def test_a_share_tells_nothing_known_from_nothing_for_these_themes(view: View) -> None:
    small = small_view(view, CARE_IN_OVERIJSSEL, Zwolle=30, Leeg=0)
    none = replace(small, selection=replace(CARE_IN_OVERIJSSEL, themes=(Theme.MOBILITY,)))

    assert told(small, Measure.SHARE)[0].startswith(
        "In 1 van de 2 gemeenten in de provincie Overijssel kennen wij niets, ook niet voor andere thema's. Het hoogst is"
    )
    assert told(none, Measure.SHARE)[0] == (
        "In 1 van de 2 gemeenten in de provincie Overijssel kennen wij niets, ook niet voor andere thema's. "
        "In 1 kennen wij wel initiatieven, maar geen voor de gekozen thema's."
    )


@pytest.mark.parametrize("measure", [Measure.COUNT, Measure.SHARE])
def test_sentence_and_legend_count_the_same_unknown_regions(view: View, measure: Measure) -> None:
    tables = view.snapshot.table
    without_zwolle = tables("initiatives").filter(pl.col("municipality_code") != "GM0193")
    indexed = catalogue(without_zwolle, tables("regions"))

    figure, _ = drawn(replace(view, data=replace(view.data, catalogue=indexed)), Mode.MUNICIPALITIES, measure)

    rows = {row.label: row.count for row in figure.key.rows}
    assert figure.sentence.startswith(f"In {rows['Geen bekend']} van de 342 gemeenten")
    if measure is Measure.SHARE:
        assert f"In {rows['0%']} kennen wij wel initiatieven" in figure.sentence


def test_regions_that_share_the_highest_value_are_counted(view: View) -> None:
    small = small_view(view, IN_OVERIJSSEL, A=2, B=2, C=1)

    assert told(small, Measure.COUNT)[0].endswith("2 gemeenten delen de hoogste waarde: 2 initiatieven.")


def test_small_numbers_are_no_highest_and_say_so_everywhere(view: View) -> None:
    measure = Measure.SHARE
    small = small_view(view, CARE_IN_OVERIJSSEL, Klein=1, Groot=90)
    only = small_view(view, CARE_IN_OVERIJSSEL, Klein=1, Ook=4)
    way = MapChoice(Mode.MUNICIPALITIES, measure, 2015)

    sentence, table = told(small, measure)
    tips = [region_tip(small, row, way) for row in rows_of(figures(small, way), RegionOnMap)]

    assert "Het hoogst is Groot: " in sentence
    assert sentence.endswith("Daarbij tellen alleen gemeenten met 20 of meer initiatieven mee.")
    assert told(only, measure)[0].endswith("een hoogste noemen wij daarom niet.")
    assert dict(zip(table["Gemeente"], table["Toelichting"], strict=True))["Klein"] == "klein aantal"
    assert ["Klein aantal" in tip for tip in tips] == [True, False]


@pytest.mark.parametrize(
    ("measure", "expected"), [(Measure.RATE, [30.0, 2.0, None, None]), (Measure.SHARE, [50, 33, None, None])]
)
def test_the_table_ranks_by_a_number(view: View, measure: Measure, expected: list[float | None]) -> None:
    themes = (Theme.CARE,) if measure is Measure.SHARE else ()
    small = small_view(view, Selection(province="PV23", themes=themes), Leeg=0, Ommen=2, Zwolle=30)

    table = told(small, measure)[1]

    column = table.columns[1]
    assert table[column].dtype.is_numeric()
    assert table[column].to_list() == expected
    assert table[table.columns[0]].to_list()[2:] == ["Leeg", "Totaal"]


def test_rates_are_ranked_by_the_lower_end_of_their_margin_and_say_so(view: View) -> None:
    figure, _ = drawn(view, Mode.MUNICIPALITIES, Measure.RATE)
    way = MapChoice(Mode.MUNICIPALITIES, Measure.RATE, 2015)
    rows = figures(view, way).filter(pl.col("value") > 0)
    by_rate = rows.sort("value", descending=True)["name"].to_list()
    by_low = rows.sort("low", "name", descending=[True, False])["name"].to_list()

    table = figure.table

    assert table["Gemeente"].to_list()[: len(by_low)] == by_low != by_rate
    assert "Marge (95%)" in table.columns
    assert f"Bovenaan staat {by_low[0]}: " in figure.sentence
    assert {texts("nl")(f"marge.{key}") for key in ("ordered", "about_margin", "searching")} <= set(figure.notes)
    tip = region_tip(view, only_row(rows.filter(name=by_low[0]), RegionOnMap), way)
    assert "Marge (95%): " in tip


def test_titles_and_english_read_as_sentences(view: View) -> None:
    figure, _ = drawn(view, Mode.MUNICIPALITIES, Measure.RATE)
    small = small_view(view, Selection(), "en", Zwolle=1)

    assert figure.title == "Bekende initiatieven per 10.000 inwoners, per gemeente"
    assert told(small, Measure.COUNT)[0].endswith("Highest is Zwolle: 1 initiative.")
    assert (
        texts("en")("kaart.spread", count=2, municipalities="257 municipalities") == "They are in 257 municipalities."
    )
