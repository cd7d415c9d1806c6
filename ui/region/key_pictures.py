"""The small drawings in a region's key figures."""

from collections.abc import Sequence

import polars as pl
from markupsafe import Markup

from measures.region.enums import NetworkState
from ui.drawing import line, width_of, words
from ui.plain.marks import dot
from ui.region.pictures import tick_places
from ui.region.region_view import RegionView

MOST_UNITS = 60
"""Up to this number, each initiative is a block of its own in the bar."""
MOST_NAMED_DOTS = 6
WIDE, LETTER_PX = 298, 10.5
"""Width of the strip, and size of its letters, in pixels. The strip is too narrow to count as a separate drawing (`ui.still`)."""
ABOVE, AXIS, TICKS_AT, BELOW, HIGH = 10, 23, 37, 50, 54
"""Heights in the strip from its top: upper names, the axis with the dots, figures, lower names, and the whole strip."""
YEARS_PX, WITHOUT_PX = 264, 62


def theme_bar(region: RegionView) -> Markup:
    """The initiatives by main theme, as one bar with a legend; a block per initiative if there are few."""
    counts = (
        region.profile.themes.select("theme", "known_main")
        .filter(pl.col("known_main") > 0)
        .sort("known_main", descending=True)
    )
    parts = [(str(theme), known) for theme, known in counts.iter_rows()]
    is_few = sum(known for _, known in parts) <= MOST_UNITS
    block = Markup('<i style="flex:{} 1 0;background:var(--thema-{})"></i>')
    bar = Markup().join(
        block.format(1, theme) * known if is_few else block.format(known, theme) for theme, known in parts
    )
    legend = Markup(" ").join(
        Markup("<span>{} {} {}</span>").format(dot(theme), region.t(f"theme.{theme}").lower(), region.count(known))
        for theme, known in parts
    )
    return Markup('<p class="stapel{}" aria-hidden="true">{}</p><p class="themas klein">{}</p>').format(
        " stuks" if is_few else "", bar, legend
    )


def networks_bar(region: RegionView, most: int) -> Markup:
    """The networks with their numbers of initiatives, and the number without a network; also as a bar if the parts add up.

    `most` is the number of networks to name.
    """
    active = region.profile.networks.filter(state=NetworkState.ACTIVE).sort("known", descending=True)
    unlisted = region.profile.unlisted_networks
    named = [*active.select("name", "known").iter_rows(), *unlisted.select("name", "known").iter_rows()]
    shown = [f"{name} {region.count(known)}" for name, known in named[:most]]
    shown += [region.part("more", count=len(named) - most)] if len(named) > most else []
    without = region.profile.without_network
    blank = [region.part("kern.no_network", count=without)] if without and named else []
    sentence = Markup('<p class="klein">{}</p>').format(" · ".join([*shown, *blank]))
    if not named or sum(known for _, known in named) + without != region.own["known"]:
        return sentence
    shades = ["accent", "schaal-2", "schaal-1"]
    bar = Markup().join(
        Markup('<i style="flex:{} 1 0;background:var(--{})"></i>').format(known, shades[min(place, len(shades) - 1)])
        for place, (_, known) in enumerate(named)
    )
    rest = Markup('<i class="streep" style="flex:{} 1 0"></i>').format(without) if without else Markup()
    return Markup('<p class="stapel" aria-hidden="true">{}{}</p>').format(bar, rest) + sentence


def years_bars(region: RegionView) -> Markup:
    """A bar for each year with the initiatives last seen in it, and one for those without a known year."""
    rows = region.profile.initiatives
    dated = rows.drop_nulls("seen_year")
    if dated.is_empty():
        return Markup()
    counts = dict(dated.group_by("seen_year").len().iter_rows())
    first, last = int(dated["seen_year"].min()), region.read.year  # type: ignore[arg-type]  # a year is a number
    without = rows.height - dated.height
    wide, most = (YEARS_PX - WITHOUT_PX) / (last - first + 1), max([*counts.values(), without, 1])
    # Where years stand too close for a number each, the highest one has it.
    has_room = max(width_of(region.count(count), LETTER_PX) for count in counts.values()) < wide + 4
    columns = [
        _column(
            (year - first) * wide,
            max(wide - 2, 1),
            count / most,
            region.count(count) if has_room or count == max(counts.values()) else "",
        )
        for year, count in sorted(counts.items())
    ]
    if without:
        columns.append(_column(YEARS_PX - 38, 30, without / most, region.count(without), "zonder"))
    years = [words(0, 60, str(first)), words(YEARS_PX - WITHOUT_PX, 60, str(last), "", "end")]
    unknown = [words(YEARS_PX, 60, region.part("kern.no_year"), "", "end")] if without else []
    return Markup('<svg class="jaren" viewBox="0 0 {} 64" aria-hidden="true">{}</svg>').format(
        YEARS_PX, Markup().join([*columns, *years, *unknown])
    )


def _column(left: float, wide: float, share: float, count: str, css: str = "") -> Markup:
    """One bar with its number on top."""
    high = 34 * share
    bar = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>')
    number = words(round(left + wide / 2, 1), round(44 - high, 1), count, "", "middle")
    return bar.format(css, left, 47 - high, wide, high) + number


def spread_plot(region: RegionView) -> Markup:
    """The group on one axis: open dots for regions, this region with its margin, and a dashed line for the country."""
    points = region.profile.points.drop_nulls("per_10k")
    own = points.filter("is_self").rows(named=True)
    others = [(row["per_10k"], row["name"]) for row in points.filter(~pl.col("is_self")).iter_rows(named=True)]
    beside = region.tables.rates.filter(code="NL") if others else region.tables.rates.clear()
    country = dict(beside.select("name", "per_10k").drop_nulls().iter_rows())
    values = [*(each for each, _ in others), *country.values(), *(row["per_10k_high"] for row in own)]
    ticks, x = tick_places(max([each for each in values if each is not None], default=1))
    shapes = [line(x(0), AXIS, WIDE - 6, AXIS, "as")]
    for tick in ticks:
        shapes += [
            line(x(tick), AXIS, x(tick), AXIS + 4, "as"),
            words(round(x(tick), 1), TICKS_AT, region.count(round(tick, 2)), "", "middle"),
        ]
    shapes += [line(x(rate), AXIS - 9, x(rate), AXIS + 9, "land") for rate in country.values()]
    for row in own:
        shapes.append(line(x(row["per_10k_low"]), AXIS, x(row["per_10k_high"]), AXIS, "band"))
    ring = Markup('<circle class="{}" cx="{:.1f}" cy="{}" r="{}"><title>{}</title></circle>')
    shapes += [ring.format("ander", x(rate), AXIS, 4, name) for rate, name in others]
    shapes += [ring.format("zelf", x(row["per_10k"]), AXIS, 6, region.name) for row in own]
    few = others if len(others) <= MOST_NAMED_DOTS else []
    names = [(x(row["per_10k"]), region.name, "vet") for row in own]
    names += [(x(rate), name, "") for rate, name in [*few, *((rate, name) for name, rate in country.items())]]
    return Markup('<svg class="strook" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>').format(
        WIDE, HIGH, Markup().join([*shapes, *_names(names)])
    )  # fmt: skip


def _names(wanted: Sequence[tuple[float, str, str]]) -> list[Markup]:
    """Names above or below their dots, as far as there is room. The first names in the list get room first."""
    placed: list[tuple[float, float, int]] = []
    texts = []
    for middle, name, css in wanted:
        half = width_of(name, LETTER_PX) / 2
        left = min(max(middle - half, 0), WIDE - 2 * half)
        free = (
            at
            for at in (ABOVE, BELOW)
            if all(at != row or left > end + 2 or left + 2 * half < start - 2 for start, end, row in placed)
        )
        row = next(free, None)
        if row is not None:
            placed.append((left, left + 2 * half, row))
            texts.append(words(round(left + half, 1), row, name, css, "middle"))
    return texts
