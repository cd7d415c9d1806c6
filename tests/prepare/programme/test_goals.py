from datetime import date
from pathlib import Path

import pytest

from geo.codes import Gazetteer
from prepare.problems import SourceError
from prepare.programme import prepare_programme
from tests.prepare.programme.conftest import A_GOAL, AN_INDICATOR, Prepare, told

VALUE = "vrijwilligers,NL,2020,44,,https://bron.nl,Bron"
MILESTONE = "1,2025,Stap,Step,planned,,https://bron.nl,wet,energiewet"
METHOD = "vrijwilligers,one_region,NL,,linear,3,0.95,0.6,0.005,,3,1,2017;2021,false,true,true,,"
JUDGEMENT = "doel,LSA,2026-01-31,behind,Omdat,Because,"
LINK = "vrijwilligers,zorg,cooperatie;stichting,actief,lsa,,Omdat,Because"


def test_a_goal_with_a_passed_deadline_is_kept_with_a_remark(prepare: Prepare) -> None:
    programme = prepare(goals=(A_GOAL.replace("2030", "2025"),))

    assert programme.tables["goals"].height == 1
    assert told(programme, "goals") == [(2, "deadline_passed", False)]


@pytest.mark.parametrize(("old", "new"), [("1,doel", "een,doel"), ("2030", ""), ("1,doel", "0,doel")])
def test_goal_without_number_or_year_is_refused(prepare: Prepare, old: str, new: str) -> None:
    programme = prepare(goals=(A_GOAL.replace(old, new),), indicators=())

    assert programme.tables["goals"].height == 0


def test_two_goals_with_one_slug_do_not_crash(prepare: Prepare) -> None:
    programme = prepare(goals=(A_GOAL, A_GOAL.replace("1,", "2,")))

    assert programme.counts["goals.csv"].read == 2
    assert programme.tables["goals"].height == programme.counts["goals.csv"].accepted
    assert (3, "duplicate_key", True) in told(programme, "goals")


def test_indicator_as_written(prepare: Prepare) -> None:
    indicator = prepare().tables["indicators"].row(0, named=True)

    assert (indicator["baseline_year"], indicator["baseline_value"]) == (2016, 49.0)
    assert (indicator["target_year"], indicator["target_value"]) == (2030, 60.0)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2030,60,https://bron.nl", "2015,60,https://bron.nl", "target_before_base"),
        ("2030,60,https://bron.nl", "2030,,https://bron.nl", "target_without_value"),
        ("2030,60,https://bron.nl", "2030,60,", "target_without_source"),
    ],
)
def test_an_impossible_target_is_left_out_with_a_remark(prepare: Prepare, old: str, new: str, code: str) -> None:
    programme = prepare(indicators=(AN_INDICATOR.replace(old, new),))

    indicator = programme.tables["indicators"].row(0, named=True)
    assert [indicator[column] for column in ("target_year", "target_value", "target_source_url")] == [None] * 3
    assert told(programme, "indicators") == [(2, code, False)]


def test_undated_target_is_kept(prepare: Prepare) -> None:
    programme = prepare(indicators=(AN_INDICATOR.replace("2030,60", ",60"),))

    assert programme.tables["indicators"]["target_value"].to_list() == [60.0]
    assert told(programme, "indicators") == []


def test_base_of_zero_is_marked(prepare: Prepare) -> None:
    programme = prepare(indicators=(AN_INDICATOR.replace("2016,49", "2016,0"),))

    assert programme.tables["indicators"]["baseline_value"].to_list() == [0.0]
    assert told(programme, "indicators") == [(2, "zero_base", False)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("vrijwilligers,1,", "vrijwilligers,9,", "goal_unknown"),
        ("vrijwilligers,1,", "vrijwilligers,,", "goal_unknown"),
        ("2016,49", "2016,490", "value_out_of_range"),
        ("2030,60", "2030,-1", "value_out_of_range"),
    ],
)
def test_wrong_indicator_is_refused(prepare: Prepare, old: str, new: str, code: str) -> None:
    programme = prepare(indicators=(AN_INDICATOR.replace(old, new),))

    assert programme.tables["indicators"].height == 0
    assert told(programme, "indicators") == [(2, code, True)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("vrijwilligers", "anders", "indicator_unknown"),
        ("NL", "GM9999", "region_unknown"),
        ("2020", "2031", "year_in_future"),
        ("2020", "", "cell_empty"),
        ("44", "", "cell_empty"),
        ("44", "144", "value_out_of_range"),
        ("44", "-1", "value_out_of_range"),
        ("44", "nan", "not_a_number"),
        ("44", "veel", "not_a_number"),
    ],
)
def test_wrong_value_is_refused(prepare: Prepare, old: str, new: str, code: str) -> None:
    programme = prepare(
        indicator_values=(VALUE, VALUE.replace("2020", "2019").replace(old.replace("2020", "2019"), new))
    )

    assert programme.tables["indicator_values"]["year"].to_list() == [2020]
    assert told(programme, "indicator_values") == [(3, code, True)]


def values(*pairs: tuple[str, str]) -> tuple[str, ...]:
    return tuple(VALUE.replace("44,", f"{value},{qualifier}") for value, qualifier in pairs)


def test_same_value_twice_is_one_observation(prepare: Prepare) -> None:
    programme = prepare(indicator_values=values(("44", ""), ("44", "")))

    counts = programme.counts["indicator_values.csv"]
    assert (counts.accepted, counts.merged, counts.rejected) == (1, 1, 0)


def test_different_values_all_stay_in_the_order_of_the_files(prepare: Prepare) -> None:
    programme = prepare(
        indicator_values=values(("45", "ca."), ("45", "")), indicator_values_2026=values(("44", ""), ("46", ""))
    )

    readings = programme.tables["indicator_values"].select("reading", "value", "qualifiers")
    assert readings.rows() == [
        (1, 45.0, ["about", "disputed"]),
        (2, 44.0, ["disputed"]),
        (3, 46.0, ["disputed"]),
    ]
    assert told(programme, "indicator_values") == [(2, "values_differ", False)]
    assert told(programme, "indicator_values_2026") == [(2, "values_differ", False), (3, "values_differ", False)]
    assert [
        (counts.read, counts.accepted, counts.merged)
        for counts in (programme.counts["indicator_values.csv"], programme.counts["indicator_values_2026.csv"])
    ] == [(2, 1, 1), (2, 2, 0)]


def test_revised_value_replaces_the_others(prepare: Prepare) -> None:
    programme = prepare(indicator_values=values(("44", ""), ("45", "bijgesteld")))

    assert programme.tables["indicator_values"]["value"].to_list() == [45.0]
    assert told(programme, "indicator_values") == [(2, "value_superseded", True)]


def test_an_addition_is_read_after_the_file_of_the_table(prepare: Prepare) -> None:
    programme = prepare(
        milestones=(MILESTONE,), milestones_2026=(MILESTONE.replace("Stap", "Volgende"), MILESTONE.replace("wet,", ","))
    )

    assert programme.tables["milestones"]["title_nl"].to_list() == ["Stap", "Volgende"]
    assert told(programme, "milestones_2026") == [(3, "cell_empty", True)]
    assert programme.counts["milestones_2026.csv"].rejected == 1


@pytest.mark.parametrize(
    ("text", "when", "precision"),
    [
        ("2025", date(2025, 1, 1), "year"),
        ("2025-06", date(2025, 6, 1), "month"),
        ("2025-06-30", date(2025, 6, 30), "day"),
    ],
)
def test_date_as_precise_as_the_source(prepare: Prepare, text: str, when: date, precision: str) -> None:
    milestones = prepare(milestones=(MILESTONE.replace("2025", text),)).tables["milestones"]

    assert milestones.select("date", "date_precision").row(0) == (when, precision)


def test_an_undated_milestone_is_kept_with_a_remark(prepare: Prepare) -> None:
    programme = prepare(milestones=(MILESTONE.replace("2025", ""),))

    assert programme.tables["milestones"].select("date", "date_precision").row(0) == (None, None)
    assert told(programme, "milestones") == [(2, "date_unknown", False)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (MILESTONE.replace("2025", "voorjaar"), "date_unreadable"),
        (MILESTONE.replace("2025", "2025-13"), "date_unreadable"),
        (MILESTONE.replace("2025", "2025-02-30"), "date_unreadable"),
        (MILESTONE.replace("2025", "2029").replace("planned", "done"), "date_in_future"),
        (MILESTONE.replace("planned", "ooit"), "not_on_list"),
        (MILESTONE.replace("1,", "7,", 1), "goal_unknown"),
        (MILESTONE.replace("wet,", "feest,"), "not_on_list"),
        (MILESTONE.replace("energiewet", ""), "cell_empty"),
    ],
)
def test_wrong_milestone_is_refused(prepare: Prepare, row: str, code: str) -> None:
    programme = prepare(milestones=(row,))

    assert programme.tables["milestones"].height == 0
    assert told(programme, "milestones") == [(2, code, True)]


def test_method_as_written(prepare: Prepare) -> None:
    method = prepare(indicator_methods=(METHOD,)).tables["indicator_methods"].row(0, named=True)

    assert (method["breaks"], method["is_cumulative"], method["is_indicative"]) == ([2017, 2021], False, True)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("vrijwilligers", "anders", "indicator_unknown"),
        ("one_region,NL", "one_region,", "region_of_scope"),
        ("one_region,NL", "each_municipality,NL", "region_of_scope"),
        ("one_region,NL", "one_region,XX", "region_unknown"),
        (",3,0.95", ",1,0.95", "not_whole"),
        ("0.95", "-1", "negative"),
        ("2017;2021", "2017;toen", "not_years"),
        ("false", "nee", "not_a_flag"),
    ],
)
def test_wrong_method_is_refused(prepare: Prepare, old: str, new: str, code: str) -> None:
    programme = prepare(indicator_methods=(METHOD.replace(old, new, 1),))

    assert programme.tables["indicator_methods"].height == 0
    assert told(programme, "indicator_methods") == [(2, code, True)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("doel", "niets", "subject_unknown"),
        ("2026-01-31", "januari", "date_unreadable"),
        ("behind", "matig", "not_on_list"),
        ("LSA", "", "cell_empty"),
    ],
)
def test_wrong_judgement_is_refused(prepare: Prepare, old: str, new: str, code: str) -> None:
    rows = (JUDGEMENT, JUDGEMENT.replace("doel", "vrijwilligers"), JUDGEMENT.replace(old, new))

    programme = prepare(goal_judgements=rows)

    assert programme.tables["goal_judgements"]["subject"].to_list() == ["doel", "vrijwilligers"]
    assert told(programme, "goal_judgements") == [(4, code, True)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("zorg,cooperatie;stichting,actief,lsa,", ",,actief,,", "no_condition"),
        ("stichting", "bv", "not_on_list"),
        ("actief", "levend", "not_on_list"),
        ("lsa", "niemand", "partner_unknown"),
        ("zorg", "vissen", "not_on_list"),
        ("vrijwilligers", "anders", "indicator_unknown"),
    ],
)
def test_wrong_link_is_refused(prepare: Prepare, old: str, new: str, code: str) -> None:
    assert prepare(goal_links=(LINK,)).tables["goal_links"].height == 1

    programme = prepare(goal_links=(LINK.replace(old, new),))

    assert programme.tables["goal_links"].height == 0
    assert told(programme, "goal_links") == [(2, code, True)]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", None])
def test_unusable_file_is_named(
    prepare: Prepare, tmp_path: Path, small_gazetteer: Gazetteer, content: bytes | None
) -> None:
    prepare()
    path = tmp_path / "milestones.csv"
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(SourceError) as raised:
        prepare_programme(tmp_path, small_gazetteer, date(2026, 11, 23))

    assert raised.value.file == "milestones.csv"
    assert raised.value.remedy
