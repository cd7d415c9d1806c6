import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data_loaders.schema import Language, Reach, RegionLevel
from data_loaders.snapshot import Snapshot, load_snapshot
from data_loaders.store import current
from measures.region.enums import SimilarMethod
from tests.pages.harness import view_in
from tests.releases import publish
from ui.map_ground import Scene
from ui.numbers import number
from ui.region.charts import spread_chart, themes_chart
from ui.region.evidence import coverage_part, former_part, goals_part, list_part, networks_part
from ui.region.figures import key_figures, map_part, warning
from ui.region.map import region_map, shown_beside
from ui.region.region_view import RegionView, opening, region_view_of
from ui.region.story import beside_part, neighbours_part, spread_part, themes_part
from ui.view import View, data_of

PARTS = (
    beside_part,
    spread_part,
    themes_part,
    neighbours_part,
    list_part,
    networks_part,
    goals_part,
    coverage_part,
)
CODES = ("GM0363", "GM0088", "GM0175", "PV31", "CR01", "NL")


def told_of(snapshot: Snapshot, code: str, language: Language = "nl", **more: Any) -> RegionView:
    told = region_view_of(snapshot, code, language, **more)
    assert told is not None
    return told


def drawn_rows(node: Any) -> list[Any]:
    """All data rows in a chart specification of Altair."""
    if isinstance(node, dict):
        own = node.get("values", []) if isinstance(node.get("values"), list) else []
        named = [row for rows in node.get("datasets", {}).values() for row in rows]
        return own + named + [row for child in node.values() for row in drawn_rows(child)]
    return [row for child in node for row in drawn_rows(child)] if isinstance(node, list) else []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_part_has_words_and_a_table(code: str, language: Language) -> None:
    told = told_of(current(), code, language)

    for make in PARTS:
        part = make(told)
        assert part.sentence.strip()
        assert part.rows.columns
        assert all(len(addresses) == part.rows.height for addresses in part.links.values())
        assert "None" not in part.sentence
        assert "{" not in part.sentence


@pytest.mark.parametrize("code", CODES)
def test_the_rows_of_a_part_add_up_to_the_figure(code: str) -> None:
    told = told_of(current(), code)
    known = told.own["known"]

    assert beside_part(told).rows.row(0)[1] == known
    assert list_part(told).rows.height == known
    assert themes_part(told).rows[told.part("thema.main")].sum() == known


def test_networks_without_an_initiative_here_are_one_row_with_their_number() -> None:
    told = told_of(current(), "GM0175")
    far = told.profile.networks.filter(is_nationwide=True, known=0).height

    assert told.part("netwerk.far", count=far) in networks_part(told).rows[told.part("netwerk.name")].to_list()


def test_only_small_numbers_have_a_warning() -> None:
    assert "minder dan 20" in warning(told_of(current(), "GM0088"))
    assert "minder dan 20" not in warning(told_of(current(), "GM0363"))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "Van de {known} komen er 46 van één bron: rtvdrenthe.nl."),
        ("en", "Of the {known}, 46 come from one source: rtvdrenthe.nl."),
    ],
)
def test_a_region_says_how_much_comes_from_one_source(language: Language, expected: str) -> None:
    told = told_of(current(), "PV22", language)

    assert expected.format(known=told.own["known"]) in warning(told)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_margin_and_expectation_have_one_name_and_one_explanation_with_the_factor(language: Language) -> None:
    told = told_of(current(), "GM0344", language)
    part = beside_part(told)

    assert told.t("marge.about_dispersion", factor=number(told.own["dispersion"], language, 1)) in part.note
    for name in ("name", "expected"):
        word = told.t(f"marge.{name}")
        assert word in part.rows.columns
        assert word.split(" (")[0] + ":" in part.note
    assert told.t("marge.name") in spread_part(told).rows.columns
    assert told.t("marge.name") in themes_part(told).rows.columns


@pytest.mark.parametrize(("language", "expected"), [("nl", "één weet het niet"), ("en", "one does not know")])
def test_the_list_says_where_readings_of_a_status_differ(language: Language, expected: str) -> None:
    told = told_of(current(), "GM1680", language)
    table = list_part(told).rows

    rows = table.filter(pl.col(told.part("lijst.name")).str.contains("Gasselternijveen"))
    assert expected in rows[told.part("lijst.status")].item()


def test_the_group_is_in_order_of_the_lower_end_of_the_margin() -> None:
    told = told_of(current(), "GM0344", method=SimilarMethod.PROVINCE)
    part = spread_part(told)

    low = [float(margin.split(" – ")[0].replace(",", ".")) for margin in part.rows[told.t("marge.name")]]
    assert low == sorted(low, reverse=True)
    assert part.rows[told.part("naast.rate")].to_list() != sorted(part.rows[told.part("naast.rate")], reverse=True)
    assert told.t("marge.ordered") in part.note


def test_each_theme_is_compared_with_group_province_and_country() -> None:
    told = told_of(current(), "GM0344")
    elsewhere = [
        told.part("thema.elsewhere", region=name)
        for name in ("vergelijkbare gemeenten (3)", "Utrecht (provincie)", "Nederland")
    ]

    assert set(elsewhere) <= set(themes_part(told).rows.columns)


@pytest.mark.parametrize("method", list(SimilarMethod))
def test_every_way_to_choose_a_group_is_explained(method: SimilarMethod) -> None:
    part = spread_part(told_of(current(), "GM0193", method=method, chosen=("GM0150",)))

    assert part.note.startswith("Groep: ")


@pytest.mark.parametrize(("code", "compares"), [("GM0363", True), ("NL", False)])
def test_rings_of_other_regions_are_explained_only_where_there_are_any(code: str, compares: bool) -> None:
    about = " ".join(key_figures(told_of(current(), code)).rows["Wat het betekent"])

    assert ("Open rondjes" in about) is compares


@pytest.mark.parametrize(("code", "has_neighbours"), [("NL", False), ("PV31", True)])
def test_only_a_region_with_neighbours_has_a_column_of_them(code: str, has_neighbours: bool) -> None:
    columns = themes_part(told_of(current(), code)).rows.columns

    assert ("Buren die het hebben" in columns) is has_neighbours


def test_units_and_the_country_are_in_the_readers_language() -> None:
    drenthe = told_of(current(), "PV22", "en")

    assert set(goals_part(drenthe).rows["Unit"]) == {"number", "per cent"}
    assert beside_part(drenthe).rows["Region"][-1] == "The Netherlands"
    assert "Compared with the Netherlands" in beside_part(drenthe).sentence
    assert opening(told_of(current(), "NL", "en"))[0].startswith("This is the Netherlands as a whole with 17,942,942 ")


def test_the_country_beside_a_region_is_counted_as_regions_are_and_says_so() -> None:
    part = beside_part(told_of(current(), "GM0363"))
    local = current().table("initiatives").filter(scope=Reach.LOCAL)

    assert part.rows["Bekend"][-1] == local.height
    assert f"van {local['seen_year'].null_count()} kennen wij het jaar niet" in part.age
    assert "Nederland is hier geteld zonder de 14 initiatieven die regionaal of landelijk werken." in part.note
    assert "zonder de" not in beside_part(told_of(current(), "NL")).note


@pytest.mark.parametrize(("code", "inside"), [("GM0363", False), ("NL", True)])
def test_the_map_of_a_region_adds_up_and_gives_the_age_of_all_its_rows(code: str, inside: bool) -> None:
    told = told_of(current(), code)
    initiatives, regions = current().table("initiatives"), current().table("regions")
    near = [code, *regions.filter(code=code)["neighbours"].explode().drop_nulls()]
    rows = initiatives if inside else initiatives.filter(pl.col("municipality_code").is_in(near))

    part = map_part(view_in("nl"), told)

    assert part.rows["Bekend"].sum() == rows.height
    assert f"van {rows['seen_year'].null_count()} kennen wij het jaar niet" in part.age
    assert "0 buren" not in part.sentence


def test_an_unknown_region_has_no_story() -> None:
    assert region_view_of(current(), "GM9999", "nl") is None


def test_former_municipalities_are_named_with_their_share() -> None:
    told = told_of(current(), "GM0824")

    rows = dict(
        former_part(told, ["GM0824"]).rows.select(told.part("vroeger.name"), told.part("vroeger.share")).iter_rows()
    )

    assert rows["Haaren"] == "25%"


def test_without_inhabitants_there_is_no_rate_and_no_division_by_zero(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.frames.REGION", _REGION_WITHOUT_PEOPLE)
    publish(tmp_path / "data", {})
    snapshot = load_snapshot(tmp_path / "data")
    told = told_of(snapshot, "GM0193")

    assert "Het inwonertal is niet bekend" in " ".join(opening(told))
    assert all(part(told).sentence for part in PARTS)
    assert themes_chart(told)


def _without_people() -> dict[str, Any]:
    from tests.frames import REGION  # noqa: PLC0415 - a copy of what the test changes

    return REGION | {"population": None, "population_year": None}


_REGION_WITHOUT_PEOPLE = _without_people()


def test_pictures_hold_the_figures_of_the_table() -> None:
    told = told_of(current(), "GM0193")
    drawn = str(themes_chart(told))

    known = [count for count in told.profile.themes["known"].to_list() if count]
    assert [int(each) for each in re.findall(r'text-anchor="start">(\d+)<', drawn)] == known
    assert drawn.count("<rect") == len(known)


def test_the_spread_shows_every_region_of_the_group() -> None:
    told = told_of(current(), "GM0193", method=SimilarMethod.PROVINCE)
    drawn = str(spread_chart(told))

    points = told.profile.points.drop_nulls("per_10k")
    assert drawn.count('<circle class="ander"') == points.height - 1
    assert f">{told.name}</text>" in drawn


def test_names_in_the_map_are_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.frames import REGION  # noqa: PLC0415

    monkeypatch.setattr("tests.frames.REGION", REGION | {"name": '<script>"&'})
    publish(tmp_path / "data", {})
    snapshot = load_snapshot(tmp_path / "data")
    told = told_of(snapshot, "GM0193")

    svg = region_map(
        View(data_of(snapshot), "nl"), Scene("GM0193", RegionLevel.MUNICIPALITY), shown_beside(told), '"><script>'
    )

    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
