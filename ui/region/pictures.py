"""The drawings in a region's story."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from data_loaders.schema import Theme
from measures.region.rows import ReferenceRow
from ui.drawing import Scale, ticks
from ui.plain.lists import link
from ui.plain.marks import dot
from ui.region.region_view import RegionView

WIDE, HIGH = 300, 22
"""Width and height of the drawing in one row, in units of its `viewBox`."""


@dataclass(frozen=True)
class Rate:
    """A row with a rate and its margin."""

    words: Markup
    rate: float | None
    low: float | None = None
    high: float | None = None
    beside: str = ""
    """Words at the end of the row."""
    is_own: bool = False
    colour: str = "accent"
    others: Sequence[tuple[float, str]] = ()
    """Rates and names of other regions, drawn as open dots."""
    country: float | None = None
    """Rate of the country, drawn as a dashed line."""


def tick_places(most: float) -> tuple[list[float], Scale]:
    """Round values from 0 up to `most`, and the place of any value."""
    return [tick for tick in ticks(most, 5) if tick <= most], Scale(0, max(most, 0.1) * 1.04, 6, WIDE - 6)


def rates_plot(region: RegionView, rows: Sequence[Rate]) -> Markup:
    """Rows on one scale, each with a dot, a band for its margin, open dots for other regions, and a dashed line for the country."""
    shown = [row for row in rows if row.rate is not None]
    values = [value for row in shown for value in (row.rate, row.high, row.country, *(each for each, _ in row.others))]
    marked, x = tick_places(max((value for value in values if value), default=1))
    axis = Markup().join(
        Markup('<text x="{:.1f}" y="15">{}</text>').format(x(tick), region.count(round(tick, 2))) for tick in marked
    )
    lines = Markup().join(Markup('<path d="M{0:.1f} 0V22"/>').format(x(tick)) for tick in marked)
    head = Markup('<li class="schaal" aria-hidden="true"><span></span>{}<span></span></li>').format(_svg(axis))
    body = Markup().join(_rate_row(row, x, lines) for row in rows)
    return Markup('<ul class="stroken">{}{}</ul>').format(head, body)


def _svg(inside: Markup) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" aria-hidden="true">{}</svg>').format(WIDE, HIGH, inside)


def _rate_row(row: Rate, x: Callable[[float], float], lines: Markup) -> Markup:
    marks = [Markup('<g class="rooster">{}</g>').format(lines)]
    if row.country is not None:
        marks.append(Markup('<path class="land" d="M{0:.1f} 2V20"/>').format(x(row.country)))
    if row.low is not None and row.high is not None:
        band = '<path class="band" d="M{:.1f} 11H{:.1f}" style="stroke:var(--{})"/>'
        marks.append(Markup(band).format(x(row.low), x(row.high), row.colour))  # noqa: S704 - our own drawing
    for rate, name in row.others:
        other = '<circle class="ander" cx="{:.1f}" cy="11" r="4"><title>{}</title></circle>'
        marks.append(Markup(other).format(x(rate), name))  # noqa: S704 - our own drawing
    if row.rate is not None:
        own = '<circle cx="{:.1f}" cy="11" r="{}" style="fill:var(--{})"/>'
        marks.append(Markup(own).format(x(row.rate), 6 if row.is_own else 5, row.colour))  # noqa: S704 - our own drawing
    kind = Markup(' class="eigen"') if row.is_own else Markup()
    return Markup("<li{}><span>{}</span>{}<span>{}</span></li>").format(
        kind, row.words, _svg(Markup().join(marks)), row.beside
    )


def beside_plot(region: RegionView, references: Sequence[tuple[str, ReferenceRow]]) -> Markup:
    """The rates of the region and of its references."""
    own = region.own
    rates = [
        Rate(
            Markup("<b>{}</b>").format(region.name),
            own["per_10k"],
            own["per_10k_low"],
            own["per_10k_high"],
            region.rate(own["per_10k"]),
            is_own=True,
        )
    ]
    for label, row in references:
        words = link(region.address(row["code"]), label)
        beside = f"{region.rate(row['per_10k'])} · {region.part('verdict.' + row['verdict'])}"
        rates.append(Rate(words, row["per_10k"], row["per_10k_low"], row["per_10k_high"], beside, colour="rand"))
    return rates_plot(region, rates)


def themes_plot(region: RegionView) -> Markup:
    """For each theme the rate here, in similar regions and in the country, and the number known here."""
    profile, rates = region.profile, region.tables.theme_rates
    country = dict(rates.filter(code="NL").select("theme", "per_10k").iter_rows())
    members = profile.points.filter(~pl.col("is_self"))["code"].to_list()
    named = members if len(members) <= MOST_MEMBERS else []
    others = rates.filter(pl.col("code").is_in(named)).drop_nulls("per_10k")
    rows = []
    for row in profile.themes.sort("known", descending=True, maintain_order=True).iter_rows(named=True):
        theme = str(row["theme"])
        of_theme = others.filter(theme=theme).select("per_10k", "name").rows()
        words = Markup("{} {}").format(dot(theme), region.t(f"theme.{theme}"))
        known = region.count(row["known"]) if row["known"] else region.part("thema.none")
        rate = row["per_10k"] if row["known"] else None
        low, high = (row["per_10k_low"], row["per_10k_high"]) if row["known"] else (None, None)
        rows.append(
            Rate(
                words,
                rate,
                low,
                high,
                known,
                is_own=True,
                colour=f"thema-{theme}",
                others=of_theme,
                country=country.get(theme),
            )
        )
    return rates_plot(region, rows)


MOST_MEMBERS = 20
"""With more regions than this, their dots are left out."""


BarRow = tuple[Markup, int, str]
"""Name, number, and words beside the number."""


def bars(region: RegionView, rows: Sequence[BarRow], unknown: BarRow | None = None) -> Markup:
    """Names with a bar and a number. Zero is written as "none known", without a bar.

    Args:
        region: for its words.
        rows: what is known.
        unknown: the number of which it is not known under which row they belong: the last bar, hatched.
    """
    every = [*rows, unknown] if unknown else rows
    most = max([1, *(count for _, count, _ in every)])
    items = []
    for row in every:
        words, count, beside = row
        kind = Markup(' class="streep"') if row is unknown else ""
        bar = Markup('<i{} style="width:{:.1f}%"></i>').format(kind, 100 * count / most)
        shown = region.count(count) if count else region.part("thema.none")
        items.append(
            Markup(
                '<li><span>{}</span><span class="balk" aria-hidden="true">{}</span><b>{}</b><span class="vaag">{}</span></li>'
            ).format(words, bar if count else "", shown, beside)
        )
    return Markup('<ul class="balken">{}</ul>').format(Markup().join(items))


def themes_side_by_side(region: RegionView, names: dict[str, str], themes: pl.DataFrame) -> Markup:
    """Rates per theme of several regions: a row for each theme and region, on one scale."""
    rows = []
    for theme in Theme:
        for code, name in names.items():
            row = themes.filter(code=code, theme=theme.value).row(0, named=True)
            words = Markup("{} {} <small>{}</small>").format(dot(theme.value), region.t(f"theme.{theme}"), name)
            known = region.count(row["known"]) if row["known"] else region.part("thema.none")
            known_rate = row["per_10k"] if row["known"] else None
            rows.append(Rate(words, known_rate, beside=known, colour=f"thema-{theme}"))
    return rates_plot(region, rows)
