"""Words that stand in addresses and files that readers keep: they stay as they are."""

from enum import StrEnum

import pytest

from data_loaders.schema import Reach, Status, Theme
from measures.changed.rows import Happened, ReasonOfChange, Subject
from measures.filters import FILTERS
from measures.map_figures import Measure
from measures.networks.tables import Rest
from measures.region.enums import SimilarMethod, SizeClass
from ui.texts import text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Measure, "aantal per-10000 aandeel verandering netwerken"),
        (Rest, "geen_netwerk ander_netwerk overige_netwerken niet_te_plaatsen"),
        (Subject, "initiatief cijfer mijlpaal"),
        (Happened, "toegevoegd gestopt bevestigd verbeterd samengevoegd hernoemd verdwenen"),
        (
            ReasonOfChange,
            "nieuwe_bron opnieuw_gelezen andere_uitspraak jaar_van_de_bron niet_meer_gezegd werkt_breder "
            "zelfde_initiatief herzien",
        ),
        (
            SimilarMethod,
            "grootte_en_stedelijkheid grootte stedelijkheid meest_gelijk provincie buren gekozen zelfde_niveau",
        ),
        (
            SizeClass,
            "tot_5000 5000_tot_10000 10000_tot_20000 20000_tot_50000 50000_tot_100000 100000_tot_150000 "
            "150000_tot_250000 250000_en_meer",
        ),
    ],
)
def test_the_words_of_a_list_stay(kind: type[StrEnum], words: str) -> None:
    assert list(kind) == words.split()


def test_the_parameters_of_filters_stay() -> None:
    assert [each.parameter for each in FILTERS] == (
        [
            "thema",
            "zonder_thema",
            "gezien",
            "provincie",
            "corop",
            "gemeente",
            "gemeenten",
            "plaats",
            "status",
            "bereik",
            "netwerk",
            "van",
            "tot",
            "q",
        ]
    )
    assert [each.named_by for each in FILTERS if each.named_by] == ["naam"]


def test_each_value_of_a_filter_has_its_words() -> None:
    told = [text("nl", f"{each.words}.{value}") for each in FILTERS for value in each.values or ()]

    assert len(told) == 2 * len(Theme) + len(Status) + len(Reach)
