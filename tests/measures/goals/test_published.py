"""Every status that the site shows, recomputed from the files in `data/sources`."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from data_loaders.schema import TABLES, MilestoneKind
from data_loaders.schema.goal_figures import GoalProgress, Progress, Readings, Sensitivity
from data_loaders.schema.rows import ProgressRow, only_row
from measures.goals.availability import wanted
from measures.goals.choices import readings, sensitivity
from measures.goals.goals import goal_progress
from measures.goals.progress import progress
from measures.goals.series import steps
from measures.goals.timeline import LAUNCH, counted_milestones, milestone_counts, timeline
from tests.measures.goals.published import SOURCES, published

TODAY = date(2026, 11, 28)
PROGRAMME = published()
PROGRESS = Progress.validate(progress(PROGRAMME, TODAY))
GOALS = GoalProgress.validate(goal_progress(PROGRAMME, PROGRESS, TODAY))

EXPECTED = {
    "vrijwilligers-15plus": ("unknown", "no_target", "same"),
    "vrijwilligers-buurt": ("unknown", "no_target", "seems_better"),
    "vertrouwen-medemens": ("unknown", "no_target", "better"),
    "sociaal-contact-wekelijks": ("unknown", "no_target", "direction_unknown"),
    "contact-buren-wekelijks": ("unknown", "no_target", "seems_worse"),
    "buurt-prettig-omgaan": ("unknown", "no_target", "direction_unknown"),
    "buurt-helpt-elkaar": ("unknown", "no_target", "direction_unknown"),
    "actief-in-vereniging": ("unknown", "no_target", "direction_unknown"),
    "actief-eigen-leefomgeving": ("unknown", "no_target", "direction_unknown"),
    "uren-inzet-leefomgeving": ("unknown", "no_target", "direction_unknown"),
    "burgercollectieven-aantal": ("unknown", "no_target", "direction_unknown"),
    "zorgzame-gemeenschappen-aantal": ("unknown", "no_target", "direction_unknown"),
    "zorgzame-gemeenschappen-vrijwilligers": ("unknown", "no_target", "direction_unknown"),
    "energiecooperaties-aantal": ("unknown", "no_target", "direction_unknown"),
    "energiecooperaties-leden": ("unknown", "no_target", "seems_better"),
    "stadsdorpen-aantal": ("unknown", "no_target", "seems_better"),
    "herenboerderijen-aantal": ("too_slow", None, "better"),
    "herenboeren-deelnemers": ("unknown", "no_target", "direction_unknown"),
    "de-buurt-gemeentenbereik": ("unknown", "no_target", "direction_unknown"),
    "participatieverordening-vastgesteld": ("unknown", "only_regions", "direction_unknown"),
    "gemeenten-right-to-challenge": ("unknown", "not_measured_at_deadline", "direction_unknown"),
    "gemeente-coalitieakkoorden-uitdaagrecht": ("unknown", "no_target", "direction_unknown"),
    "gemeenten-met-energiecooperatie": ("unknown", "no_target", "seems_better"),
    "dorpenvereniging-leden": ("unknown", "no_target", "direction_unknown"),
    "lokale-energiecooperaties-provincie": ("unknown", "no_target", "direction_unknown"),
    "zonvermogen-collectief": ("unknown", "no_target", "better"),
    "windvermogen-collectief": ("unknown", "no_target", "better"),
    "wooncooperatie-woningen-amsterdam": ("unknown", "not_measured_at_deadline", "direction_unknown"),
    "wetten-voor-gemeenschappen": ("unknown", "no_observation", "no_figure"),
    "lokaal-eigendom-zon": ("unknown", "sources_disagree", "direction_unknown"),
    "lokaal-eigendom-wind": ("wrong_way", None, "direction_unknown"),
    "warmte-initiatieven": ("unknown", "no_target", "direction_unknown"),
    "bewoners-ervaren-obstakels": ("unknown", "no_target", "direction_unknown"),
    "rijksbudget-fonds-wooncooperaties": ("unknown", "no_target", "seems_better"),
    "leenfonds-wooncooperaties-gemeente": ("unknown", "no_target", "direction_unknown"),
    "oranje-fonds-besteding": ("unknown", "no_target", "seems_better"),
    "oranje-fonds-initiatieven": ("unknown", "no_target", "direction_unknown"),
    "oranje-fonds-budget": ("unknown", "no_target", "seems_better"),
    "buurtfonds-initiatieven-cumulatief": ("unknown", "no_target", "direction_unknown"),
    "vsbfonds-donatiebudget": ("unknown", "no_target", "direction_unknown"),
    "doen-financieringen": ("unknown", "no_target", "direction_unknown"),
    "doen-bedrag": ("unknown", "no_target", "direction_unknown"),
    "programma-samen-inzendingen": ("unknown", "no_target", "direction_unknown"),
    "investering-sociale-infrastructuur": ("unknown", "target_undated", "no_figure"),
    "coalitie-kernpartners": ("unknown", "no_target", "direction_unknown"),
    "maex-initiatieven": ("unknown", "no_target", "direction_unknown"),
    "burgercollectieven-monitor-respons": ("unknown", "no_target", "direction_unknown"),
    "collectievekracht-deelnemers-nacht": ("unknown", "no_target", "direction_unknown"),
    "nov-koepels": ("unknown", "no_target", "direction_unknown"),
}
"""Indicator: status, first reason, movement."""


@pytest.mark.parametrize("name", ["indicator_methods", "goal_judgements", "goal_links"])
def test_rules_hold_to_their_declaration(name: str) -> None:
    assert TABLES[name].is_valid(getattr(PROGRAMME, name))


def test_every_indicator_has_a_method() -> None:
    assert set(PROGRAMME.indicator_methods["indicator_id"]) == set(PROGRAMME.indicators["indicator_id"])


def test_rules_are_about_indicators_and_goals_that_exist() -> None:
    ids = set(PROGRAMME.indicators["indicator_id"])

    assert set(PROGRAMME.goal_links["indicator_id"]) <= ids
    assert set(PROGRAMME.goal_judgements["subject"]) <= ids | set(PROGRAMME.goals["slug"])


def row(indicator_id: str, today: date = TODAY, region: str | None = None) -> ProgressRow:
    rows = PROGRESS if (today, region) == (TODAY, None) else progress(PROGRAMME, today, region)
    return only_row(rows.filter(indicator_id=indicator_id), ProgressRow)


def test_every_status() -> None:
    found = {
        row["indicator_id"]: (row["status"], next(iter(row["reasons"]), None), row["movement"])
        for row in PROGRESS.iter_rows(named=True)
    }

    assert found == EXPECTED


@pytest.mark.parametrize(
    ("indicator_id", "seen", "needed", "ratio"),
    [
        ("herenboerderijen-aantal", (21 - 1) / 8, (350 - 1) / 14, 0.100286533),
        ("lokaal-eigendom-zon", (20.3 - 21.5) / 3, (50 - 21.5) / 11, -0.154385965),
    ],
)
def test_the_two_sums_that_can_be_made(indicator_id: str, seen: float, needed: float, ratio: float) -> None:
    found = row(indicator_id)

    assert (found["change_seen"], found["change_needed"], found["ratio"]) == pytest.approx((seen, needed, ratio))


def test_where_another_choice_would_make_a_difference() -> None:
    rows = Sensitivity.validate(sensitivity(PROGRAMME, TODAY)).filter(pl.col("differs"))

    # Every base year that is the newest figure is gone: it compared a figure with itself.
    assert set(rows.select("indicator_id", "other", "other_status", "other_trend").rows()) == {
        ("herenboerderijen-aantal", "compound", "behind", "rising"),
        ("vrijwilligers-15plus", "2020", "unknown", "rising"),
    }


def test_every_goal() -> None:
    assert GOALS.select("goal_id", "status", "reasons", "evidence", "indicators").rows() == [
        (1, "unknown", ["too_few_judged"], "thin", 19),
        (2, "unknown", ["too_few_judged"], "thin", 9),
        (3, "unknown", ["deciding_missing"], "thin", 5),
        (4, "unknown", ["too_few_judged"], "thin", 11),
        (5, "unknown", ["no_targets"], "thin", 5),
    ]
    assert GOALS["is_past_deadline"].to_list() == [False, False, False, False, True]


@pytest.mark.parametrize("indicator_id", ["gemeenten-right-to-challenge", "wooncooperatie-woningen-amsterdam"])
def test_line_10_a_target_of_which_nothing_is_known_stays_unknown_after_its_deadline(indicator_id: str) -> None:
    found = row(indicator_id)

    assert (found["status"], found["is_past_deadline"], found["is_judged"]) == ("unknown", True, False)


@pytest.mark.parametrize(
    ("indicator_id", "movement", "reason"),
    [
        ("maex-initiatieven", "direction_unknown", "newest_not_comparable"),
        ("gemeenten-met-energiecooperatie", "seems_better", "differences_mean_little"),
        ("warmte-initiatieven", "direction_unknown", "turned"),
        ("lokaal-eigendom-wind", "direction_unknown", "turned"),
        ("lokaal-eigendom-zon", "direction_unknown", "within_uncertainty"),
        ("contact-buren-wekelijks", "seems_worse", "newest_is_old"),
    ],
)
def test_line_11_what_fails_the_written_rule_is_not_called_demonstrable(
    indicator_id: str, movement: str, reason: str
) -> None:
    found = row(indicator_id)

    assert found["movement"] == movement
    assert reason in found["movement_reasons"]


def test_line_11_what_is_called_demonstrable_has_three_exact_figures_and_a_fresh_newest() -> None:
    firm = PROGRESS.filter(pl.col("movement").is_in(["better", "same", "worse"]))

    assert firm.height == 5
    assert firm["exact_points"].min() >= 3  # type: ignore[operator]  # a column of numbers
    assert not firm["is_old"].any()
    assert (firm["trend_to_year"] == firm["newest_year"]).all()


def test_line_12_a_verdict_on_the_figure_of_2022_no_longer_counts_for_goal_3() -> None:
    wind = row("lokaal-eigendom-wind")

    assert (wind["status"], wind["latest_year"], wind["counts_for_goal"]) == ("wrong_way", 2022, False)
    assert GOALS["outdated"].to_list() == [[], [], ["lokaal-eigendom-wind"], [], []]


@pytest.mark.parametrize(
    ("code", "today", "status", "reasons"),
    [
        ("GM0363", date(2026, 12, 31), "reached", []),
        ("GM0363", date(2027, 1, 1), "reached", []),
        ("GM0344", date(2027, 1, 1), "unknown", ["no_observation"]),
    ],
    ids=["Amsterdam in time", "Amsterdam after the last day", "Utrecht, not found"],
)
def test_line_12_a_by_law_found_is_a_measurement_and_none_found_is_not_a_no(
    code: str, today: date, status: str, reasons: list[str]
) -> None:
    found = row("participatieverordening-vastgesteld", today, code)

    assert (found["target_year"], found["target_last_day"]) == (2027, date(2026, 12, 31))
    assert (found["status"], found["reasons"]) == (status, reasons)
    assert found["is_past_deadline"] is (today > date(2026, 12, 31))


def test_line_12_a_figure_of_2026_is_measured_in_time_on_the_first_day_of_2027() -> None:
    no = PROGRAMME.indicator_values.filter(indicator_id="participatieverordening-vastgesteld").head(1)
    no = no.with_columns(region_code=pl.lit("GM0344"), year=pl.lit(2026, pl.Int16), value=pl.lit(0.0))
    world = replace(PROGRAMME, indicator_values=pl.concat([PROGRAMME.indicator_values, no]))

    rows = progress(world, date(2027, 1, 1), "GM0344")
    (found,) = rows.filter(indicator_id="participatieverordening-vastgesteld").to_dicts()

    assert (found["status"], found["reasons"]) == ("not_reached", [])


def test_line_12_open_sdg_says_otherwise_of_the_farms_and_the_sun() -> None:
    outcomes = PROGRESS.filter(pl.col("target_value").is_not_null(), "open_sdg_differs")

    assert outcomes.select("indicator_id", "status", "open_sdg").sort("indicator_id").rows() == [
        ("herenboerderijen-aantal", "too_slow", "moderate_progress"),
        ("lokaal-eigendom-zon", "unknown", "deterioration"),
    ]


def test_sources_that_contradict_each_other_stand_beside_each_other() -> None:
    values = PROGRAMME.indicator_values.filter(pl.len().over("indicator_id", "region_code", "year") > 1)
    by_year = values.group_by("indicator_id", "year").agg(pl.col("value").sort_by("reading"))

    assert sorted(by_year.rows()) == [
        ("energiecooperaties-aantal", 2022, [705, 702]),
        ("herenboerderijen-aantal", 2022, [14, 12]),
        ("herenboerderijen-aantal", 2023, [16, 18]),
        ("lokaal-eigendom-zon", 2019, [21.5, 22.1]),
        ("lokaal-eigendom-zon", 2022, [20.3, 22.8]),
        ("oranje-fonds-budget", 2002, [4, 11]),
    ]
    assert values["qualifiers"].list.contains("disputed").all()


@pytest.mark.parametrize(
    ("indicator_id", "year", "remark"),
    [
        ("windvermogen-collectief", 2018, "in de maak"),
        ("energiecooperaties-aantal", 2019, "585"),
        ("energiecooperaties-leden", 2018, "68000"),
    ],
)
def test_a_contradiction_without_a_page_of_its_own_stands_in_the_remark(
    indicator_id: str, year: int, remark: str
) -> None:
    (found,) = PROGRAMME.indicator_values.filter(indicator_id=indicator_id, region_code="NL", year=year).to_dicts()

    assert remark in found["qualifier_note"]
    assert "disputed" in found["qualifiers"]


def test_the_status_of_the_sun_depends_on_which_source_is_right() -> None:
    rows = Readings.validate(readings(PROGRAMME, TODAY))

    assert rows.drop("ratio").rows() == [
        ("lokaal-eigendom-zon", 1, 2019, 21.5, 2022, 20.3, "wrong_way"),
        ("lokaal-eigendom-zon", 2, 2019, 21.5, 2022, 22.8, "too_slow"),
        ("lokaal-eigendom-zon", 3, 2019, 22.1, 2022, 20.3, "wrong_way"),
        ("lokaal-eigendom-zon", 4, 2019, 22.1, 2022, 22.8, "too_slow"),
    ]


def test_the_by_law_is_new_enough_and_lacks_municipalities_only() -> None:
    (found,) = wanted(PROGRAMME, PROGRESS, TODAY).filter(indicator_id="participatieverordening-vastgesteld").to_dicts()

    assert (found["wanted"], found["year"], found["newest_year"]) == ("other_regions", None, 2026)
    assert (found["known_regions"], found["regions"]) == (53, 342)


@pytest.mark.parametrize("prefix", ["base", "latest", "trend_from", "trend_to"])
def test_every_figure_is_a_row_of_the_source(prefix: str) -> None:
    source = PROGRAMME.indicator_values.select(
        "indicator_id", "region_code", pl.col("year").alias(f"{prefix}_year"), pl.col("value").alias(f"{prefix}_value")
    )
    shown = PROGRESS.select(source.columns).drop_nulls()

    assert shown.height > 10
    assert shown.join(source, on=source.columns, how="anti").is_empty()


def test_every_target_is_that_of_its_source() -> None:
    columns = ["indicator_id", "target_year", "target_value"]

    assert PROGRESS.select(columns).equals(PROGRAMME.indicators.select(columns))
    assert PROGRESS["target_value"].count() == 8


def test_drawn_lines_join_no_figures_that_differ_in_kind() -> None:
    kinds = steps(PROGRAMME)["kind"].value_counts().rows()

    assert set(kinds) == {("line", 61), ("gap", 22), ("break", 9), ("period", 4)}


def test_line_13_each_law_counts_once() -> None:
    counted = counted_milestones(timeline(PROGRAMME, TODAY))

    laws = counted.filter(kind=MilestoneKind.LAW).select("goal_id", "group", "state", "steps")
    assert sorted(laws.rows()) == [
        (3, "energiewet", "done", 4),
        (3, "wet-bevordering-wooncooperaties", "in_progress", 3),
        (3, "wet-collectieve-warmte", "done", 2),
        (3, "wet-regie-volkshuisvesting", "overdue", 4),
        (3, "wet-versterking-participatie", "done", 4),
        (3, "woningwet", "done", 1),
        (3, "wtmo", "in_progress", 3),
        (4, "giftenaftrek", "done", 2),
    ]


def test_line_13_a_setback_is_never_done() -> None:
    setbacks = timeline(PROGRAMME, TODAY).filter(kind=MilestoneKind.SETBACK)

    assert "LSA waarschuwt voor 45 procent minder Rijkssubsidie" in setbacks["title_nl"].to_list()
    assert set(setbacks["state"]) == {"setback"}
    assert GOALS["setbacks"].to_list() == [0, 1, 0, 3, 0]


def test_line_13_what_lies_before_the_launch_is_counted_apart() -> None:
    rows = timeline(PROGRAMME, TODAY)
    counts = milestone_counts(counted_milestones(rows))

    (launch,) = rows.filter(title_nl="Coalitie en Actieprogramma gelanceerd")["first_day"]
    assert launch == LAUNCH
    assert rows.height == 51 + 25
    assert rows.filter(period="before").height == 29
    assert counts.select("period", "total").group_by("period").sum().sort("period").rows() == [
        ("before", 28),
        ("since", 33),
    ]


def test_the_participation_act_is_done_since_the_launch_though_it_was_submitted_before() -> None:
    counted = counted_milestones(timeline(PROGRAMME, TODAY)).filter(group="wet-versterking-participatie")

    assert counted.select("state", "period", "written").rows() == [("done", "since", "2025-01-01")]


def test_declared_links_name_partners_that_exist() -> None:
    partners = pl.read_csv(SOURCES / "programme" / "partners.csv", infer_schema=False)["partner_id"]

    assert set(PROGRAMME.goal_links["network"].drop_nulls()) <= set(partners)
