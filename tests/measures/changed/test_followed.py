from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from data_loaders.schema import IndicatorValues, Milestones, Reach, Status, Theme
from measures.changed.followed import Between, between_releases, followed, in_municipalities, in_releases, is_known_of
from measures.changed.rows import Subject
from measures.filters import Together
from measures.seen import Period
from measures.selection import Selection
from tests.frames import UTRECHT, regions
from tests.measures.changed.world import released

REGIONS = regions({}, UTRECHT, UTRECHT | {"code": "PV26", "level": "province"})
FIGURE, STEP = "leden.PV26.2024.1", "1.Wet"


@pytest.fixture(scope="module")
def between() -> Between:
    """Changes: the status of a; the municipality (to Zwolle) and theme of b; a new figure of a province and a new milestone."""
    figure: tuple[object, ...] = ("leden", "PV26", 2024, 1, 10.0, [], None, "https://cbs.nl", "CBS")
    step = (1, "Wet", date(2026, 1, 1), "year", "Act", "planned", None, "wet", "wet", "https://wet.nl")
    old = released({"networks": ["lsa"]}, {"municipality_code": "GM0344", "themes": ["energie"]})
    new = released(
        *({"networks": ["lsa"], "status": "gestopt"}, {"themes": ["wonen"]}),
        indicator_values=pl.DataFrame([figure], schema=IndicatorValues.create_empty().schema, orient="row"),
        milestones=pl.DataFrame([step], schema=Milestones.create_empty().schema, orient="row"),
    )
    return between_releases(old, new, REGIONS)


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, {"a", "b", FIGURE, STEP}),
        ({"themes": (Theme.CARE,)}, {"a"}),
        ({"themes": (Theme.ENERGY,)}, {"b"}),
        ({"themes": (Theme.HOUSING,)}, {"b"}),
        ({"without_themes": (Theme.CARE,)}, {"b"}),
        ({"status": (Status.ENDED,)}, {"a"}),
        ({"network": "lsa"}, {"a"}),
        ({"text": "zwolle"}, {"a", "b"}),
        ({"text": "elders"}, set()),
        ({"municipality": "GM0193"}, {"a", "b"}),
        ({"municipality": "GM0344"}, {"b"}),
        ({"together": Together(("GM0344", "GM0363"))}, {"b"}),
        ({"together": Together(("PV26",))}, {FIGURE}),
        ({"province": "PV26"}, {"b", FIGURE}),
        ({"corop": "CR10"}, {"a", "b"}),
        ({"corop": "CR10", "themes": (Theme.CARE,)}, {"a"}),
        ({"corop": "CR17"}, set()),
    ],
)
def test_a_choice_keeps_changes_that_match_before_or_after(
    between: Between, chosen: dict[str, Any], ids: set[str]
) -> None:
    assert set(followed(between, Selection(**chosen), REGIONS)["id"]) == ids


def test_a_filter_on_an_unknown_column_of_a_release_does_not_apply_to_it() -> None:
    old, new = (released({"status": status, "seen_year": 2025}) for status in ("actief", "gestopt"))
    unknowing = replace(old, initiatives=old.initiatives.drop("scope", "seen_year"))

    there, back = between_releases(unknowing, new, REGIONS), between_releases(new, unknowing, REGIONS)

    for between in (there, back):
        assert [side.unknown for side in between.sides].count(frozenset({"scope"})) == 1
        assert followed(between, Selection(scope=(Reach.LOCAL,)), REGIONS).height == between.rows.height
        # Without a year of its own, a release was last seen in the newest year of its pages.
        for year, count in ((2025, 1), (2020, 1), (2019, 0)):
            found = followed(between, Selection(seen=(Period(year, year),)), REGIONS)
            assert found.height == count * between.rows.height


@pytest.mark.parametrize(
    ("subject", "known"),
    [
        (Subject.INITIATIVE, ["province", "together", "themes", "text"]),
        (Subject.FIGURE, ["province", "together"]),
        (Subject.MILESTONE, []),
    ],
)
def test_a_figure_has_a_region_only_and_a_milestone_none(subject: Subject, known: list[str]) -> None:
    assert [field for field in ("province", "together", "themes", "text") if is_known_of(subject, field)] == known


def test_typing_errors_are_forgiven_on_request(between: Between) -> None:
    mistyped = Selection(text="zwole")

    assert followed(between, mistyped, REGIONS).is_empty()
    assert set(followed(between, mistyped, REGIONS, forgiving=True)["id"]) == {"a", "b"}


def test_changes_of_some_municipalities_are_those_of_what_is_or_was_there(between: Between) -> None:
    assert set(in_municipalities(between.rows, {"GM0344"})["id"]) == {"b"}
    assert in_municipalities(between.rows, []).is_empty()


def test_changes_of_several_releases_are_joined_with_their_version(between: Between) -> None:
    first, second = between.rows.head(1), between.rows.tail(2)

    both = in_releases({"tweede": first, "eerste": second})

    assert both.drop("version").equals(pl.concat([first, second]))
    assert both["version"].to_list() == ["tweede", "eerste", "eerste"]
