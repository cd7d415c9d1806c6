"""Charts in the reader's language and colours; what is drawn in them is decided elsewhere."""

from typing import Any

import altair as alt
import streamlit as st

from data_loaders.schema import Language
from ui.palette import BORDER, GRID, INK, Ground

AnyChart = alt.Chart | alt.LayerChart | alt.FacetChart | alt.ConcatChart | alt.HConcatChart | alt.VConcatChart

FONT = "Source Sans, sans-serif"
"""The typeface that Streamlit serves from our own host."""

_NUMBERS: dict[Language, dict[str, Any]] = {
    "nl": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}
_TIMES: dict[Language, dict[str, Any]] = {
    "nl": {
        "dateTime": "%a %e %B %Y %X",
        "date": "%d-%m-%Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
        "shortDays": ["zo", "ma", "di", "wo", "do", "vr", "za"],
        "months": [
            "januari", "februari", "maart", "april", "mei", "juni",
            "juli", "augustus", "september", "oktober", "november", "december",
        ],
        "shortMonths": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    },
    "en": {
        "dateTime": "%a %e %B %Y %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        "shortDays": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        "months": [
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ],
        "shortMonths": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    },
}  # fmt: skip


def ground() -> Ground:
    """Whether the reader sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def styled(chart: AnyChart, language: Language, on: Ground) -> AnyChart:
    """`chart` with numbers and months as `language` writes them, and words and lines that stand out from `on`."""
    words = {"labelColor": INK[on], "titleColor": INK[on], "labelFontSize": 13, "titleFontSize": 13}
    configured: AnyChart = chart.configure(
        background="transparent",
        font=FONT,
        locale={"number": _NUMBERS[language], "time": _TIMES[language]},
        axis={
            **words,
            "titleFontWeight": "normal",
            "gridColor": GRID[on],
            "domainColor": BORDER[on],
            "tickColor": BORDER[on],
        },
        legend={**words, "titleFontWeight": "normal", "labelLimit": 320, "symbolStrokeColor": INK[on]},
        header={"labelColor": INK[on], "titleColor": INK[on], "labelFontSize": 13},
        title={"color": INK[on], "fontSize": 14, "anchor": "start"},
        text={"color": INK[on], "fontSize": 13},
        view={"stroke": None},
    )
    return configured


def draw_chart(chart: AnyChart, alt_text: str, language: Language, key: str) -> None:
    """Show `chart` over the full width; `alt_text` says the same in words for who does not see it."""
    shown = styled(chart, language, ground())
    st.altair_chart(shown, width="stretch", theme=None, alt=alt_text, key=key)
