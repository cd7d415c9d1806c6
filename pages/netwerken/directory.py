"""The directory of partners with its filters, and the partner that is chosen in the drawing."""

import polars as pl
from markupsafe import Markup

from data_loaders.schema import PartnerKind, PartnerRole, Partners, Scope, words
from data_loaders.schema.rows import rows_of
from measures.graph import way_between
from measures.networks import Axis, PartnerChoice, choose_partners, unlisted_networks
from measures.networks.directory import DirectoryRow
from pages.netwerken.choice import NetworkChoice, menus
from pages.netwerken.drawing import sign
from pages.netwerken.networks import Drawing, all_partners, network_tables, whole_drawing
from pages.netwerken.relations import own_relations, relation_lines, relation_rows, way_lines
from pages.netwerken.words import area, key_words, named_list, partner_links, translated
from ui.age import initiatives_age, read_only, relations_age
from ui.numbers import number
from ui.plain.render import control_html
from ui.story import Part, PartKind, Place
from ui.view import View

OPEN = (PartnerRole.COALITION, PartnerRole.CORE, PartnerRole.JOINED)
"""Roles whose partners are always visible; partners with other roles are folded."""


def matching(view: View, choice: NetworkChoice) -> pl.DataFrame:
    """The partners that fit the filters: rows of `measures.networks.directory`, sorted by name."""
    chosen = view.selection
    province = chosen.province or view.names.province_of.get(chosen.municipality or "")
    return choose_partners(
        all_partners(view), PartnerChoice(chosen.text, choice.roles, choice.kinds, chosen.themes, province)
    )


def directory_part(view: View, choice: NetworkChoice) -> Part:
    """The part with all partners that fit the filters, by role, those with most known initiatives first."""
    t, listed, every = view.t, matching(view, choice), all_partners(view)
    with_any = listed.filter(pl.col("initiatives") > 0).height
    is_whole = listed.height == every.height
    groups = [
        _group(view, role, members, is_open=role in OPEN or not is_whole)
        for role in PartnerRole
        if (members := listed.filter(pl.col("role") == role)).height
    ]
    none = Markup() if groups else Markup("<p>{}</p>").format(t("netwerken.none_found"))
    return Part(
        "partners",
        t("netwerken.list_title"),
        t("netwerken.found", count=listed.height, all=every.height, with_any=with_any),
        kind=PartKind.TABLE,
        rows=directory_table(view, listed),
        links=_links(view, listed),
        body=_search(view)
        + _menus(view, choice)
        + none
        + Markup('<div class="rolgroepen">{}</div>').format(Markup().join(groups)),
        source=t("netwerken.source"),
        age=read_only(view),
        note=t("netwerken.list_note"),
        place=Place.HALF,
        is_title_quiet=True,
    )


def _form(view: View, others: dict[str, list[str]], inside: Markup, button: str, role: str = "") -> Markup:
    """A form that works without scripts; `others` are the other parameters of the address."""
    hidden = Markup('<input type="hidden" name="{}" value="{}">')
    rest = Markup().join(hidden.format(name, value) for name, values in others.items() for value in values)
    form = Markup(
        '<form class="keuzemenu" action="/netwerken" method="get" role="{}">{}{}<button class="knop">{}</button></form>'
    )
    return form.format(role or "form", rest, inside, view.t(button))


def _search(view: View) -> Markup:
    """A box for a name or word; what was chosen in the drawing makes way for what it finds."""
    left = ("q", "pagina", "netwerk", "naar", "deel")
    others = {name: values for name, values in view.params.items() if name not in left}
    box = Markup('<input type="search" name="q" value="{}" maxlength="100" aria-label="{}" placeholder="{}">')
    words = view.selection.text, view.t("netwerken.search"), view.t("netwerken.search_hint")
    return _form(view, others, box.format(*words), "netwerken.search_button", "search")


def _menus(view: View, choice: NetworkChoice) -> Markup:
    """The menus that filter the directory and highlight partners in the drawing."""
    forms = Markup().join(control_html(view, each) for each in menus(view, choice))
    return Markup('<div class="menurij">{}</div>').format(forms)


def _group(view: View, role: PartnerRole, members: pl.DataFrame, *, is_open: bool) -> Markup:
    rows = rows_of(members.sort("initiatives", "relations", descending=True, maintain_order=True), DirectoryRow)
    return Markup(
        '<div id="rol-{0}"><details{1}><summary>{2}<b>{3}</b><span class="getal">{4}</span></summary>'
        '<table class="gids"><thead><tr><th scope="col">{5}</th><th scope="col">{6}</th><th scope="col">{7}</th></tr></thead>'
        "<tbody>{8}</tbody></table></details></div>"
    ).format(
        role,
        Markup(" open") if is_open else "",
        sign(role),
        view.t(f"netwerken.roles.{role}"),
        number(members.height, view.language),
        view.t("netwerken.network"),
        view.t("netwerken.initiatives_short"),
        view.t("netwerken.relations_short"),
        Markup().join(_row(view, row) for row in rows),
    )


def _row(view: View, row: DirectoryRow) -> Markup:
    unknown = Markup('<span title="{0}" aria-label="{0}">–</span>').format(view.t("netwerken.none_known"))
    counts = (number(count, view.language) if count else unknown for count in (row["initiatives"], row["relations"]))
    address = view.here(netwerk=row["partner_id"], deel="tekening", naar=None)
    return Markup(
        '<tr><th scope="row"><a href="{}" data-keuze="partner={}">{}</a></th><td class="getal">{}</td><td class="getal">{}</td></tr>'
    ).format(address, row["partner_id"], row["name"], *counts)


def label(view: View, column: str) -> str:
    """The declared label of a column of `Partners`."""
    return words(Partners, column, view.language).label


def _links(view: View, rows: pl.DataFrame) -> dict[str, list[str | None]]:
    return {
        label(view, "name"): partner_links(view, rows["partner_id"].to_list()),
        label(view, "website"): rows["website"].to_list(),
        label(view, "source_url"): rows["source_url"].to_list(),
    }


def directory_table(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `measures.networks.directory` in the reader's words, with figures from the relations."""
    t, regions, names = view.t, view.names.regions, view.names.partners
    known = rows.join(_figures(view), on="partner_id", maintain_order="left")
    return known.select(
        pl.col("name").alias(label(view, "name")),
        translated(view, "role", PartnerRole).alias(label(view, "role")),
        pl.col("own").alias(t("netwerken.counts.own")),
        pl.col("initiatives").alias(t("netwerken.counts.initiatives")),
        pl.col("relations").alias(t("netwerken.figures.partners")),
        (pl.col("bridge") * 100).round(1).alias(t("netwerken.figures.bridge")),
        pl.col("group").alias(t("netwerken.figures.group")),
        translated(view, "kind", PartnerKind).alias(label(view, "kind")),
        translated(view, "scope", Scope).alias(label(view, "scope")),
        pl.col("municipality_code").replace(regions).fill_null(t("netwerken.unknown")).alias(t("netwerken.seat")),
        area(view).alias(label(view, "province_codes")),
        named_list("themes", key_words(view, Axis.THEME)).alias(label(view, "themes")),
        pl.col("members_count").alias(label(view, "members_count")),
        pl.col("members_year").cast(pl.String).fill_null("").alias(label(view, "members_year")),
        named_list("umbrellas", names).alias(t("netwerken.umbrellas")),
        pl.col("website").fill_null("").alias(label(view, "website")),
        pl.col("summary").fill_null("").alias(label(view, "summary")),
        pl.col("source_url").alias(label(view, "source_url")),
    )


def _figures(view: View) -> pl.DataFrame:
    """`bridge` and `group` for each partner. A group is named after its partner with most contacts."""
    figures = whole_drawing(view).figures
    middles = figures.sort("partners", "partner_id", descending=[True, False]).group_by("group", maintain_order=True)
    names = {
        group: view.t("netwerken.figures.group_name", partner=view.names.partners[middle])
        for group, middle in middles.agg(pl.col("partner_id").first()).drop_nulls("group").iter_rows()
    }
    alone = view.t("netwerken.figures.no_relation")
    named = pl.col("group").replace_strict(names, default=alone, return_dtype=pl.String)
    return figures.select("partner_id", "bridge", group=named)


def chosen_part(view: View, choice: NetworkChoice, drawing: Drawing) -> Part:
    """The part about the partner that is chosen in the drawing (`choice.network`): its relations, a path to another, its page."""
    partner = choice.network or ""
    row = all_partners(view).row(by_predicate=pl.col("partner_id") == partner, named=True)
    own = own_relations(drawing.graph, partner)
    known = view.t("netwerken.initiatives_known", count=row["initiatives"])
    body = _search(view) + Markup(
        '<p class="terug"><a href="{}" data-keuze="partner=">{}</a> <span class="vaag">{}</span></p><p lang="nl">{}</p>{}'
        '<p><a class="knop vol" href="{}">{}</a></p>{}'
    ).format(
        view.here(netwerk=None, naar=None, deel=None),
        view.t("netwerken.all_partners"),
        view.t(f"netwerken.role.{row['role']}"),
        row["summary"] or "",
        relation_lines(view, own),
        view.link("netwerken", netwerk=partner),
        view.t("netwerken.to_page"),
        _way(view, choice, drawing),
    )
    rows = relation_rows(view, own)
    return Part(
        "gekozen",
        row["name"],
        f"{view.t('netwerken.partner_relations', partner=row['name'], count=row['relations'])} {known}",
        kind=PartKind.FACTS,
        rows=rows,
        links={
            rows.columns[1]: partner_links(view, own["other"].to_list()),
            rows.columns[3]: own["source_url"].to_list(),
        },
        body=body,
        source=view.t("netwerken.source"),
        age=relations_age(view, own["since_year"]),
        place=Place.HALF,
    )


def _way(view: View, choice: NetworkChoice, drawing: Drawing) -> Markup:
    """A menu for another partner, and the shortest known path to it."""
    others = {name: values for name, values in view.params.items() if name != "naar"} | {"deel": ["tekening"]}
    option = Markup('<option value="{}"{}>{}</option>')
    options = [
        option.format(each, Markup(" selected") if each == choice.other else "", name)
        for each, name in view.names.partners.items()
        if each != choice.network
    ]
    label = Markup('<label>{} <select name="naar"><option value="">{}</option>{}</select></label>')
    words = view.t("netwerken.way_to"), view.t("netwerken.to_whom"), Markup().join(options)
    form = _form(view, others, label.format(*words), "site.show")
    if not choice.network or not choice.other:
        return form
    way = way_between(drawing.graph, choice.network, choice.other)
    return form + (way_lines(view, drawing.graph, way) if len(way) > 1 else Markup())


def unlisted_part(view: View) -> Part | None:
    """The part with networks that sources name, but that are not in the directory; None if there are none."""
    t, initiatives = view.t, network_tables(view).initiatives
    networks = unlisted_networks(initiatives)
    if networks.is_empty():
        return None
    rows = networks.select(
        pl.col("name").alias(t("netwerken.network")), pl.col("initiatives").alias(t("netwerken.initiatives"))
    )
    item = Markup("<li>{} <span>{}</span></li>")
    return Part(
        "netwerken-buiten-lijst",
        t("netwerken.unlisted_title"),
        t("netwerken.unlisted", count=networks.height),
        kind=PartKind.LIST,
        rows=rows,
        body=Markup('<ul class="telling">{}</ul>').format(
            Markup().join(item.format(*row) for row in networks.iter_rows())
        ),
        source=t("netwerken.source"),
        age=initiatives_age(view, initiatives.filter(pl.col("networks_unlisted").list.len() > 0)),
    )
