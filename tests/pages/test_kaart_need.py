"""The map of two figures: classes, legend, table and list agree, and the page says how certain they are."""

import json
import re

import polars as pl
import pytest

from data_loaders.schema import Language, Theme
from geo.layers import COUNTRY_VIEW, written
from pages import stories
from pages.kaart.modes import map_figure
from pages.kaart.moving import layers_of
from pages.kaart.need import FAR_APART_DOWN, FAR_APART_FIRST, need_key, need_rows
from pages.kaart.story import story
from tests.pages.harness import view_in
from ui.map_mode import MapChoice, read_map_choice
from ui.need import figure_of
from ui.palette import Ground
from ui.picture import card_svg, png
from ui.plain.render import story_html
from ui.plain.site import Site
from ui.still import still
from ui.story import Story
from ui.view import View, view_of


def need_view(**params: str) -> View:
    return view_of({"weergave": ["behoefte"]} | {name: [value] for name, value in params.items()})


def told(**params: str) -> Story:
    return story(need_view(**params))


CARE = {"thema": "zorg"}


@pytest.mark.parametrize("theme", list(Theme))
def test_heading_sentence_legend_and_table_count_the_same(theme: Theme) -> None:
    view = need_view(thema=theme)
    page, rows = story(view), need_rows(view, read_map_choice(view))
    far = rows.filter(need_class=2, known_class=0)

    assert page.answer.startswith(f"In {far.height} van de 342 gemeenten in Nederland is “")
    assert figure_of(view_of({}), theme).label[1:] in page.answer  # type: ignore[union-attr]  # it is there
    assert far.sort(*FAR_APART_FIRST, descending=FAR_APART_DOWN)["name"][0] in page.sentence
    table = page.parts[0].rows
    assert table.filter(pl.col("Waar het staat") == "hoog cijfer, geen bekend").height == far.height
    assert {row.colour: row.count for row in need_key(view, rows).rows}["paar-20"] == far.height
    assert sum(row.count for row in need_key(view, rows).rows) == 342
    assert table["Initiatieven"][-1] == table["Initiatieven"][:-1].sum()


def test_it_says_how_sure_it_is_and_never_why() -> None:
    page = told(**CARE)

    assert re.search(r"minder dan toeval verklaart", page.sentence)
    assert re.search(r"samenhang -?0,\d\d, marge .* over 342 gemeenten", page.sentence)
    assert "Weinig bekend is niet hetzelfde als weinig" in page.limits
    assert not re.search(r"doordat|omdat", f"{page.answer} {page.sentence} {page.limits}")


def test_a_province_keeps_the_colours_that_it_has_in_the_country() -> None:
    whole, inside = need_view(**CARE), need_view(provincie="Zeeland", **CARE)
    columns = ["code", "need_class", "known_class"]
    everywhere, zeeland = (
        need_rows(view, read_map_choice(view)).drop_nulls("code").select(columns) for view in (whole, inside)
    )

    assert zeeland.height == 13
    assert zeeland.join(everywhere, on=columns, how="anti").is_empty()
    assert "gemeenten in de provincie Zeeland" in story(inside).answer


@pytest.mark.parametrize("params", [{}, {"thema": "zorg&wonen"}])
def test_without_one_theme_there_is_a_note_and_another_map(params: dict[str, str]) -> None:
    themes = {name: value.split("&") for name, value in params.items()}

    assert any("Kies één thema" in note for note in story(view_of({"weergave": ["behoefte"], **themes})).notes)


def test_from_the_map_it_is_one_press_with_a_theme_in_the_address() -> None:
    html = story_html(view_in("nl"), story(view_in("nl")))

    assert 'href="?thema=zorg&amp;weergave=behoefte' in html


def test_the_list_begins_where_the_figure_is_high_and_nothing_is_known() -> None:
    listed = re.findall(r"<li><span><a [^>]*>(.*?)</a>", str(told(**CARE).parts[1].body))
    rows = told(**CARE).parts[0].rows

    assert listed[:5] == rows["Gemeente"].head(5).to_list()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_none_known_is_hatched_and_the_picture_file_has_all_of_it(language: Language) -> None:
    part = story(need_view(taal=language, **CARE)).parts[0]
    whole = story(need_view(taal=language, **CARE))
    svg = card_svg(need_view(taal=language, **CARE), whole, part)

    assert 'id="geen-2"' in svg
    assert "CBS, Kerncijfers wijken en buurten 2024" in part.source
    assert "var(--" not in svg
    assert png(svg).startswith(b"\x89PNG")
    assert Site(stories()).file(
        "kaart", "kaart", "xlsx", {"weergave": ["behoefte"], "thema": ["zorg"], "taal": [language]}
    )


def test_a_map_of_one_theme_leads_to_the_plane() -> None:
    assert told(**CARE).actions[0].address == "/regio?vergelijk=NL&thema=zorg#behoefte"


def test_what_is_chosen_is_read_from_the_address() -> None:
    way = read_map_choice(need_view(**CARE))

    assert (way.mode.value, way.has_measure, isinstance(way, MapChoice)) == ("behoefte", False, True)


def test_the_legend_on_paper_has_its_own_hatching() -> None:
    part = told(**CARE).parts[0]
    assert part.drawing is not None
    key = still(part.drawing().key)

    assert 'id="geen-2"' in key
    assert "url(#geen-2)" in key


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_the_map_that_moves_stripes_none_known_as_the_drawing_does(shade: Ground) -> None:
    view = need_view(**CARE)
    figure = map_figure(view, view.catalogue.chosen(view.selection), read_map_choice(view))

    layers = json.loads(written(layers_of(view, figure, shade), COUNTRY_VIEW))["layers"]

    areas = next(layer for layer in layers if "fillPatternMapping" in layer)
    stripes, classes = re.fullmatch(r"@@=\((.*)\)\[\((.*)\)\[properties\.i\]\]", areas["getFillPattern"]).groups()  # type: ignore[union-attr]  # it is there
    striped = [json.loads(stripes)[place] for place in json.loads(classes)]
    known = [mark.colour in {"paar-00", "paar-10", "paar-20"} for mark in figure.marks]
    assert [bool(name) for name in striped] == known
    assert any(known)
    assert set(striped) - {""} == set(areas["fillPatternMapping"])
