"""Words for partners, regions, relations and states of cells."""

import polars as pl

from data_loaders.schema import PartnerKind, PartnerRole, RelationKind, Scope, Theme
from measures.networks import Axis, CellState, Rest
from ui.age import initiatives_age, read_only
from ui.figure import Figure
from ui.numbers import number
from ui.session import View

SIGNS = {
    CellState.OVERLAP: "••",
    CellState.SINGLE: "•",
    CellState.OTHERS: "○",
    CellState.UNNAMED: "·",
    CellState.GAP: "×",
    CellState.OUTSIDE: "–",
    CellState.NOTHING_KNOWN: "?",
    CellState.REST: "",
}
"""Behind the number of a cell, so that no state is told by its colour alone."""


def region_names(view: View) -> dict[str, str]:
    """Name per code, of every level."""
    regions = view.snapshot.table("regions")
    return view.once_for_all("region_names", lambda: dict(regions.select("code", "name").iter_rows()))


def key_words(view: View, axis: Axis) -> dict[str, str]:
    """What a reader sees for each key of `axis`, the rest included."""
    rest = {key.value: view.t(f"netwerken.rest.{key}") for key in Rest}
    if axis is Axis.NETWORK:
        return view.names.partners | rest
    if axis is Axis.REGION:
        return region_names(view) | rest
    return {theme.value: view.t(f"theme.{theme}") for theme in Theme}


def state_word(view: View, state: CellState) -> str:
    """The state with its sign."""
    return f"{view.t(f'netwerken.state.{state}')} {SIGNS[state]}".strip()


def translated(view: View, column: str, kind: type[PartnerRole | PartnerKind | Scope | RelationKind]) -> pl.Expr:
    """A column of codes in the reader's words."""
    part = {PartnerRole: "role", PartnerKind: "kind", Scope: "scope", RelationKind: "relation"}[kind]
    spoken = {member.value: view.t(f"netwerken.{part}.{member}") for member in kind}
    return pl.col(column).cast(pl.String).replace_strict(spoken, return_dtype=pl.String)


def named_partner(view: View, column: str) -> pl.Expr:
    """A column of partner ids as names; a network outside the directory keeps what it is called."""
    return pl.col(column).replace(view.names.partners)


def named_list(column: str, spoken: dict[str, str]) -> pl.Expr:
    """A column of lists of codes as one text."""
    return pl.col(column).list.eval(pl.element().cast(pl.String).replace(spoken)).list.join(", ")


def area(view: View) -> pl.Expr:
    """Where a partner says it works; for a national one the country instead of twelve names."""
    named = named_list("province_codes", region_names(view))
    return pl.when(pl.col("scope") == Scope.NATIONAL).then(pl.lit(view.t("netwerken.whole_country"))).otherwise(named)


def partner_address(view: View) -> pl.Expr:
    """The address of the page of each `partner_id`."""
    return pl.format("/netwerken?netwerk={}" + ("&taal=en" if view.language == "en" else ""), "partner_id")


def network_figure(  # noqa: PLR0913, PLR0917 - the parts of one figure
    view: View, name: str, title: str, sentence: str, table: pl.DataFrame, initiatives: pl.DataFrame | None = None
) -> Figure:
    """A figure of this page: all of them have the same source; `initiatives` are those that it counts, if it counts any."""
    return Figure(
        name=name,
        title=title,
        sentence=sentence,
        table=table,
        source=view.t("netwerken.source"),
        age=read_only(view) if initiatives is None else initiatives_age(view, initiatives),
    )


def counted_states(view: View, states: pl.Series) -> str:
    """How many cells are in each state, as words; the rest is no state of its own."""
    counts = dict(states.cast(pl.String).value_counts().iter_rows())
    return ", ".join(
        f"{view.t(f'netwerken.state.{state}').lower()} {number(counts[state], view.language)}"
        for state in CellState
        if state is not CellState.REST and state in counts
    )


def group_name(view: View, middle: str) -> str:
    """A group is called after the partner in its middle."""
    return view.t("netwerken.figures.group_name", partner=view.names.partners.get(middle, middle))
