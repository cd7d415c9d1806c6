"""Turns a gap in our knowledge into a question: a text to copy and send to someone who may know."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from data_loaders.schema import RegionLevel
from measures.region.own import CODE as OWN
from ui.filter_controls import menu
from ui.need import chosen_theme, theme_switch
from ui.numbers import long_date
from ui.plain.lists import to_copy
from ui.plain.render import control_html
from ui.region.gaps import (
    Gap,
    GapKind,
    Reader,
    indicator_gap,
    missing_indicators,
    network_gap,
    nothing_gap,
    silent_networks,
    theme_gap,
    unknown_themes,
)
from ui.region.region_view import RegionView
from ui.site_address import site_address
from ui.story import Choice, ControlPlace, Part, PartKind, Place
from ui.view import View

NAME = "vraag"
NETWORK, INDICATOR = "netwerk", "indicator"
"""Parameters: the network and the figure that a question is about."""


def question_part(view: View, region: RegionView) -> Part | None:
    """Questions about a region, with a block for each kind of gap; None for the country, or if there are no gaps."""
    if region.profile.level == RegionLevel.COUNTRY:
        return None
    blocks = [
        block for block in (_of_themes(view, region), _of_network(view, region), _of_figure(view, region)) if block
    ]
    if not blocks:
        return None
    return Part(NAME, view.t("vraag.title"), kind=PartKind.TEXT, body=Markup().join(blocks), place=Place.WHOLE)


def _of_themes(view: View, region: RegionView) -> Markup:
    """The question about a theme without known initiatives, or about a region without any known initiative."""
    unknown = unknown_themes(region)
    if not unknown:
        return Markup()
    if not region.own["known"]:
        intro = view.t("vraag.nothing.intro", name=region.name)
        return Markup("<p>{}</p>{}").format(intro, _texts(view, region, nothing_gap(view, region)))
    chosen = chosen_theme(view)
    theme = chosen if chosen in unknown else unknown[0]
    switch = theme_switch(view, view.t("vraag.themes"), unknown, theme, NAME)
    intro = view.t("vraag.intro", count=len(unknown), name=region.name)
    return Markup("<p>{}</p>{}{}").format(intro, switch, _texts(view, region, theme_gap(view, region, theme)))


def _of_network(view: View, region: RegionView) -> Markup:
    networks = silent_networks(region)
    if not networks:
        return Markup()
    chosen = _chosen(view, NETWORK, networks)
    texts = _texts(view, region, network_gap(view, region, chosen))
    return _folded(view, region, GapKind.NETWORK, networks, chosen, texts)


def _of_figure(view: View, region: RegionView) -> Markup:
    """The question about a missing figure. Only a municipality or province has it: those who govern it are asked."""
    missing = missing_indicators(region)
    if not missing or region.profile.level == RegionLevel.COROP:
        return Markup()
    chosen = _chosen(view, INDICATOR, missing)
    texts = _texts(view, region, indicator_gap(view, region, chosen))
    return _folded(view, region, GapKind.INDICATOR, missing, chosen, texts)


def _chosen(view: View, parameter: str, names: Mapping[str, str]) -> str:
    typed = view.typed(parameter)
    return typed if typed in names else next(iter(names))


def _folded(  # noqa: PLR0913, PLR0917 - what a block is made of
    view: View, region: RegionView, kind: GapKind, names: Mapping[str, str], chosen: str, texts: Markup
) -> Markup:
    """A folded block with a menu of all gaps of this kind, and the question about the chosen one."""
    parameter = {GapKind.NETWORK: NETWORK, GapKind.INDICATOR: INDICATOR}[kind]
    choices = tuple(Choice(name, "", is_on=key == chosen, value=key) for key, name in names.items())
    choose = control_html(view, menu(view, parameter, view.t(f"vraag.{kind}.choose"), choices, ControlPlace.PANE))
    is_open = Markup(" open") if view.typed(parameter) in names else ""
    summary = view.t(f"vraag.{kind}.summary", count=len(names), name=region.name)
    return Markup('<details class="vraagsoort"{}><summary>{}</summary>{}{}</details>').format(
        is_open, summary, choose, texts
    )


def _texts(view: View, region: RegionView, gap: Gap) -> Markup:
    texts = Markup().join(_to_copy(view, reader, question(view, region, gap, reader)) for reader in gap.readers)
    return Markup('<div class="vragen">{}</div>').format(texts)


def question(view: View, region: RegionView, gap: Gap, reader: Reader) -> str:
    """The whole text: what we know and do not know, how old that is, what we ask, and the address of the page."""
    words = {"name": region.name, **gap.words}
    paragraphs: Sequence[str] = [
        view.t(f"vraag.to_{reader}", **words),
        " ".join([view.t(f"vraag.{gap.kind}.gap", **words), *gap.facts]),
        view.t(f"vraag.{gap.kind}.ask_{reader}", **words),
        view.t(
            "vraag.source",
            date=long_date(region.read, view.language),
            version=region.version,
            address=f"{site_address()}{_address(view, region)}",
        ),
    ]
    return "\n\n".join(paragraphs)


def _address(view: View, region: RegionView) -> str:
    """The address of the region's page, with its name instead of its code if possible."""
    code = region.profile.code
    return (region.address(code) or "") if code == OWN else view.to_region(code)


def _to_copy(view: View, reader: Reader, words: str) -> Markup:
    name, t = view.t(f"vraag.for_{reader}"), view.t
    return Markup("<div><h3>{}</h3>{}</div>").format(name, to_copy(t, name, words, 19, "vraag"))
