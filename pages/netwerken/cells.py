"""The cross table as HTML. Each cell has its number of initiatives (the darker, the more) and a sign for its state."""

from itertools import pairwise

import polars as pl
from markupsafe import Markup

from measures.networks import Axis, CellState, CrossTable, Rest
from pages.netwerken.choice import BETWEEN, NetworkChoice
from pages.netwerken.drawing import short_name
from pages.netwerken.words import SIGNS, key_words, state_key
from ui.numbers import number
from ui.plain.lists import link
from ui.view import View

MOST_COLUMNS = 16
"""If a side has more keys than this, it becomes the rows, so that its names can be read."""
UPRIGHT = 15
"""With at least this number of columns, their names are written upright."""
FROM = (1, 2, 5, 10, 25)
"""The least number of initiatives for each shade, from light to dark."""
REST_ORDER = (Rest.NOT_SHOWN, Rest.UNLISTED, Rest.NO_NETWORK, Rest.UNPLACED)
TOTAL = ""
"""Key of the totals; in the address it means a whole row or column."""


def shade(count: int) -> int:
    """The shade for a number, from 0 (lightest); `count` is at least 1."""
    return sum(count >= least for least in FROM) - 1


def cell_table(
    view: View, choice: NetworkChoice, cells: pl.DataFrame, cross: CrossTable, axes: tuple[Axis, Axis]
) -> Markup:
    """The table; rows and columns are swapped if it would be too wide.

    Args:
        view: language of the words.
        choice: the chosen cell.
        cells: `cross.cells`, with the keys of both sides as text in `first` and `second`.
        cross: the cross table with its totals.
        axes: the two sides.
    """
    known = cells.select("first", "second", pl.col("state").cast(pl.String), "initiatives", "networks")
    at = {(first, second): (state, count, others) for first, second, state, count, others in known.iter_rows()}
    totals = {(axis, key): count for axis, key, count in cross.totals.select("axis", "key", "initiatives").iter_rows()}
    for place, axis in enumerate(axes):
        for key in cells[("first", "second")[place]].unique():
            ends = (key, TOTAL) if place == 0 else (TOTAL, key)
            at[ends] = (CellState.REST.value, totals.get((axis.value, key), 0), None)
    at[TOTAL, TOTAL] = (CellState.REST.value, cross.known, None)
    sides = [
        [*_ordered(view, cells[side].unique().to_list(), axis), TOTAL]
        for side, axis in zip(("first", "second"), axes, strict=True)
    ]
    turned = len(sides[1]) > MOST_COLUMNS + 2
    rows, columns = sides[::-1] if turned else sides
    row_axis, column_axis = axes[::-1] if turned else axes
    head = Markup().join(_head(view, column, column_axis) for column in columns)
    lines = []
    for row in rows:
        boxes = [_cell(view, choice, (column, row) if turned else (row, column), at, axes) for column in columns]
        lines.append(
            Markup('<tr><th scope="row">{}</th>{}</tr>').format(_name(view, row, row_axis), Markup().join(boxes))
        )
    table = Markup(
        '<div class="schuif" tabindex="0" role="region" aria-label="{0}"><table class="vakken{1}"><caption class="stil">{0}</caption>'
        '<thead><tr><th scope="col">{2}</th>{3}</tr></thead><tbody>{4}</tbody></table></div>'
    ).format(
        view.t(f"netwerken.layout_title.{choice.layout}"),
        " steil" if len(columns) > UPRIGHT else "",
        view.t(f"netwerken.axis.{row_axis}"),
        head,
        Markup().join(lines),
    )
    return table + _shades(view) + state_key(view, [CellState(state) for state in cells["state"].unique()])


def _ordered(view: View, keys: list[str], axis: Axis) -> list[str]:
    """The keys in order: themes in their usual order, others by name, and rest rows last."""
    names, rest = key_words(view, axis), [str(each) for each in REST_ORDER]
    order = {
        key: place
        for place, key in enumerate(names if axis is Axis.THEME else sorted(names, key=lambda key: names[key].lower()))
    }
    return sorted(keys, key=lambda key: (rest.index(key) + 1 if key in rest else 0, order.get(key, 0)))


def _name(view: View, key: str, axis: Axis) -> str:
    return key_words(view, axis).get(key, key) if key != TOTAL else view.t("map.total")


def _short(view: View, key: str, axis: Axis) -> str:
    """The short name of a network for the head of a column; the full name of other keys."""
    row = view.snapshot.table("partners").filter(partner_id=key) if axis is Axis.NETWORK else pl.DataFrame()
    return short_name(row.row(0, named=True)) if row.height else _name(view, key, axis)


def _head(view: View, key: str, axis: Axis) -> Markup:
    short, name = _short(view, key, axis), _name(view, key, axis)
    full = Markup() if short == name else Markup(' title="{0}" aria-label="{0}"').format(name)
    return Markup('<th scope="col"{}><span>{}</span></th>').format(full, short)


def _cell(
    view: View,
    choice: NetworkChoice,
    ends: tuple[str, str],
    at: dict[tuple[str, str], tuple[str, int, int | None]],
    axes: tuple[Axis, Axis],
) -> Markup:
    if ends not in at:
        return Markup("<td></td>")
    state, count, networks = at[ends]
    sign = SIGNS[CellState(state)]
    counted = number(count, view.language)
    shown = counted if count or state == CellState.REST else ""
    names = " · ".join(_name(view, key, axis) for key, axis in zip(ends, axes, strict=True))
    words = [f"{names}: {counted}"]
    if state != CellState.REST:
        words.append(view.t(f"netwerken.state.{state}"))
    if networks:
        words.append(f"{view.t('netwerken.counts.networks').lower()}: {number(networks, view.language)}")
    tone = "" if not count or state == CellState.REST else f"t{shade(count)}"
    return Markup(
        '<td><a class="stand-{} {}" href="{}" data-keuze="vak={}" title="{}" aria-label="{}"{}>{}</a></td>'
    ).format(
        state,
        tone,
        view.here(vak=BETWEEN.join(ends), pagina=None) + "#vak",
        BETWEEN.join(ends),
        ", ".join(words),
        ", ".join(words),
        Markup(' aria-current="true"') if ends == choice.cell else "",
        f"{shown} {sign}".strip(),
    )


def _shades(view: View) -> Markup:
    """The legend of the shades."""
    ends = [*(f"{low}" if low + 1 == high else f"{low}–{high - 1}" for low, high in pairwise(FROM))]
    words = [*ends, view.t("netwerken.or_more", count=FROM[-1])]
    items = Markup().join(
        Markup('<li><i class="t{}"></i>{}</li>').format(place, each) for place, each in enumerate(words)
    )
    return Markup('<p class="noot">{}</p><ul class="tinten">{}</ul>').format(view.t("netwerken.shades"), items)


def per_state(view: View, cells: pl.DataFrame) -> Markup:
    """A table with the number of regions in each state for each network. A name opens the regions of that network."""
    states = [state for state in CellState if state is not CellState.REST and state in cells["state"].unique()]
    counts = {(network, state): count for network, state, count in cells.group_by("first", "state").len().iter_rows()}
    networks = [
        key for key in _ordered(view, cells["first"].unique().to_list(), Axis.NETWORK) if key in view.names.partners
    ]
    head = Markup().join(
        Markup('<th scope="col" class="getal">{}</th>').format(view.t(f"netwerken.state.{state}")) for state in states
    )
    lines = []
    for network in networks:
        boxes = [
            Markup('<td class="getal">{}</td>').format(number(counts.get((network, state), 0), view.language))
            for state in states
        ]
        name = link(view.here(deel="hier", netwerk=network), view.names.partners[network])
        lines.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, Markup().join(boxes)))
    table = Markup(
        '<div class="schuif" tabindex="0" role="region" aria-label="{0}"><table><caption class="stil">{0}</caption>'
        '<thead><tr><th scope="col">{1}</th>{2}</tr></thead><tbody>{3}</tbody></table></div>'
    ).format(view.t("netwerken.choose_province"), view.t("netwerken.axis.network"), head, Markup().join(lines))
    return table + state_key(view, states)
