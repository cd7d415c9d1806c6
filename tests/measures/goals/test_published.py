"""Every status that the site shows, recomputed from the files in `data/sources`."""

from datetime import date

import polars as pl
import pytest

from data_loaders.schema import TABLES
from data_loaders.schema.goal_figures import GoalProgress, Progress, Sensitivity
from measures.goals.goals import goal_progress
from measures.goals.progress import progress, sensitivity
from measures.goals.series import steps
from measures.goals.timeline import timeline
from tests.measures.goals.published import SOURCES, published

TODAY = date(2026, 11, 23)
PROGRAMME = published()
PROGRESS = Progress.validate(progress(PROGRAMME, TODAY))

EXPECTED = {
    "vrijwilligers-15plus": ("unknown", ["no_target"], "steady", "full"),
    "vrijwilligers-buurt": ("unknown", ["no_target"], "one_point", "none"),
    "vertrouwen-medemens": ("unknown", ["no_target"], "rising", "full"),
    "sociaal-contact-wekelijks": ("unknown", ["no_target"], "one_point", "none"),
    "contact-buren-wekelijks": ("unknown", ["no_target"], "one_point", "none"),
    "buurt-prettig-omgaan": ("unknown", ["no_target"], "one_point", "none"),
    "buurt-helpt-elkaar": ("unknown", ["no_target"], "one_point", "none"),
    "actief-in-vereniging": ("unknown", ["no_target"], "one_point", "none"),
    "actief-eigen-leefomgeving": ("unknown", ["no_target"], "one_point", "none"),
    "uren-inzet-leefomgeving": ("unknown", ["no_target"], "one_point", "none"),
    "burgercollectieven-aantal": ("unknown", ["no_target"], "one_point", "none"),
    "zorgzame-gemeenschappen-aantal": ("unknown", ["no_target"], "rising", "thin"),
    "zorgzame-gemeenschappen-vrijwilligers": ("unknown", ["no_target"], "one_point", "none"),
    "energiecooperaties-aantal": ("unknown", ["no_target"], "rising", "thin"),
    "energiecooperaties-leden": ("unknown", ["no_target"], "rising", "full"),
    "stadsdorpen-aantal": ("unknown", ["no_target"], "rising", "full"),
    "herenboerderijen-aantal": ("off_course", [], "rising", "full"),
    "herenboeren-deelnemers": ("unknown", ["no_target"], "one_point", "none"),
    "de-buurt-gemeentenbereik": ("unknown", ["no_target"], "one_point", "none"),
    "participatieverordening-vastgesteld": ("unknown", ["only_regions"], "only_regions", "none"),
    "gemeenten-right-to-challenge": ("deadline_passed", ["not_measured_at_deadline"], "one_point", "none"),
    "gemeente-coalitieakkoorden-uitdaagrecht": ("unknown", ["no_target"], "one_point", "none"),
    "gemeenten-met-energiecooperatie": ("unknown", ["no_target"], "rising", "full"),
    "dorpenvereniging-leden": ("unknown", ["no_target", "only_regions"], "only_regions", "none"),
    "lokale-energiecooperaties-provincie": ("unknown", ["no_target", "only_regions"], "only_regions", "none"),
    "zonvermogen-collectief": ("unknown", ["no_target"], "rising", "full"),
    "windvermogen-collectief": ("unknown", ["no_target"], "rising", "full"),
    "wooncooperatie-woningen-amsterdam": ("deadline_passed", ["no_observation"], "no_observation", "none"),
    "wetten-voor-gemeenschappen": ("unknown", ["no_observation"], "no_observation", "none"),
    "lokaal-eigendom-zon": ("off_course", [], "falling", "thin"),
    "lokaal-eigendom-wind": ("unknown", ["one_point"], "one_point", "none"),
    "warmte-initiatieven": ("unknown", ["no_target"], "falling", "thin"),
    "bewoners-ervaren-obstakels": ("unknown", ["no_target"], "one_point", "none"),
    "rijksbudget-fonds-wooncooperaties": ("unknown", ["no_target"], "rising", "thin"),
    "leenfonds-wooncooperaties-gemeente": ("unknown", ["no_target", "only_regions"], "only_regions", "none"),
    "oranje-fonds-besteding": ("unknown", ["no_target"], "rising", "thin"),
    "oranje-fonds-initiatieven": ("unknown", ["no_target"], "series_not_comparable", "none"),
    "oranje-fonds-budget": ("unknown", ["no_target"], "rising", "thin"),
    "buurtfonds-initiatieven-cumulatief": ("unknown", ["no_target"], "cumulative", "none"),
    "vsbfonds-donatiebudget": ("unknown", ["no_target"], "series_not_comparable", "none"),
    "doen-financieringen": ("unknown", ["no_target"], "one_point", "none"),
    "doen-bedrag": ("unknown", ["no_target"], "one_point", "none"),
    "programma-samen-inzendingen": ("unknown", ["no_target"], "one_point", "none"),
    "investering-sociale-infrastructuur": ("unknown", ["target_undated", "no_observation"], "no_observation", "none"),
    "coalitie-kernpartners": ("unknown", ["no_target"], "rising", "thin"),
    "maex-initiatieven": ("unknown", ["no_target"], "rising", "full"),
    "burgercollectieven-monitor-respons": ("unknown", ["no_target"], "one_point", "none"),
    "collectievekracht-deelnemers-nacht": ("unknown", ["no_target"], "one_point", "none"),
    "nov-koepels": ("unknown", ["no_target"], "one_point", "none"),
}
"""Indicator: status, reasons, trend or why there is none, evidence for the trend."""


@pytest.mark.parametrize("name", ["indicator_methods", "goal_judgements", "goal_links"])
def test_rules_hold_to_their_declaration(name: str) -> None:
    assert TABLES[name].is_valid(getattr(PROGRAMME, name))


def test_every_indicator_has_a_method() -> None:
    assert PROGRAMME.indicator_methods["indicator_id"].to_list() == PROGRAMME.indicators["indicator_id"].to_list()


def test_rules_are_about_indicators_and_goals_that_exist() -> None:
    ids = set(PROGRAMME.indicators["indicator_id"])

    assert set(PROGRAMME.goal_links["indicator_id"]) <= ids
    assert set(PROGRAMME.goal_judgements["subject"]) <= ids | set(PROGRAMME.goals["slug"])


def test_every_status() -> None:
    found = {
        row["indicator_id"]: (row["status"], row["reasons"], row["trend"] or row["trend_reason"], row["trend_evidence"])
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
    row = PROGRESS.row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)

    assert (row["change_seen"], row["change_needed"], row["ratio"]) == pytest.approx((seen, needed, ratio))


def test_where_another_choice_would_make_a_difference() -> None:
    rows = Sensitivity.validate(sensitivity(PROGRAMME, TODAY)).filter(pl.col("differs"))

    assert set(rows.select("indicator_id", "other", "other_status", "other_trend").rows()) == {
        ("herenboerderijen-aantal", "compound", "behind", "rising"),
        ("herenboerderijen-aantal", "2024", "unknown", None),
        ("lokaal-eigendom-zon", "2022", "unknown", None),
        ("vrijwilligers-15plus", "2020", "unknown", "rising"),
    }


def test_every_goal() -> None:
    goals = GoalProgress.validate(goal_progress(PROGRAMME, PROGRESS, TODAY))

    assert goals.select("goal_id", "status", "reasons", "evidence", "indicators").rows() == [
        (1, "unknown", ["too_few_judged"], "thin", 19),
        (2, "unknown", ["too_few_judged"], "thin", 9),
        (3, "unknown", ["deciding_missing"], "thin", 5),
        (4, "unknown", ["too_few_judged"], "thin", 11),
        (5, "deadline_passed", ["no_targets"], "thin", 5),
    ]


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

    assert set(kinds) == {("line", 47), ("gap", 18), ("break", 7), ("period", 4)}


def test_every_milestone_is_on_the_timeline() -> None:
    rows = timeline(PROGRAMME, TODAY)

    assert rows.height == 51
    assert not rows["is_overdue"].any()


def test_declared_links_name_partners_that_exist() -> None:
    partners = pl.read_csv(SOURCES / "partners.csv", infer_schema=False)["partner_id"]

    assert set(PROGRAMME.goal_links["network"].drop_nulls()) <= set(partners)
