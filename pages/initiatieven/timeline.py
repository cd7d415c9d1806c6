"""The time line of an initiative: when it began and when sources saw it."""

from collections.abc import Callable

from markupsafe import Markup

from data_loaders.schema.rows import InitiativeRow
from ui.view import View

WIDTH, PHONE_WIDTH, LEFT, RIGHT, HIGH = 720, 340, 24, 64, 22
EARLIEST = 2005


def timeline(view: View, row: InitiativeRow) -> Markup:
    """The start year, the years of sources and the year of the data on one line, dashed where nothing is known; a phone has a narrower one."""
    return Markup('<div class="breed">{}</div><div class="smal">{}</div>').format(
        _line(view, row, WIDTH), _line(view, row, PHONE_WIDTH)
    )


def _line(view: View, row: InitiativeRow, wide: int) -> Markup:
    read = view.snapshot.date.year + view.snapshot.date.timetuple().tm_yday / 365
    years: list[int] = sorted({source["year"] for source in row["sources"] if source["year"]})
    started: int | None = row["started_year"]
    first = min([EARLIEST, *years, *([started] if started else [])])

    def x(year: float) -> float:
        return LEFT + (wide - LEFT - RIGHT) * (year - first) / max(read - first, 1)

    marks = [_axis(x, first, int(read)), _read(view, x(read), wide)]
    begin = started or (years[0] if years else None)
    seen = years[-1] if years else None
    if begin and seen and seen > begin:
        marks.append(
            Markup('<path d="M{:.1f} 22H{:.1f}" stroke="var(--inkt)" stroke-width="4"/>').format(x(begin), x(seen))
        )
    last_known = seen or begin
    unknown_from = x(last_known) if last_known else LEFT
    dashes = '<path d="M{:.1f} 22H{:.1f}" stroke="var(--rand)" stroke-width="2" stroke-dasharray="3 5"/>'
    marks.append(Markup(dashes).format(unknown_from, x(read)))  # noqa: S704 - our own drawing
    marks += [_year(x(year), is_last=year == seen) for year in years]
    if started:
        marks.append(Markup('<path d="M{0:.1f} 14V30" stroke="var(--inkt)" stroke-width="3"/>').format(x(started)))
    marks += _words(view, started, seen, x, wide)
    alt = view.t("initiatieven.line_alt")
    return Markup(
        '<svg class="tijdlijn" viewBox="0 0 {} 48" width="{}" height="48" role="img" aria-label="{}">{}</svg>'
    ).format(wide, wide, alt, Markup().join(marks))


def _axis(x: Callable[[float], float], first: int, last: int) -> Markup:
    ticks = [year for year in range(first - first % 5, last + 1, 5 if last - first < 60 else 20) if year >= first]
    tick = '<path d="M{0:.1f} 26v6" stroke="var(--rand)"/><text class="as" x="{0:.1f}" y="45">{1}</text>'
    return Markup().join(Markup(tick).format(x(year), year) for year in ticks)  # noqa: S704 - our own drawing


def _read(view: View, x: float, wide: int) -> Markup:
    return Markup(
        '<path d="M{0:.1f} 4V34" stroke="var(--inkt)" stroke-width="1.4" stroke-dasharray="4 3"/>'
        '<text class="as vet" x="{1:.1f}" y="45" text-anchor="end">{2}</text>'
    ).format(x, wide, view.t("initiatieven.line_read"))


def _year(x: float, *, is_last: bool) -> Markup:
    fill, radius = ("inkt", 6.5) if is_last else ("grond", 5)
    return Markup('<circle cx="{:.1f}" cy="22" r="{}" fill="var(--{})" stroke="var(--inkt)" stroke-width="2"/>').format(
        x, radius, fill
    )


def _words(view: View, started: int | None, seen: int | None, x: Callable[[float], float], wide: int) -> list[Markup]:
    """The words at the marks, moved apart if they would overlap."""
    labels = [(started, view.t("initiatieven.line_started", year=str(started)))] if started else []
    labels += [(seen, view.t("seen.in_year", year=str(seen)))] if seen else []
    places = [min(max(x(year), 60), wide - 60) for year, _ in labels]
    if len(places) == 2 and abs(places[1] - places[0]) < 120:
        middle = min(max(sum(places) / 2, 120), wide - 120)
        places = [middle - 60, middle + 60] if places[0] <= places[1] else [middle + 60, middle - 60]
    word = '<text class="woord" x="{:.1f}" y="10">{}</text>'
    return [Markup(word).format(place, words) for place, (_, words) in zip(places, labels, strict=True)]  # noqa: S704
