"""How a name is taken apart."""

import pytest

from prepare.merging.features import describe
from tests.prepare.merging.rows import REGIONS, WORDS, candidates

COLUMNS = ["distinctive", "kinds", "name_places", "numbers", "core", "compact", "own_name", "aliases", "parts", "forms"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Stichting Buurttuin De Kersenhof (Lunetten)",
            (["kersenhof"], ["buurttuin"], [], [], "buurttuin kersenhof", "buurttuinkersenhof", "kersenhof",
             ["lunetten", "sbdk"], ["lunetten"], ["stichting"]),
        ),
        (
            "Coöperatieve Vereniging Wiekslag Utrecht 2 U.A.",
            (["2", "wiekslag"], [], ["utrecht"], ["2"], "2 utrecht wiekslag", "wiekslagutrecht2", "wiekslag2",
             [], [], ["cooperatie"]),
        ),
        (
            "Wiekslag – Hof Lunetten",
            (["lunetten", "wiekslag"], ["hof"], [], [], "hof lunetten wiekslag", "wiekslaghoflunetten",
             "wiekslaglunetten", ["whl"], ["hof", "lunetten"], []),
        ),
        (
            "Lunetten Leidsche Rijn (Wiekslag)",
            (["lunetten"], [], ["leidsche", "rijn"], [], "leidsche lunetten rijn", "lunettenleidscherijn", "lunetten",
             ["wiekslag", "leidsche rijn wiekslag", "llr"], ["wiekslag"], []),
        ),
        ("Wiekslag (Utrecht)", (["wiekslag"], [], [], [], "wiekslag", "wiekslag", "wiekslag", [], [], [])),
        (
            "(Lunetten)",
            (["lunetten"], [], [], [], "lunetten", "lunetten", "lunetten", ["lunetten"], ["lunetten"], []),
        ),
        ("De Vereniging", ([], [], [], [], "", "", "", [], [], ["vereniging"])),
    ],
)  # fmt: skip
def test_a_name_is_words_of_four_sorts(name: str, expected: tuple[object, ...]) -> None:
    assert describe(candidates({"name": name}), REGIONS, WORDS).select(COLUMNS).row(0) == expected
