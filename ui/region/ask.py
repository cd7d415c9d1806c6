"""From a gap to a question: a text to copy for whoever may know of an initiative that we do not."""

from enum import StrEnum

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel, Theme
from measures.region.enums import ThemeState
from measures.region.need import PAIRS
from ui.need import chosen_theme, figure_of, figure_words, theme_switch
from ui.numbers import long_date
from ui.region.region_view import RegionView
from ui.site_address import site_address
from ui.story import Part, PartKind, Place
from ui.view import View

NAME = "vraag"
MOST_NAMED = 3


class Reader(StrEnum):
    """Whom a question is for; the words of each are in the texts `vraag.*`."""

    MUNICIPALITY = "municipality"
    NETWORK = "network"
    COUNCIL = "council"


def gaps(region: RegionView) -> list[Theme]:
    """Themes of which no initiative is known in the region, in the order of the screens."""
    unknown = region.profile.themes.filter(state=ThemeState.NOT_KNOWN)["theme"].cast(pl.String).to_list()
    return [Theme(theme) for theme in unknown]


def question_part(view: View, region: RegionView) -> Part | None:
    """A question per reader about one of the gaps; None where every theme is known, and for regions that nobody governs alone."""
    unknown = gaps(region)
    if region.profile.level != RegionLevel.MUNICIPALITY or not unknown:
        return None
    chosen = chosen_theme(view)
    theme = chosen if chosen in unknown else unknown[0]
    texts = Markup().join(_to_copy(view, reader, question(view, region, theme, reader)) for reader in Reader)
    switch = theme_switch(view, view.t("vraag.themes"), unknown, theme, NAME)
    intro = view.t("vraag.intro", count=len(unknown), name=region.name)
    body = Markup('<p>{}</p>{}<div class="vragen">{}</div>').format(intro, switch, texts)
    return Part(NAME, view.t("vraag.title"), kind=PartKind.TEXT, body=body, place=Place.WHOLE)


def question(view: View, region: RegionView, theme: Theme, reader: Reader) -> str:
    """The whole text: what we know and do not know, how old that is, what we ask, and where it stands."""
    words = {"name": region.name, "theme": view.t(f"theme.{theme}").lower()}
    address = f"{site_address()}{view.link('regio', gemeente=region.name)}"
    request = view.t(f"vraag.ask_{reader}", **words)
    known = [
        view.t("vraag.gap", **words),
        _known(view, region),
        *_beside(view, region, theme),
        *_figure(view, region, theme),
    ]
    source = view.t("vraag.source", date=long_date(region.read, view.language), version=region.version, address=address)
    return "\n\n".join([view.t(f"vraag.to_{reader}", **words), " ".join(known), request, source])


def _known(view: View, region: RegionView) -> str:
    return view.t("vraag.known", count=region.own["known"], name=region.name, age=region.age)


def _beside(view: View, region: RegionView, theme: Theme) -> list[str]:
    """Neighbours where the theme is known, most first."""
    row = region.profile.themes.row(by_predicate=pl.col("theme") == theme.value, named=True)
    near = [
        view.t("vraag.neighbour", name=each["name"], count=each["known"]) for each in row["neighbours"][:MOST_NAMED]
    ]
    return [view.t("vraag.beside", names=", ".join(near))] if near else [view.t("vraag.beside_none")]


def _figure(view: View, region: RegionView, theme: Theme) -> list[str]:
    """The figure of CBS beside the theme, as far as it is known; it says where to look, not that something lacks."""
    figure = figure_of(view, theme)
    of_theme = region.tables.context_values.filter(indicator_id=PAIRS[theme], municipality_code=region.profile.code)
    values = of_theme["value"].drop_nulls()
    if figure is None or values.is_empty():
        return []
    need = figure_words(view, values[0])
    return [
        view.t("vraag.figure", label=figure.label, name=region.name, need=need, unit=figure.unit, year=str(figure.year))
    ]


def _to_copy(view: View, reader: Reader, words: str) -> Markup:
    name, t = view.t(f"vraag.for_{reader}"), view.t
    # `data-kopieer` is what the button says, once a script is there to do it.
    return Markup(
        '<div><h3>{0}</h3><textarea readonly rows="19" aria-label="{0}" data-kopieer="{1}" data-gekopieerd="{2}">{3}</textarea></div>'
    ).format(name, t("vraag.copy"), t("initiatieven.copied"), words)
