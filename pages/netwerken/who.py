"""The part "who with whom": the drawing, and beside it the directory or the chosen partner."""

from collections.abc import Callable

import polars as pl
from markupsafe import Markup

from data_loaders.schema import PartnerRole, RelationKind
from measures.graph import Ring, partners_near, way_between
from measures.graph.rings import WIDTH
from pages.netwerken.choice import NetworkChoice, chips, menus, tabs
from pages.netwerken.directory import (
    chosen_part,
    directory_part,
    directory_table,
    label,
    matching,
    unlisted_part,
)
from pages.netwerken.drawing import Lit, line_sign, lit_up, ring_drawing, short_name, sign
from pages.netwerken.networks import Drawing, all_partners, whole_drawing
from pages.netwerken.relations import all_relations
from pages.netwerken.words import partner_links
from ui.age import relations_age
from ui.story import Part, PartKind, Place, Story
from ui.view import View

CORE_PARTNERS = "coalitie-kernpartners"
"""Id of the indicator that counts core partners."""


def who_story(view: View, choice: NetworkChoice) -> Story:
    """The page with the drawing; with a partner chosen in it if the address names one."""
    t, drawing = view.t, whole_drawing(view)
    partners = matching(view, choice)
    every = partners.height == drawing.graph.nodes.height and not choice.relations
    lit = lit_up(drawing, choice.network, choice.other, None if every else partners["partner_id"].to_list())
    lit = Lit(lit.partners, lit.focus, lit.way, choice.relations)
    beside = chosen_part(view, choice, drawing) if choice.network else directory_part(view, choice)
    parts = [_picture(view, choice, drawing, lit), beside, all_relations(view, drawing.graph), unlisted_part(view)]
    return Story(
        page="netwerken",
        title=view.names.partners[choice.network] if choice.network else t("netwerken.nav"),
        answer=t(
            "netwerken.answer",
            partners=t("netwerken.partners", count=drawing.graph.nodes.height),
            relations=t("netwerken.relations", count=drawing.graph.edges.height),
        ),
        sentence=f"{_sentence(view, choice, drawing, partners)} {t('netwerken.known_only')}",
        description=f"{t('netwerken.title')}. {_coalition(view, drawing)}",
        address="/netwerken" if not choice.network else f"/netwerken?netwerk={choice.network}",
        notes=choice.note_words(view),
        controls=(tabs(view, choice), *menus(view, choice), chips(view, choice)),
        parts=tuple(part for part in parts if part),
    )


def _coalition(view: View, drawing: Drawing) -> str:
    """The number of core partners, of connected partners, and of partners without a known path to the coalition."""
    core = drawing.graph.nodes.filter(pl.col("role") == PartnerRole.CORE).height
    middle = drawing.rings.places.filter(pl.col("ring") == Ring.MIDDLE)["partner_id"].to_list()
    apart = sum(map(len, drawing.rings.apart))
    inside = drawing.graph.nodes.height - apart
    name = "".join(view.names.partners[each] for each in middle)
    counts = (("together", inside), ("without_way", apart))
    return " ".join(
        [
            view.t("netwerken.coalition", name=name, count=core),
            *_core_by_source(view, core),
            *(view.t(f"netwerken.{key}", count=count) for key, count in counts),
        ]
    )


def _core_by_source(view: View, core: int) -> list[str]:
    """A sentence if the newest count of core partners by a source differs from the number that sources name."""
    values = view.snapshot.table("indicator_values").filter(indicator_id=CORE_PARTNERS, reading=1).sort("year")
    newest = values.tail(1).select("year", "value").rows()
    return [
        view.t("netwerken.core_by_source", year=str(year), value=int(value)) for year, value in newest if value != core
    ]


def _sentence(view: View, choice: NetworkChoice, drawing: Drawing, partners: pl.DataFrame) -> str:
    """What the drawing shows, in words."""
    t = view.t
    if choice.network and choice.other:
        names = {"from": view.names.partners[choice.network], "to": view.names.partners[choice.other]}
        way = way_between(drawing.graph, choice.network, choice.other)
        return t("netwerken.way", **names, count=len(way) - 1) if way else t("netwerken.no_way", **names)
    if choice.network:
        rings = partners_near(drawing.graph, choice.network, steps=2)["steps"].to_list()
        return t("netwerken.near", partner=view.names.partners[choice.network], one=rings.count(1), two=rings.count(2))
    if partners.height < drawing.graph.nodes.height:
        return t("netwerken.matching", count=partners.height, all=drawing.graph.nodes.height)
    return _coalition(view, drawing)


def _picture(view: View, choice: NetworkChoice, drawing: Drawing, lit: Lit) -> Part:
    t = view.t
    rows = all_partners(view)

    def address(partner: str) -> str:
        # A second press on the chosen partner opens its page.
        if partner == choice.network:
            return view.link("netwerken", netwerk=partner)
        return view.here(netwerk=partner, deel="tekening", naar=None, pagina=None)

    sentence = t("netwerken.drawing_alt")
    skip = Markup('<a class="sla-over" href="#tekens">{}</a>').format(t("netwerken.skip_drawing"))
    body = Markup(
        '<div class="netbeeld">{}<div class="schuif" tabindex="0" role="region" aria-label="{}"><div>'
        '<i class="midden" style="left:{:.0f}%"></i>{}</div></div>{}</div>{}'
    ).format(
        skip,
        t("netwerken.graph_title"),
        100 * _in_sight(drawing, choice.network) / WIDTH,
        ring_drawing(view, drawing, lit, address, sentence),
        _islands(view, drawing, lit, address),
        _legend(view, choice),
    )
    return Part(
        "tekening",
        t("netwerken.graph_title"),
        sentence,
        kind=PartKind.FIGURE,
        rows=directory_table(view, rows),
        links={label(view, "name"): partner_links(view, rows["partner_id"].to_list())},
        body=body,
        source=t("netwerken.source"),
        age=relations_age(view, drawing.graph.edges["since_year"]),
        note=t("netwerken.drawing_note"),
        place=Place.HALF,
        is_title_quiet=True,
    )


def _in_sight(drawing: Drawing, focus: str | None) -> float:
    """The horizontal position that a narrow screen shows first."""
    at: dict[str, float] = dict(drawing.rings.places.select("partner_id", "x").iter_rows())
    return at.get(focus or "", WIDTH / 2)


def _islands(view: View, drawing: Drawing, lit: Lit, address: Callable[[str], str]) -> Markup:
    """A list of partners that are not in the drawing: without a known path to the coalition, or without room."""
    nodes = {row["partner_id"]: row for row in drawing.graph.nodes.iter_rows(named=True)}
    contacts = dict(drawing.figures.select("partner_id", "partners").iter_rows())

    def link(partner: str) -> Markup:
        words = Markup('<a class="{}" href="{}" data-keuze="partner={}" title="{}">{}</a>')
        to = address(partner)
        return words.format(lit.of_partner(partner), to, partner, nodes[partner]["name"], short_name(nodes[partner]))

    items = []
    for part in (each for each in drawing.rings.apart if len(each) > 1):
        hub = min(part, key=lambda partner: (-contacts[partner], partner))
        others = sorted((each for each in part if each != hub), key=lambda each: short_name(nodes[each]).lower())
        words = Markup("<b>{}</b> {} {}").format(
            link(hub), view.t("netwerken.with"), Markup(", ").join(map(link, others))
        )
        items.append(_island(words, sign(nodes[hub]["role"])))
    loose = sorted(
        (each[0] for each in drawing.rings.apart if len(each) == 1), key=lambda each: short_name(nodes[each]).lower()
    )
    for key, members in (("loose", loose), ("crowded_out", drawing.rings.crowded_out)):
        if members:
            words = Markup("<b>{}</b> {}").format(view.t(f"netwerken.{key}"), Markup(", ").join(map(link, members)))
            items.append(_island(words))
    if not items:
        return Markup()
    title = view.t("netwerken.apart_title", count=sum(map(len, drawing.rings.apart)))
    return Markup('<div class="eilanden"><h3>{}</h3><ul>{}</ul></div>').format(title, Markup().join(items))


def _island(words: Markup, mark: Markup | str = "") -> Markup:
    """As wide as its words ask."""
    return Markup('<li style="--wijd:{}">{}<span>{}</span></li>').format(len(words.striptags()), mark, words)


def _legend(view: View, choice: NetworkChoice) -> Markup:
    """The legend of signs and lines. A press highlights that role or kind of relation."""
    item = Markup('<li><a href="{}" data-keuze="{}={}"{}>{}{}</a></li>')
    on = Markup(' aria-current="true"')
    items = []
    for role in PartnerRole:
        left = [each.value for each in PartnerRole if (each in choice.roles) ^ (each is role)]
        words = view.t(f"netwerken.role.{role}").lower()
        items.append(
            item.format(
                view.here(rol=left, netwerk=None, naar=None),
                "rol",
                role,
                on if role in choice.roles else "",
                sign(role),
                words,
            )
        )
    for kind in RelationKind:
        left = [each.value for each in RelationKind if (each in choice.relations) ^ (each is kind)]
        words = view.t(f"netwerken.line.{kind}")
        items.append(
            item.format(
                view.here(relatie=left), "relatie", kind, on if kind in choice.relations else "", line_sign(kind), words
            )
        )
    return Markup('<nav id="tekens" tabindex="-1" aria-label="{}"><ul class="tekens">{}</ul></nav>').format(
        view.t("netwerken.legend"), Markup().join(items)
    )
