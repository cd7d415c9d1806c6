"""The profile of one region, top to bottom."""

from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st

from data_loaders.schema import RegionLevel
from measures.region.compare import MOST
from measures.region.enums import SimilarMethod
from ui import plain
from ui.address import LONGEST_SHOWN, Note
from ui.numbers import long_date
from ui.region.charts import spread_chart, themes_chart
from ui.region.division import division_part
from ui.region.draw import draw_part, draw_pictured, go_to, neighbours_map, region_address
from ui.region.evidence import changes_part, coverage_part, former_part, goals_part, list_part, networks_part
from ui.region.find import GROUP, MEMBERS, Asked
from ui.region.story import beside_part, neighbours_part, spread_part, themes_part
from ui.region.tables import region_tables
from ui.region.told import Told, opening, tell, warning
from ui.session import View

METHODS = [method for method in SimilarMethod if method != SimilarMethod.SAME_LEVEL]
MOST_MEMBERS = 50
"""Regions of an own group that are read from the address."""


def profiled(view: View, asked: Asked) -> None:
    """Draw the page of the one region that was asked for."""
    told = tell(view.snapshot, asked.codes[0], view.language, method=chosen_method(), chosen=members())
    if told is None:  # the code was found in the same tables
        return
    plain.paragraph(told.name, "h1")
    plain.paragraph(" ".join(opening(told)), name="zin")
    _notes(view, told, asked)
    _links(view, told)
    left, right = st.columns([3, 2])
    with left:
        _choices(view, told)
        draw_part(view, told, beside_part(told), show_title=False, show_sentence=False)
    with right:
        neighbours_map(view, told)
    _below(view, told)


def _below(view: View, told: Told) -> None:
    draw_pictured(view, told, spread_part(told), spread_chart)
    draw_pictured(view, told, themes_part(told), themes_chart)
    for part in (list_part, networks_part, neighbours_part, goals_part, changes_part, coverage_part):
        draw_part(view, told, part(told))
    if told.profile.level == RegionLevel.MUNICIPALITY:
        former = former_part(told, [told.profile.code])
        if former.table.height:
            draw_part(view, told, former)
            draw_part(view, told, division_part(told, [told.profile.code]))


def chosen_method() -> SimilarMethod:
    """How the address wants the group chosen; the default when that makes no sense."""
    asked = st.query_params.get(GROUP, "")
    return SimilarMethod(asked) if asked in set(METHODS) else SimilarMethod.SIZE_AND_URBANITY


def members() -> tuple[str, ...]:
    """Codes of an own group."""
    return tuple(code.upper() for code in st.query_params.get_all(MEMBERS)[:MOST_MEMBERS])


def group_notes(view: View) -> list[Note]:
    """What the address says about the group that cannot be used."""
    asked, typed = st.query_params.get(GROUP, ""), st.query_params.get_all(MEMBERS)
    found = [Note("address.unknown_value", GROUP, asked[:LONGEST_SHOWN])] if asked and asked not in set(METHODS) else []
    unknown = [code for code in typed[:MOST_MEMBERS] if code.upper() not in view.names.municipalities]
    found += [Note("address.unknown_value", MEMBERS, code[:LONGEST_SHOWN]) for code in unknown[:3]]
    if len(unknown) > 3:
        found.append(Note("address.more_unknown", MEMBERS, str(len(unknown) - 3)))
    if len(typed) > MOST_MEMBERS:
        found.append(Note("address.too_many", MEMBERS, str(MOST_MEMBERS)))
    return found


def _notes(view: View, told: Told, asked: Asked) -> None:
    if words := warning(told):
        plain.paragraph(words, "small")
    if asked.former_code:
        changes = region_tables(view.snapshot).municipality_changes.filter(pl.col("old_code") == asked.former_code)
        day = long_date(changes["date"][0], view.language)
        words = view.t("regio.merged", name=changes["old_name"][0], date=day, today=told.name)
        st.info(plain.label(words), icon=":material/info:")


def _links(view: View, told: Told) -> None:
    """Larger regions around this one, and the ways to take it along."""
    extra = "?taal=en" if view.language == "en" else ""
    around = [
        plain.link(f"{name} ({view.t(f'regio.level.{level}')})", region_address(code, view) or "")
        for code, name, level in told.profile.chain.select("code", "name", "level").iter_rows()
        if code != told.profile.code and level != RegionLevel.COUNTRY
    ]
    files = [
        plain.link(view.t("regio.pdf"), f"/regio/{told.profile.code}.pdf{extra}"),
        plain.link(view.t("regio.html"), f"/regio/{told.profile.code}.html{extra}"),
    ]
    on_map = [plain.link(view.t("regio.initiatives_link"), address)] if (address := _map_address(view, told)) else []
    other = [plain.link(view.t("regio.other_region"), f"/regio{extra}")]
    st.html(f'<p class="wegen">{" · ".join([*files, *on_map, *around, *other])}</p>')


def _map_address(view: View, told: Told) -> str:
    parameter = {RegionLevel.MUNICIPALITY: "gemeente", RegionLevel.PROVINCE: "provincie"}.get(told.profile.level)
    return f"/kaart?{parameter}={told.profile.code}{'&taal=en' if view.language == 'en' else ''}" if parameter else ""


def _choices(view: View, told: Told) -> None:
    """Which group to compare with, and which region to put beside this one."""
    first, second = st.columns(2)
    with first:
        if told.profile.level == RegionLevel.MUNICIPALITY:
            st.session_state["groep_keuze"] = told.profile.similar.asked
            st.selectbox(
                view.t("regio.group"),
                METHODS,
                format_func=lambda method: view.t(f"regio.method.{method}"),
                key="groep_keuze",
                on_change=_group_chosen,
            )
            if told.profile.similar.asked == SimilarMethod.CHOSEN:
                _own_group(view, told)
    with second:
        beside_box(view, [told.profile.code])


def _own_group(view: View, told: Told) -> None:
    chosen = [code for code in members() if code in view.names.municipalities]
    with st.container(horizontal=True, gap="small", key="leden"):
        for code in chosen:
            removable(
                view, view.names.municipalities[code], f"lid_{code}", _set_members, [c for c in chosen if c != code]
            )
    options = [code for code in view.names.municipalities if code not in {told.profile.code, *chosen}]
    st.selectbox(
        view.t("regio.add_member"),
        options,
        index=None,
        placeholder=view.t("regio.compare_hint"),
        format_func=view.names.with_aliases,
        key="lid_erbij",
        on_change=lambda: _set_members([*chosen, *_taken("lid_erbij")]),
    )


def _set_members(codes: list[str]) -> None:
    st.query_params[MEMBERS] = codes


def _taken(key: str) -> list[str]:
    """The choice made in a box, which is empty again afterwards."""
    chosen = st.session_state[key]
    st.session_state[key] = None
    return [chosen] if chosen else []


def removable(view: View, words: str, key: str, remove: Callable[[list[str]], None], rest: list[str]) -> None:
    """A chip that takes one region out again, leaving `rest`."""
    st.button(
        plain.label(words),
        icon=":material/close:",
        icon_position="right",
        help=view.t("regio.take_out"),
        key=key,
        on_click=remove,
        args=(rest,),
    )


def _group_chosen() -> None:
    chosen = st.session_state["groep_keuze"]
    if chosen == SimilarMethod.SIZE_AND_URBANITY:
        st.query_params.pop(GROUP, None)
    else:
        st.query_params[GROUP] = chosen.value


def beside_box(view: View, codes: Sequence[str]) -> None:
    """Box to put one more region of any level beside these; five are the most."""
    regions = region_tables(view.snapshot).regions
    names = {
        code: name if level == RegionLevel.MUNICIPALITY else f"{name} ({view.t(f'regio.level.{level}')})"
        for code, name, level in regions.sort("level", "name").select("code", "name", "level").iter_rows()
    }
    st.selectbox(
        view.t("regio.compare_with"),
        [code for code in names if code not in codes],
        index=None,
        format_func=names.__getitem__,
        placeholder=view.t("regio.compare_hint"),
        disabled=len(codes) >= MOST,
        key="naast_keuze",
        on_change=lambda: go_to(view, [*codes, *_taken("naast_keuze")]),
    )
