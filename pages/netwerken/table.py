"""The part with the cross table: two of network, region and theme are its sides, the third is a filter."""

from dataclasses import dataclass, replace

import polars as pl

from data_loaders.schema import Theme
from measures.networks import Axis, CellState, CrossTable, Cut, NetworkTables, cross_table, initiatives_in
from measures.networks.cells import assigned
from measures.networks.umbrella import initiatives_under
from pages.netwerken.cells import cell_table, per_state
from pages.netwerken.choice import AXES, REGION_LEVELS, Layout, NetworkChoice, chips, levels, menus, tabs
from pages.netwerken.networks import network_tables
from pages.netwerken.rows import initiatives_part
from pages.netwerken.words import counted_states, key_words, state_word
from ui.age import initiatives_age
from ui.story import Choice, Control, Part, PartKind, Story
from ui.view import View

MOST_REGIONS = 60
"""A table with more regions than this cannot be read. Then only the number of regions in each state is shown."""
WHOLE = ""
"""Key of the totals; in the address it means a whole row or column."""


@dataclass(frozen=True)
class Table:
    """A cross table and its sides."""

    cross: CrossTable
    axes: tuple[Axis, Axis]
    shown: list[str]
    """Ids of the partners that have a row."""
    cells: pl.DataFrame
    """The cells, with the keys of both sides as text in `first` and `second`."""

    @property
    def is_too_large(self) -> bool:
        """Whether it has too many regions to show them one by one."""
        return {*self.axes} == {Axis.NETWORK, Axis.REGION} and self.cells["region"].n_unique() > MOST_REGIONS


def table_story(view: View, choice: NetworkChoice) -> Story:
    """The page with the table and the initiatives of the chosen cell."""
    t, tables = view.t, network_tables(view)
    table = made_table(tables, choice)
    cell = _cell(view, choice, table, tables)
    title = t(f"netwerken.layout_title.{choice.layout}")
    controls = [tabs(view, choice), _layouts(view, choice)]
    if choice.layout is not Layout.NETWORK_THEME:
        controls.append(levels(view, choice))
    if choice.layout is not Layout.REGION_THEME and not choice.network:
        controls.append(_networks(view, choice))
    return Story(
        page="netwerken",
        title=title,
        answer=_answer(view, choice, table),
        sentence=_sentence(view, table),
        limits=t("netwerken.counts.themes_overlap", known=table.cross.known),
        address=f"/netwerken?deel=tabel&opzet={choice.layout}",
        notes=choice.note_words(view),
        controls=(*controls, *menus(view, choice), chips(view, choice)),
        parts=tuple(part for part in (cell, _part(view, choice, table, tables, title)) if part),
    )


def _layouts(view: View, choice: NetworkChoice) -> Control:
    options = [
        Choice(
            view.t(f"netwerken.layout_name.{each}"), view.here(opzet=each, vak=None, pagina=None), each is choice.layout
        )
        for each in Layout
    ]
    return Control("opzet", view.t("netwerken.layout"), tuple(options))


def _networks(view: View, choice: NetworkChoice) -> Control:
    """The switch between networks with known initiatives and all networks."""
    options = [
        Choice(
            view.t(f"netwerken.{words}"), view.here(alle=value, vak=None), (value is not None) is choice.every_network
        )
        for words, value in (("only_active", None), ("every_network", "ja"))
    ]
    return Control("alle", view.t("netwerken.rows"), tuple(options))


def made_table(tables: NetworkTables, choice: NetworkChoice) -> Table:
    """The table that the address asks for."""
    axes = AXES[choice.layout]
    cut = Cut(
        level=REGION_LEVELS[choice.level], region=choice.region, theme=None if Axis.THEME in axes else choice.theme
    )
    shown = _shown(tables, choice)
    network = None if Axis.NETWORK in axes else choice.network
    cross = cross_table(tables, axes, cut, network=network, shown=shown)
    first, second = (pl.col(axis).cast(pl.String) for axis in axes)
    return Table(cross, axes, shown, cross.cells.with_columns(first=first, second=second))


def _shown(tables: NetworkTables, choice: NetworkChoice) -> list[str]:
    if choice.network:
        return [choice.network]
    listed = tables.partners.sort("name")
    for column, values in (("role", choice.roles), ("kind", choice.kinds)):
        if values:
            listed = listed.filter(pl.col(column).is_in(list(values)))
    if not choice.every_network:
        under = initiatives_under(tables.initiatives, tables.pairs)
        listed = listed.filter(pl.col("partner_id").is_in(under["network"].unique().to_list()))
    return listed["partner_id"].to_list()


def _answer(view: View, choice: NetworkChoice, table: Table) -> str:
    t, cross = view.t, table.cross
    if Axis.NETWORK in table.axes:
        return t("netwerken.counts.network_total", known=cross.known, in_networks=cross.in_networks)
    if choice.network:
        return t("netwerken.of_network", network=view.names.partners[choice.network], known=cross.known)
    return t("netwerken.all_known", known=cross.known)


def _sentence(view: View, table: Table) -> str:
    cells = table.cells.filter(pl.col("state") != CellState.REST)
    return view.t("netwerken.cells", count=cells.height, states=counted_states(view, cells["state"]))


def _part(view: View, choice: NetworkChoice, table: Table, tables: NetworkTables, title: str) -> Part:
    t = view.t
    body = (
        per_state(view, table.cells)
        if table.is_too_large
        else cell_table(view, choice, table.cells, table.cross, table.axes)
    )
    counted = cell_initiatives(tables, choice, table, {})
    return Part(
        "kruistabel",
        title,
        t("netwerken.choose_province") if table.is_too_large else t("netwerken.press_cell"),
        kind=PartKind.TABLE,
        rows=pl.concat(_totals(view, table), how="diagonal"),
        body=body,
        source=t("netwerken.source"),
        age=initiatives_age(view, counted),
        file_rows=lambda: long_table(view, table),
        note=t("netwerken.cell_note"),
    )


def long_table(view: View, table: Table) -> pl.DataFrame:
    """A row for each cell, then the totals of rows and columns, then the grand total."""
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
    return pl.concat([lines, *_totals(view, table)], how="diagonal")


def _totals(view: View, table: Table) -> list[pl.DataFrame]:
    """The totals of rows, the totals of columns, and the grand total."""
    t, total = view.t, view.t("map.total")
    names = [t(f"netwerken.axis.{axis}") for axis in table.axes]
    spoken = [key_words(view, axis) for axis in table.axes]
    both = [pl.col("initiatives").alias(t("netwerken.counts.initiatives"))]
    if Axis.NETWORK in table.axes:
        both.append(pl.col("own").alias(t("netwerken.counts.own")))
    frames = []
    for place, axis in enumerate(table.axes):
        of_axis = table.cross.totals.filter(pl.col("axis") == axis.value)
        own, other = names[place], names[1 - place]
        frames.append(
            of_axis.select(pl.col("key").replace(spoken[place]).alias(own), pl.lit(total).alias(other), *both)
        )
    whole = {names[0]: [total], names[1]: [total], t("netwerken.counts.initiatives"): [table.cross.known]}
    return [*frames, pl.DataFrame(whole)]


def _cell(view: View, choice: NetworkChoice, table: Table, tables: NetworkTables) -> Part | None:
    """The part with the initiatives of the chosen cell, row or column; None if nothing is chosen."""
    if choice.cell is None:
        return None
    for side, key in zip(("first", "second"), choice.cell, strict=True):
        if key and key not in table.cells[side]:
            return None
    initiatives = cell_initiatives(tables, choice, table, dict(zip(table.axes, choice.cell, strict=True)))
    words = [key_words(view, axis)[key] for axis, key in zip(table.axes, choice.cell, strict=True) if key]
    title = " · ".join(words) or view.t("map.total")
    return initiatives_part(
        view, initiatives, "vak", title, view.t("netwerken.in_cell", count=initiatives.height, cell=title)
    )


def cell_initiatives(tables: NetworkTables, choice: NetworkChoice, table: Table, keys: dict[Axis, str]) -> pl.DataFrame:
    """The initiatives that a cell counts. Without the key of a side, those of a whole row or column."""
    theme = Theme(keys[Axis.THEME]) if keys.get(Axis.THEME) else None
    inside = initiatives_in(tables.within(region=choice.region), region=keys.get(Axis.REGION) or None, theme=theme)
    if Axis.THEME not in table.axes and choice.theme:
        inside = inside.filter(pl.col("themes").list.contains(choice.theme))
    network = keys.get(Axis.NETWORK) or (choice.network if Axis.NETWORK not in table.axes else None)
    if not network:
        return inside
    # Rest rows depend on which networks have a row, so this must use the same division as the table.
    divided = assigned(replace(tables, initiatives=inside), table.shown if Axis.NETWORK in table.axes else [network])
    return inside.join(divided.filter(pl.col("network") == network), on="id", how="semi", maintain_order="left")
