from collections.abc import Mapping

import dataframely as dy
import polars as pl
import pytest

from data_loaders.schema import GoalLinks, IndicatorMethods, TargetScope
from data_loaders.schema.columns import words
from data_loaders.schema.goal_figures import GoalProgress, Progress, Readings, Sensitivity
from tests.measures.goals.world import rows


@pytest.mark.parametrize(
    ("scope", "region_code", "is_valid"),
    [
        (TargetScope.ONE_REGION, "GM0363", True),
        (TargetScope.ONE_REGION, None, False),
        (TargetScope.EACH_MUNICIPALITY, None, True),
        (TargetScope.EACH_MUNICIPALITY, "GM0363", False),
    ],
)
def test_a_region_is_named_exactly_when_there_is_one(
    scope: TargetScope, region_code: str | None, is_valid: bool
) -> None:
    methods = rows("indicator_methods", {"scope": scope, "region_code": region_code})

    assert IndicatorMethods.is_valid(methods) is is_valid


@pytest.mark.parametrize(
    ("condition", "is_valid"),
    [
        ({"theme": "zorg"}, True),
        ({"legal_forms": ["cooperatie"]}, True),
        ({"statuses": ["actief"]}, False),
        ({}, False),
    ],
)
def test_a_link_states_a_condition(condition: Mapping[str, object], is_valid: bool) -> None:
    assert GoalLinks.is_valid(rows("goal_links", condition)) is is_valid


@pytest.mark.parametrize("schema", [Progress, Readings, Sensitivity, GoalProgress])
def test_every_figure_has_words_in_both_languages(schema: type[dy.Schema]) -> None:
    labels = pl.DataFrame(
        {language: [words(schema, name, language).label for name in schema.column_names()] for language in ("nl", "en")}
    )

    assert labels.filter(pl.any_horizontal(pl.all() == "")).is_empty()
