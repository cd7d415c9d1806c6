"""Questions to begin with, per kind of reader; each is one press."""

import streamlit as st

from measures.seen import periods
from ui import plain
from ui.seen import period_words
from ui.session import View

Link = tuple[str, str, dict[str, str]]
NEWEST = "newest"
"""Stands for the newest period of the filter on years, whose border follows the year of the data."""

PRESETS: dict[str, tuple[Link, ...]] = {
    "policy": (
        ("preset_policy_1", "kaart", {"weergave": "gemeenten", "maat": "per-10000"}),
        ("preset_policy_2", "regio", {}),
    ),
    "press": (
        ("preset_press_1", "kaart", {"thema": "zorg", "provincie": "Limburg", "van": "2015"}),
        ("preset_press_2", "kaart", {"gezien": NEWEST}),
        ("preset_press_3", "data", {}),
    ),
    "partner": (
        ("preset_partner_1", "netwerken", {}),
        ("preset_partner_2", "kaart", {"weergave": "witte-vlekken"}),
    ),
}
"""Per reader: text key, page and its parameters."""


def presets(view: View) -> None:
    """Show the questions as long as nothing was chosen."""
    if not view.selection.is_empty:
        return
    spoken = {"taal": "en"} if view.language == "en" else {}
    newest = periods(view.snapshot.date.year)[0]
    with st.container(key="begin"):
        plain.paragraph(view.t("kaart.presets"), "h2")
        for column, (reader, links) in zip(st.columns(len(PRESETS)), PRESETS.items(), strict=True):
            with column:
                plain.paragraph(view.t(f"kaart.preset_{reader}"), "h3")
                for key, page, declared in links:
                    asked = {
                        name: period_words(newest, "nl") if value == NEWEST else value
                        for name, value in declared.items()
                    }
                    parameters = asked | spoken
                    label = plain.label(view.t(f"kaart.{key}", period=period_words(newest, view.language)))
                    if page == "kaart":
                        # A link to the page at hand would be marked as if it were already chosen.
                        st.button(label, type="tertiary", key=key, on_click=_choose, args=(parameters,))
                        continue
                    st.page_link(f"pages/{page}/page.py", label=label, query_params=parameters)


def _choose(parameters: dict[str, str]) -> None:
    st.query_params.from_dict(parameters)
