"""Drawings of a region's figures for its A4: the spread of the group, and the themes."""

from markupsafe import Markup

from ui.drawing import Scale, box, line, svg, ticks, width_of, words
from ui.numbers import number
from ui.region.region_view import RegionView

SPREAD_PX = (760, 96)
THEMES_PX, ROW_PX = 360, 26


def spread_chart(region: RegionView) -> Markup:
    """The group on one axis: a band for the middle half, a line for the median, a dot for each region, and this region's margin."""
    wide, high = SPREAD_PX
    five = region.profile.spread.row(0, named=True)
    points = region.profile.points.drop_nulls("per_10k")
    marks = ticks(max(0.1, *(points["per_10k_high"].fill_null(0))), 6)
    x, y, floor = Scale(0, marks[-1], 14, wide - 30), 44, 66
    axis = [
        shape
        for mark in marks
        for shape in (
            line(x(mark), 18, x(mark), floor, "rooster"),
            words(x(mark), floor + 15, number(mark, region.language, 1), "klein", "middle"),
        )
    ]
    lower, median, upper = (x(five[name]) for name in ("lower_quartile", "median", "upper_quartile"))
    group = [box(lower, y - 20, upper - lower, 40, "helft"), line(median, y - 20, median, y + 20, "eind")]
    dot = Markup('<circle class="ander" cx="{:g}" cy="{}" r="4.5"><title>{}</title></circle>')
    others = [
        dot.format(x(rate), y, f"{name}: {region.rate(rate)}")
        for rate, name, is_self in points.select("per_10k", "name", "is_self").iter_rows()
        if not is_self
    ]
    own = [
        shape
        for row in points.filter("is_self").iter_rows(named=True)
        for shape in (
            line(x(row["per_10k_low"]), y, x(row["per_10k_high"]), y, "start"),
            Markup('<path class="vol" d="M{0:g} {1}l7 7-7 7-7-7z"/>').format(x(row["per_10k"]), y - 7),
            words(x(row["per_10k"]), 13, row["name"], "vet", "middle"),
        )
    ]
    title = words(wide / 2, high - 2, region.part("spreiding.axis"), "klein", "middle")
    return svg(wide, high, [*axis, *group, *others, *own, title])


def themes_chart(region: RegionView) -> Markup:
    """A bar for each theme with its known initiatives. A theme without any gets the words "none known" instead."""
    rows = [
        (str(theme), region.t(f"theme.{theme}"), known)
        for theme, known in region.profile.themes.select("theme", "known").iter_rows()
    ]
    left = max(width_of(name) for _, name, _ in rows) + 10
    x = Scale(0, 1.15 * max(1, *(known for _, _, known in rows)), left, THEMES_PX)
    shapes = []
    for place, (theme, name, known) in enumerate(rows):
        y = place * ROW_PX
        shapes.append(words(left - 6, y + 17, name, "", "end"))
        bar = Markup('<rect x="{:g}" y="{}" width="{:g}" height="15" fill="var(--thema-{})"/>')
        shapes += [bar.format(left, y + 5, x(known) - left, theme)] if known else []
        shapes.append(words(x(known) + 5, y + 17, region.count(known) if known else region.part("thema.none")))
    return svg(THEMES_PX, ROW_PX * len(rows), shapes)
