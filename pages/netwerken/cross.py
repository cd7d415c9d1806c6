"""The cross table: two of network, region and theme as rows and columns, the third as filter."""

from dataclasses import dataclass, replace

import polars as pl
import streamlit as st

from data_loaders.schema import Theme
from measures.networks import Axis, CellState, CrossTable, Cut, NetworkTables, Rest, cross_table, initiatives_in
from measures.networks.cells import assigned
from measures.networks.umbrella import initiatives_under
from pages.netwerken.bar import level_control
from pages.netwerken.choice import AXES, BETWEEN, REGION_LEVELS, Choice, Layout, Part, bound, put
from pages.netwerken.heat import heat_map, state_key
from pages.netwerken.networks import as_chosen, network_tables
from pages.netwerken.words import counted_states, key_words, network_figure, state_word
from ui import plain
from ui.figure import draw_figure
from ui.initiative_list import initiative_list
from ui.session import View

MOST_COLUMNS = 16
"""A side with more keys than this stands as rows, below one another, so that its names can be read."""
MOST_ROWS = 120
"""With more regions than this a picture cannot be read: the regions are then counted per state."""


WHOLE = ""
"""Key of the totals; also what the address has for a whole row or column."""
REST_ORDER = (Rest.NOT_SHOWN, Rest.UNLISTED, Rest.NO_NETWORK, Rest.UNPLACED)


@dataclass(frozen=True)
class Table:
    """A cross table and its sides."""

    found: CrossTable
    axes: tuple[Axis, Axis]
    shown: list[str]
    """Partner ids that have a row of their own."""
    cells: pl.DataFrame
    """The cells, with the key of either side as text: `first`, `second`."""

    @property
    def regions(self) -> int:
        """How many regions stand on a side."""
        return self.cells["region"].n_unique() if Axis.REGION in self.axes else 0


def show_cross(view: View, choice: Choice) -> None:
    """Controls, heat map, table, and the initiatives of the chosen cell."""
    _controls(view, choice)
    tables = network_tables(view)
    table = _table(tables, choice)
    sentence = _sentence(view, choice, table)
    title = view.t(f"netwerken.layout_title.{choice.layout}")
    counted = cell_initiatives(tables, choice, table, {})
    figure = network_figure(view, "kruistabel", title, sentence, long_table(view, table), counted)
    draw_figure(view, figure, lambda alt: _picture(view, choice, table, alt))
    _cell(view, choice, table, tables)


def _controls(view: View, choice: Choice) -> None:
    t = view.t
    sides, level = st.columns([3, 2])
    # In a container of their own, because straight in a column the buttons would not wrap on a phone.
    with sides.container():
        st.segmented_control(
            t("netwerken.layout"),
            list(Layout),
            required=True,
            format_func=lambda layout: t(f"netwerken.layout_name.{layout}"),
            **bound("opzet", choice.layout, "vak", default=Layout.NETWORK_REGION),
        )
    if choice.layout is not Layout.NETWORK_THEME:
        with level.container():
            level_control(view, choice)
    with st.container(horizontal=True):
        st.toggle(t("netwerken.turn"), **bound("gedraaid", choice.turned))
        if choice.layout is not Layout.REGION_THEME and not choice.network:
            st.toggle(t("netwerken.every_network"), **bound("alle", choice.every_network))


def _table(tables: NetworkTables, choice: Choice) -> Table:
    axes = AXES[choice.layout]
    region = choice.region
    theme = None if Axis.THEME in axes else choice.theme
    cut = Cut(level=REGION_LEVELS[choice.level], region=region, theme=theme)
    shown = _shown(tables, choice)
    network = None if Axis.NETWORK in axes else choice.network
    found = cross_table(tables, axes, cut, network=network, shown=shown)
    first, second = (pl.col(axis).cast(pl.String) for axis in axes)
    return Table(found, axes, shown, found.cells.with_columns(first=first, second=second))


def _shown(tables: NetworkTables, choice: Choice) -> list[str]:
    if choice.network:
        return [choice.network]
    listed = tables.partners.sort("name")
    if choice.roles:
        listed = listed.filter(pl.col("role").is_in(list(choice.roles)))
    if choice.kinds:
        listed = listed.filter(pl.col("kind").is_in(list(choice.kinds)))
    if not choice.every_network:
        under = initiatives_under(tables.initiatives, tables.pairs)
        listed = listed.filter(pl.col("partner_id").is_in(under["network"].unique().to_list()))
    return listed["partner_id"].to_list()


def _sentence(view: View, choice: Choice, table: Table) -> str:
    t, found = view.t, table.found
    cells = table.cells.filter(pl.col("state") != CellState.REST)
    parts = [t("netwerken.cells", count=cells.height, states=counted_states(view, cells["state"]))]
    if Axis.NETWORK in table.axes:
        parts.insert(0, t("netwerken.counts.network_total", known=found.known, in_networks=found.in_networks))
    elif choice.network:
        parts.insert(0, t("netwerken.of_network", network=view.names.partners[choice.network], known=found.known))
    else:
        parts.insert(0, t("netwerken.all_known", known=found.known))
    if Axis.THEME in table.axes or Axis.NETWORK in table.axes:
        parts.append(t("netwerken.counts.themes_overlap", known=found.known))
    return " ".join(parts)


def long_table(view: View, table: Table) -> pl.DataFrame:
    """One line per cell, then the totals of each row and column, then the whole."""
    t = view.t
    names = [t(f"netwerken.axis.{axis}") for axis in table.axes]
    counts = [name for name in ("initiatives", "own", "networks", "others", "covering") if name in table.cells.columns]
    spoken = [key_words(view, axis) for axis in table.axes]
    states = {state.value: state_word(view, state) for state in CellState}
    lines = table.cells.select(
        *(
            pl.col(side).replace(words).alias(name)
            for side, words, name in zip(("first", "second"), spoken, names, strict=True)
        ),
        pl.col("state").cast(pl.String).replace(states).alias(t("netwerken.state_title")),
        *(pl.col(name).alias(t(f"netwerken.counts.{name}")) for name in counts),
    )
    return pl.concat([lines, *_totals(view, table, names, spoken)], how="diagonal")


def _totals(view: View, table: Table, names: list[str], spoken: list[dict[str, str]]) -> list[pl.DataFrame]:
    t, total = view.t, view.t("map.total")
    both = [pl.col("initiatives").alias(t("netwerken.counts.initiatives"))]
    if Axis.NETWORK in table.axes:
        both.append(pl.col("own").alias(t("netwerken.counts.own")))
    frames = []
    for place, axis in enumerate(table.axes):
        of_axis = table.found.totals.filter(pl.col("axis") == axis.value)
        own, other = names[place], names[1 - place]
        frames.append(
            of_axis.select(pl.col("key").replace(spoken[place]).alias(own), pl.lit(total).alias(other), *both)
        )
    whole = {names[0]: [total], names[1]: [total], t("netwerken.counts.initiatives"): [table.found.known]}
    return [*frames, pl.DataFrame(whole)]


def _picture(view: View, choice: Choice, table: Table, alt: str) -> None:
    if table.regions > MOST_ROWS and Axis.NETWORK in table.axes:
        plain.paragraph(view.t("netwerken.choose_province"))
        states = _per_state(view, table)
        also = {"deel": Part.HERE.value, "niveau": choice.level.value}
        corner = view.t("netwerken.axis.network")
        heat_map(view, states, alt, key="heat_states", corner=corner, parameter="netwerk", **also)
    else:
        turned = choice.turned ^ (table.cells["second"].n_unique() > MOST_COLUMNS)
        sides = ("second", "first") if turned else ("first", "second")
        words = {side: _named(view, axis) for side, axis in zip(("first", "second"), table.axes, strict=True)}
        row, column = (pl.col(side).replace(words[side]) for side in sides)
        cells = _with_totals(view, table).select(
            "state",
            row=row,
            column=column,
            opens=pl.concat_str("first", "second", separator=BETWEEN),
            shown="initiatives",
            more=pl.format(f"{view.t('netwerken.counts.networks').lower()}: {{}}", "networks"),
        )
        corner = view.t(f"netwerken.axis.{table.axes[turned]}")
        heat_map(view, cells, alt, key="heat", corner=corner, parameter="vak")
        plain.paragraph(view.t("netwerken.press_cell"), "small")
    present = set(table.cells["state"].to_list())
    state_key(view, [state for state in CellState if state in present])


def _named(view: View, axis: Axis) -> dict[str, str]:
    return {**key_words(view, axis), WHOLE: view.t("map.total")}


def _with_totals(view: View, table: Table) -> pl.DataFrame:
    """The cells in reading order, names by alphabet and the rest behind them, and the totals of rows and columns."""
    columns = ["first", "second", "state", "initiatives"]
    frames = [table.cells.select(*columns, "networks")]
    for place, axis in enumerate(table.axes):
        key, other = columns[place], columns[1 - place]
        of_axis = table.found.totals.filter(pl.col("axis") == axis.value)
        state = pl.lit(CellState.REST, table.cells.schema["state"])
        frames.append(
            of_axis.select("initiatives", pl.col("key").alias(key), pl.lit(WHOLE).alias(other), state=state).select(
                columns
            )
        )
    whole = {"first": WHOLE, "second": WHOLE, "state": CellState.REST.value, "initiatives": table.found.known}
    frames.append(pl.DataFrame([whole], schema={column: frames[0].schema[column] for column in columns}))
    order = [_rank(view, side, axis) for side, axis in zip(("first", "second"), table.axes, strict=True)]
    return pl.concat(frames, how="diagonal").sort(order, maintain_order=True)


def _rank(view: View, side: str, axis: Axis) -> pl.Expr:
    if axis is Axis.THEME:
        return pl.col(side).replace_strict({theme.value: place for place, theme in enumerate(Theme)}, default=99)
    last = {key: f"~{place}" for place, key in enumerate([*REST_ORDER, WHOLE])}
    by_name = {key: words.lower() for key, words in key_words(view, axis).items()}
    return pl.col(side).replace(by_name | last)


def _per_state(view: View, table: Table) -> pl.DataFrame:
    """In how many regions each network is in each state; a press opens the regions of that network."""
    states = pl.DataFrame({"state": [state for state in CellState if state is not CellState.REST]}).select(
        pl.col("state").cast(table.cells.schema["state"]), place=pl.int_range(pl.len())
    )
    counted = table.cells.group_by("first", "state").agg(shown=pl.len())
    words = {state.value: view.t(f"netwerken.state.{state}") for state in CellState}
    return (
        table.cells.select("first")
        .unique()
        .filter(pl.col("first").is_in([str(key) for key in Rest]).not_())
        .join(states.join(table.cells, on="state", how="semi"), how="cross")
        .join(counted, on=["first", "state"], how="left")
        .sort(_rank(view, "first", table.axes[0]), "place")
        .select(
            pl.when(pl.col("shown") > 0).then("state").otherwise(pl.lit(CellState.REST)).alias("state"),
            pl.col("shown").fill_null(0),
            row=pl.col("first").replace(key_words(view, table.axes[0])),
            column=pl.col("state").cast(pl.String).replace(words),
            opens="first",
            more=pl.lit(None, pl.String),
        )
    )


def _cell(view: View, choice: Choice, table: Table, tables: NetworkTables) -> None:
    """The initiatives of the chosen cell, chosen by a press on the table above or in two lists."""
    with st.container(key="vak"):
        _cell_lists(view, choice, table, tables)


def _cell_lists(view: View, choice: Choice, table: Table, tables: NetworkTables) -> None:
    t = view.t
    plain.paragraph(t("netwerken.cell_title"), "h2")
    sides = st.columns(2)
    asked, chosen = choice.cell or (WHOLE, WHOLE), [WHOLE, WHOLE]
    for place, (axis, side) in enumerate(zip(table.axes, ("first", "second"), strict=True)):
        words = key_words(view, axis)
        keys = table.cells[side].unique(maintain_order=True).to_list()
        chosen[place] = asked[place] if asked[place] in keys else WHOLE
        st.session_state[f"cell_{place}"] = chosen[place] or None
        sides[place].selectbox(
            t(f"netwerken.axis.{axis}"),
            keys,
            index=None,
            placeholder=t("filters.all"),
            format_func=words.__getitem__,
            key=f"cell_{place}",
            on_change=_choose_cell,
        )
    if choice.cell is None or tuple(chosen) != choice.cell:
        plain.paragraph(t("netwerken.no_cell"))
        return
    found = cell_initiatives(tables, choice, table, dict(zip(table.axes, chosen, strict=True)))
    words_of = [key_words(view, axis)[key] for axis, key in zip(table.axes, chosen, strict=True) if key]
    sentence = t("netwerken.in_cell", count=found.height, cell=" · ".join(words_of) or t("map.total"))
    plain.paragraph(sentence, name="zin")
    initiative_list(view, as_chosen(view, found), sentence)


def _choose_cell() -> None:
    first, second = (st.session_state[f"cell_{place}"] or "" for place in (0, 1))
    put(vak=f"{first}{BETWEEN}{second}" if first or second else None)


def cell_initiatives(tables: NetworkTables, choice: Choice, table: Table, keys: dict[Axis, str]) -> pl.DataFrame:
    """The initiatives that a cell counts; without the key of a side, those of the whole row or column."""
    theme = Theme(keys[Axis.THEME]) if keys.get(Axis.THEME) else None
    inside = initiatives_in(tables.within(region=choice.region), region=keys.get(Axis.REGION) or None, theme=theme)
    if Axis.THEME not in table.axes and choice.theme:
        inside = inside.filter(pl.col("themes").list.contains(choice.theme))
    network = keys.get(Axis.NETWORK) or (choice.network if Axis.NETWORK not in table.axes else None)
    if not network:
        return inside
    # The rest rows depend on which networks have a row of their own, so the table's own division is asked.
    divided = assigned(replace(tables, initiatives=inside), table.shown if Axis.NETWORK in table.axes else [network])
    return inside.join(divided.filter(pl.col("network") == network), on="id", how="semi", maintain_order="left")
