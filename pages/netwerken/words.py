"""Words for partners, regions, relations and states of cells."""

from collections.abc import Sequence

import polars as pl
from markupsafe import Markup

from data_loaders.schema import PartnerKind, PartnerRole, RelationKind, Scope, Theme
from measures.networks import Axis, CellState, Rest
from ui.numbers import number
from ui.plain.lists import link
from ui.view import View

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
"""State → its sign, so that colour is not needed to see the state."""


def key_words(view: View, axis: Axis) -> dict[str, str]:
    """Key of a side → its words, including rest rows."""
    rest = {key.value: view.t(f"netwerken.rest.{key}") for key in Rest}
    if axis is Axis.NETWORK:
        return view.names.partners | rest
    if axis is Axis.REGION:
        return view.names.regions | rest
    return {theme.value: view.t(f"theme.{theme}") for theme in Theme}


def state_word(view: View, state: CellState) -> str:
    """The state with its sign."""
    return f"{view.t(f'netwerken.state.{state}')} {SIGNS[state]}".strip()


def state_words(view: View) -> pl.Expr:
    """The column `state` in words, with signs."""
    spoken = {state.value: state_word(view, state) for state in CellState}
    return pl.col("state").cast(pl.String).replace(spoken).alias(view.t("netwerken.state_title"))


def counted_states(view: View, states: pl.Series) -> str:
    """The number of cells in each state in words, without rest rows."""
    counts = dict(states.cast(pl.String).value_counts().iter_rows())
    return ", ".join(
        f"{view.t(f'netwerken.state.{state}').lower()} {number(counts[state], view.language)}"
        for state in CellState
        if state is not CellState.REST and state in counts
    )


def state_key(view: View, states: Sequence[CellState]) -> Markup:
    """The legend of states, with an explanation of each."""
    item = Markup('<li><i class="stand-{0}">{1}</i><span><b>{2}</b>: {3}</span></li>')
    items = [
        item.format(state, SIGNS[state], view.t(f"netwerken.state.{state}"), view.t(f"netwerken.state_about.{state}"))
        for state in CellState
        if state in states and state is not CellState.REST
    ]
    return Markup('<ul class="standen">{}</ul>').format(Markup().join(items))


def translated(view: View, column: str, kind: type[PartnerRole | PartnerKind | Scope | RelationKind]) -> pl.Expr:
    """A column of codes, translated to the reader's words."""
    part = {PartnerRole: "role", PartnerKind: "kind", Scope: "scope", RelationKind: "relation"}[kind]
    spoken = {member.value: view.t(f"netwerken.{part}.{member}") for member in kind}
    return pl.col(column).cast(pl.String).replace_strict(spoken, return_dtype=pl.String)


def named_partner(view: View, column: str) -> pl.Expr:
    """A column of partner ids as names; a network outside the directory keeps its own name."""
    return pl.col(column).replace(view.names.partners)


def named_list(column: str, spoken: dict[str, str]) -> pl.Expr:
    """A column of lists of codes as one text."""
    return pl.col(column).list.eval(pl.element().cast(pl.String).replace(spoken)).list.join(", ")


def area(view: View) -> pl.Expr:
    """Where a partner says it works; for a national partner "the whole country" instead of twelve provinces."""
    named = named_list("province_codes", view.names.regions)
    return pl.when(pl.col("scope") == Scope.NATIONAL).then(pl.lit(view.t("netwerken.whole_country"))).otherwise(named)


def partner_link(view: View, partner: str) -> Markup:
    """A link to the page of a partner, with its name."""
    address = view.link("netwerken", netwerk=partner)
    return link(address, view.names.partners.get(partner, partner))


def partner_links(view: View, partners: Sequence[str | None]) -> list[str | None]:
    """The address of the page of each partner; None for a network outside the directory."""
    return [view.link("netwerken", netwerk=each) if each in view.names.partners else None for each in partners]
