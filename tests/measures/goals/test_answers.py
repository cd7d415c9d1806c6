from measures.goals.answers import answer_counts, answers
from tests.measures.goals.world import programme, yearly

VALUES = [*yearly({2024: 0.0, 2025: 1.0}, region_code="GM0001"), *yearly({2025: 0.0}, region_code="GM0002")]


def test_newest_value_answers_and_none_is_not_a_no() -> None:
    found = answers(programme(indicator_values=VALUES), "telling")

    source = (2025, None, "https://example.org", "Bron")
    assert found.rows() == [
        ("GM0001", "Gemeente GM0001", "PV20", "Provincie PV20", "yes", *source),
        ("GM0002", "Gemeente GM0002", "PV20", "Provincie PV20", "no", *source),
        ("GM0003", "Gemeente GM0003", "PV21", "Provincie PV21", "unknown", None, None, None, None),
    ]


def test_values_of_other_indicators_and_levels_do_not_answer() -> None:
    values = [*yearly({2025: 1.0}, region_code="NL"), *yearly({2025: 1.0}, region_code="GM0001", indicator_id="ander")]

    counted = answer_counts(answers(programme(indicator_values=values), "telling"))

    assert counted.rows() == [(0, 0, 3, 3)]


def test_counts_add_up_per_province() -> None:
    counted = answer_counts(answers(programme(indicator_values=VALUES), "telling"), "province_code")

    assert counted.columns == ["province_code", "yes", "no", "unknown", "municipalities"]
    assert counted.rows() == [("PV20", 1, 1, 0, 2), ("PV21", 0, 0, 1, 1)]
