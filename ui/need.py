"""A figure of Statistics Netherlands (CBS) beside a theme, in words.

What the figure is, how it correlates with known initiatives, and where the figure is high while little is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from data_loaders.schema import Theme
from measures.region.enums import Verdict
from measures.region.need import PAIRS, Association
from ui.numbers import number
from ui.plain.render import control_html
from ui.story import Choice, Control, ControlPlace
from ui.texts import first_lower
from ui.view import View

USUAL = Theme.CARE
MOST_NAMED = 5


@dataclass(frozen=True)
class Figure:
    """The figure of CBS for a theme, in words."""

    label: str
    unit: str
    year: int
    source: str

    @property
    def column(self) -> str:
        """Its name and unit, as the title of a column."""
        return f"{self.label} ({self.unit}, {self.year})"


def figure_of(view: View, theme: Theme) -> Figure | None:
    """The figure for `theme`; None if the data version has none."""
    rows = view.snapshot.table("context_indicators").filter(pl.col("indicator_id") == PAIRS[theme]).rows(named=True)
    if not rows:
        return None
    row, spoken = rows[0], view.language
    source = f"{row['source_org']}, {row['source_title']}"
    return Figure(row[f"label_{spoken}"], row[f"unit_{spoken}"], row["year"], source)


def figure_words(view: View, value: float | None) -> str:
    """A figure as CBS publishes it: without decimals if it is a whole number."""
    if value is None:
        return view.t("behoefte.unknown")
    return number(value, view.language, 0 if value == int(value) else 1)


def chosen_theme(view: View) -> Theme:
    """The theme that the address asks for; the first one if it asks for several."""
    return next(iter(view.selection.themes), USUAL)


def theme_switch(view: View, title: str, themes: Iterable[Theme], chosen: Theme, part: str) -> Markup:
    """A switch between themes. A press stays at the part of the page that it changes."""
    choices = tuple(
        Choice(
            view.t(f"theme.{theme}"),
            f"{view.here(thema=theme)}#{part}",
            is_on=theme is chosen,
            value=theme,
            colour=f"thema-{theme}",
        )
        for theme in themes
    )
    return control_html(view, Control("thema", title, choices, place=ControlPlace.PANE))


def far_apart(view: View, corner: pl.DataFrame, label: str, words: str = "behoefte.far") -> list[str]:
    """Sentences about municipalities where the figure `label` is high and little is known.

    Municipalities where chance does not explain the difference come first. `words` is the key of the sentence that names them.
    """
    if corner.is_empty():
        return [view.t("behoefte.far_none")]
    sure = corner.filter(pl.col("verdict") == Verdict.FEWER).height
    ranked = corner.sort(pl.col("verdict") != Verdict.FEWER, -pl.col("need"), "name")
    names = ranked["name"].head(MOST_NAMED).to_list()
    if ranked.height > MOST_NAMED:
        names.append(view.t("regio_deel.more", count=ranked.height - MOST_NAMED))
    far = view.t(words, label=first_lower(label), count=ranked.height, names=", ".join(names))
    return [far, view.t("behoefte.far_sure", count=sure) if sure else view.t("behoefte.far_chance")]


def association_words(view: View, association: Association) -> str:
    """Whether the figure and what is known correlate, over how many municipalities, and how certain that is. It never says why."""
    if association.rho is None or association.low is None or association.high is None:
        return view.t("behoefte.association.few", total=association.count)
    direction = "up" if association.rho > 0 else "down"
    key = direction if association.is_seen else "none"
    rho, low, high = (
        number(round(each, 2) + 0.0, view.language, 2) for each in (association.rho, association.low, association.high)
    )
    return view.t(f"behoefte.association.{key}", rho=rho, low=low, high=high, total=association.count)
