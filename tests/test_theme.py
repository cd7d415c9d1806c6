import tomllib

import pytest

from data_loaders.documents import Document
from tests.architecture.source_files import ROOT

CONFIG: Document = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
TEXT, PART_OF_A_CONTROL = 4.5, 3.0
"""Least contrast by WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (controls)."""


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize(
    ("ink", "least"),
    [("textColor", TEXT), ("linkColor", TEXT), ("primaryColor", PART_OF_A_CONTROL), ("borderColor", PART_OF_A_CONTROL)],
)
def test_ink_stands_out_from_the_ground(mode: str, ground: str, ink: str, least: float) -> None:
    theme = CONFIG["theme"][mode]

    assert contrast(theme[ink], theme[ground]) >= least


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_the_accent_can_be_read_as_words(mode: str, ground: str) -> None:
    # Streamlit writes the words of a chosen pill and of the open tab in the accent.
    theme = CONFIG["theme"][mode]

    assert contrast(theme["primaryColor"], theme[ground]) >= TEXT


def test_nobody_watches_and_nobody_sees_a_traceback() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
