"""The part "where active": the networks that are known in a region, and the state of each region."""

from typing import TypedDict

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from data_loaders.schema.rows import rows_of
from measures.networks import (
    Axis,
    CellState,
    Cut,
    NetworkTables,
    active_in,
    initiatives_in,
    open_cells,
    reach_of,
)
from pages.netwerken.choice import REGION_LEVELS, NetworkChoice, chips, levels, menus, tabs
from pages.netwerken.networks import network_tables
from pages.netwerken.words import (
    SIGNS,
    counted_states,
    named_list,
    named_partner,
    partner_link,
    partner_links,
    state_key,
    state_word,
    state_words,
)
from ui.age import initiatives_age
from ui.map_ground import Mark, Scene
from ui.map_svg import map_svg
from ui.names import REGION_PARAMETERS
from ui.numbers import number
from ui.parameters import with_query
from ui.region.region_view import COUNTRY
from ui.story import Part, PartKind, Place, Story
from ui.view import View

MAP_PX = (560, 470)
PARAMETER = {RegionLevel.PROVINCE: "provincie", RegionLevel.MUNICIPALITY: "gemeente"}


def here_story(view: View, choice: NetworkChoice) -> Story:
    """The page: who is active in the chosen region, and how the regions compare."""
    t, tables, code = view.t, network_tables(view), choice.region or COUNTRY
    networks = active_in(tables, code, theme=choice.theme)
    active, named = networks.filter(pl.col("initiatives") > 0), networks.filter(pl.col("own") > 0)
    region = view.names.regions.get(code, code)
    through = active.height - named.height
    sentences = [t("netwerken.who_through", count=through)] if through else []
    if choice.network:
        sentences.append(_of_network(view, choice.network, networks))
    return Story(
        page="netwerken",
        title=t("netwerken.who_title", region=region),
        answer=t("netwerken.who", region=region, count=named.height),
        sentence=" ".join(sentences),
        limits=t("netwerken.who_silent", count=networks.height - active.height),
        address=with_query(
            "/netwerken", {"deel": "hier", **({REGION_PARAMETERS[code[:2]]: code} if choice.region else {})}
        ),
        notes=choice.note_words(view),
        controls=(
            tabs(view, choice),
            *menus(view, choice),
            levels(view, choice),
            chips(view, choice),
        ),
        parts=(_regions(view, choice, tables), _who(view, choice, tables, networks)),
    )


def _of_network(view: View, network: str, networks: pl.DataFrame) -> str:
    """What is known here of the chosen network."""
    own = networks.filter(pl.col("network") == network)
    name, count = view.names.partners[network], own["initiatives"].sum()
    return (
        view.t("netwerken.who_own", partner=name, count=count) if count else view.t("netwerken.who_not", partner=name)
    )


def _covers(view: View) -> pl.Expr:
    yes, no, unknown = (view.t(f"netwerken.{word}") for word in ("yes", "no", "unknown"))
    word = pl.when(pl.col("covers")).then(pl.lit(yes)).when(~pl.col("covers")).then(pl.lit(no))
    return word.otherwise(pl.lit(unknown)).alias(view.t("netwerken.covers"))


def _who(view: View, choice: NetworkChoice, tables: NetworkTables, networks: pl.DataFrame) -> Part:
    """The part with networks known here, each with its own initiatives and those of networks under it.

    Networks that say they work here but have no known initiative are in the table only.
    """
    t, code = view.t, choice.region or COUNTRY
    active = networks.filter(pl.col("initiatives") > 0)
    rows = networks.select(
        named_partner(view, "network").alias(t("netwerken.network")),
        pl.col("own").alias(t("netwerken.counts.own")),
        pl.col("initiatives").alias(t("netwerken.counts.initiatives")),
        _covers(view),
        state_words(view),
    )
    most = max(active["initiatives"].to_list(), default=1)
    bars = [_bar(view, row, most, is_chosen=row["network"] == choice.network) for row in rows_of(active, _Active)]
    table = Markup(
        '<div class="schuif"><table class="wie"><thead><tr><th scope="col">{}</th><td></td><th scope="col" class="getal"><i class="vlak eigen"></i>{}</th>'
        '<th scope="col" class="getal"><i class="vlak onder"></i>{}</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(t("netwerken.network"), t("netwerken.counts.own"), t("netwerken.counts.initiatives"), Markup().join(bars))
    return Part(
        "wie-hier-actief",
        t("netwerken.who_title", region=view.names.regions.get(code, code)),
        t("netwerken.who_list", count=active.height) if bars else t("netwerken.nobody_known"),
        kind=PartKind.FIGURE,
        rows=rows,
        links={t("netwerken.network"): partner_links(view, networks["network"].to_list())},
        body=table if bars else Markup("<p>{}</p>").format(t("netwerken.see_table")),
        source=t("netwerken.source"),
        age=initiatives_age(view, initiatives_in(tables, region=code, theme=choice.theme)),
        place=Place.HALF,
    )


class _Active(TypedDict):
    network: str
    own: int
    initiatives: int


def _bar(view: View, row: _Active, most: int, *, is_chosen: bool) -> Markup:
    own, through = row["own"], row["initiatives"] - row["own"]
    return Markup(
        '<tr{}><th scope="row">{}</th><td aria-hidden="true"><i class="eigen" style="width:{:.1f}%"></i><i class="onder" style="width:{:.1f}%"></i></td>'
        '<td class="getal">{}</td><td class="getal">{}</td></tr>'
    ).format(
        Markup(' class="gekozen"') if is_chosen else "",
        partner_link(view, row["network"]),
        100 * own / most,
        100 * through / most,
        number(own, view.language),
        number(row["initiatives"], view.language),
    )


def _regions(view: View, choice: NetworkChoice, tables: NetworkTables) -> Part:
    """The part with the state of every region, for the chosen network or for all networks together."""
    t, level = view.t, REGION_LEVELS[choice.level]
    province = view.selection.province or view.names.province_of.get(view.selection.municipality or "")
    inside = province if level is not RegionLevel.PROVINCE and province else None
    if choice.network:
        cells = reach_of(tables, choice.network, level=level, theme=choice.theme)
    else:
        cells = open_cells(tables, Cut((Axis.REGION,), level, None, choice.theme))
    regions = tables.regions.filter(pl.col("level") == level)
    if inside:
        regions = regions.filter(pl.col("province_code") == inside)
    cells = cells.join(regions, left_on="region", right_on="code", how="semi", maintain_order="left")
    title = t("netwerken.reach_title") if choice.network else t("netwerken.regions_title")
    states = counted_states(view, cells["state"])
    who = view.names.partners[choice.network] if choice.network else t("netwerken.all_networks")
    sentence = t("netwerken.reach", partner=who, count=cells.height, states=states)
    scene = Scene(inside or "", level, MAP_PX, has_names=False)
    body = map_svg(view, scene, _areas(view, cells, level), sentence)
    present = [CellState(state) for state in cells["state"].unique()]
    return Part(
        f"bereik-{choice.network}" if choice.network else "regios",
        title,
        sentence,
        kind=PartKind.FIGURE,
        rows=_region_rows(view, cells),
        body=body + state_key(view, present),
        source=t("netwerken.source"),
        age=initiatives_age(view, initiatives_in(tables, network=choice.network, region=inside, theme=choice.theme)),
        place=Place.HALF,
    )


def _areas(view: View, cells: pl.DataFrame, level: RegionLevel) -> list[Mark]:
    names, parameter = view.names.regions, PARAMETER.get(level)
    at = {code: (x, y) for code, x, y in view.snapshot.table("regions").select("code", "longitude", "latitude").rows()}
    areas = []
    for row in cells.iter_rows(named=True):
        code, state = row["region"], CellState(row["state"])
        words = f"{names.get(code, code)}: {state_word(view, state)}, {view.t('map.count', count=row['initiatives'])}"
        others = row.get("other_networks") or []
        if others:
            named = ", ".join(view.names.partners.get(each, each) for each in others)
            words = f"{words}. {view.t('netwerken.other_networks')}: {named}"
        address = ""
        if parameter:
            other = {"gemeente": None, "plaats": None} if parameter == "provincie" else {}
            address = view.here(**{parameter: names.get(code, code), **other})
        areas.append(Mark(words, f"stand-{state}", address, at[code], code=code, sign=SIGNS[state]))
    return areas


def _region_rows(view: View, cells: pl.DataFrame) -> pl.DataFrame:
    t = view.t
    is_of_one = "own" in cells.columns
    counts = ("initiatives", "own", "known") if is_of_one else ("known", "networks", "covering")
    cells = cells if is_of_one else cells.rename({"initiatives": "known"})
    columns = [pl.col(name).alias(t(f"netwerken.counts.{name}")) for name in counts]
    if is_of_one:
        columns += [
            named_list("other_networks", view.names.partners).alias(t("netwerken.other_networks")),
            _covers(view),
        ]
    region = pl.col("region").replace(view.names.regions).alias(t("netwerken.axis.region"))
    return cells.select(region, state_words(view), *columns)
