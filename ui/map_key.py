"""The legend of a map: what its classes mean, and that as a small drawing (SVG), the same beside the map and in a picture file."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import Language
from data_loaders.schema.rows import rows_of
from geo.breaks import ClassKind, ClassRow, is_round
from geo.placing import width_px
from ui.numbers import number
from ui.palette import class_tokens
from ui.texts import text
from ui.view import View

ROW_PX, TITLE_PX, LETTER_PX = 19, 20, 13
PATCH_PX, BAR_PX, GAP_PX = 15, 26, 7
LEAST_PX, MOST_PX = 150, 182
LINE_PX = 16
SQUARE_PX, TALL_PX = 38, 30


@dataclass(frozen=True)
class LegendRow:
    """One class of a map."""

    label: str
    colour: str
    """Name of its colour in the style sheet."""
    count: int
    """Number of regions in this class."""


@dataclass(frozen=True)
class MapKey:
    """The content of a legend: classes with a colour, or circles whose size stands for a number."""

    title: str
    unit: str
    """What the numbers behind the classes count; empty if there are no numbers."""
    rows: Sequence[LegendRow] = ()
    """The classes; empty for circles of different sizes."""
    colour: str = ""
    """Name of the colour of circles whose size stands for a number."""
    largest: int = 0
    """The number for the largest circle; 0 if circles do not stand for numbers."""
    per_root: float = 0.0
    """Radius in pixels for the square root of a number."""
    quiet: str = ""
    """What open circles stand for; empty if there are none."""
    is_round: bool = False
    """Whether the classes are colours of dots instead of areas."""
    plane: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    """For a map of two figures: the words from left to right and from bottom to top. The first `rows` fill this square from the
    bottom left."""


def key_svg(view: View, key: MapKey) -> tuple[Markup, int, int]:
    """The legend as an SVG group, with its width and height in pixels."""
    title = wrapped(key.title, LETTER_PX, MOST_PX)
    pieces = [_text(0, LINE_PX * line + 13, words, bold=True) for line, words in enumerate(title)]
    y: float = LINE_PX * len(title) + 6
    if key.largest:
        parts, y, wide = _circles(view, key, y)
    elif key.plane:
        parts, y, wide = _plane(view, key, y)
    else:
        parts, y, wide = _classes(view, key, y)
    pieces += parts
    for words in wrapped(key.quiet, LETTER_PX, MOST_PX - 20) if key.quiet else ():
        if words == key.quiet or key.quiet.startswith(words):
            pieces.append(Markup('<circle class="stil-punt" cx="6" cy="{}" r="3"/>').format(y + 9))
        pieces.append(_text(18, y + 13, words))
        y += LINE_PX
        wide = max(wide, 18 + width_px(words, LETTER_PX))
    wide = max([wide, LEAST_PX, *(width_px(words, LETTER_PX) for words in title)])
    return Markup('<g class="sleutel">{}</g>').format(Markup().join(pieces)), math.ceil(wide), math.ceil(y + 4)


def key_board(view: View, key: MapKey) -> Markup:
    """The legend as a separate SVG drawing."""
    body, wide, high = key_svg(view, key)
    board = (
        '<svg class="sleutelbord" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">{3}</svg>'
    )
    return Markup(board).format(wide, high, key.title, body)  # noqa: S704 - our own drawing


def wrapped(words: str, size: float, most_px: float) -> list[str]:
    """`words` broken into lines of at most `most_px`."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_px(f"{lines[-1]} {word}", size) <= most_px:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _circles(view: View, key: MapKey, y: float) -> tuple[list[Markup], float, float]:
    """Up to three circles inside each other, each with its number."""
    sizes = sorted({1, key.largest, *([10] if key.largest >= 25 else [])}, reverse=True)
    radii = [max(3.2, key.per_root * math.sqrt(size)) for size in sizes]
    middle, bottom = radii[0] + 2, y + 2 * radii[0] + 2
    pieces, last = [], y - 12.0
    for size, radius in zip(sizes, radii, strict=True):
        top = bottom - 2 * radius
        last = max(top + 5, last + 14)
        pieces.append(
            Markup(
                '<circle class="maat" cx="{0:.1f}" cy="{1:.1f}" r="{2:.1f}" fill="var(--{3})" stroke="var(--{3})"/>'
                '<path class="maat" d="M{0:.1f} {4:.1f}H{5:.1f}L{6:.1f} {7:.1f}" stroke="var(--{3})"/>'
            ).format(middle, bottom - radius, radius, key.colour, top, 2 * radii[0] + 9, 2 * radii[0] + 17, last - 4)
        )
        pieces.append(_text(2 * radii[0] + 21, last, number(size, view.language)))
    return pieces, max(bottom, last) + 4, 2 * radii[0] + 60


def _plane(view: View, key: MapKey, y: float) -> tuple[list[Markup], float, float]:
    """A square for each pair of classes with its count, words along two sides, and below it the other classes."""
    across, up = key.plane or ((), ())
    square = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>')
    amount = Markup('<text class="midden" style="fill:var(--op-{})" x="{}" y="{}">{}</text>')
    pieces = []
    for place, row in enumerate(key.rows[: len(across) * len(up)]):
        x, top = SQUARE_PX * (place % len(across)), y + TALL_PX * (len(up) - 1 - place // len(across))
        pieces.append(square.format(row.colour, x, top, SQUARE_PX - 2, TALL_PX - 2, row.label))
        pieces.append(amount.format(row.colour, x + SQUARE_PX / 2 - 1, top + 19, number(row.count, view.language)))
    right = SQUARE_PX * len(across) + 4
    pieces += [_text(right, y + TALL_PX * (len(up) - 1 - place) + 18, words) for place, words in enumerate(up)]
    low = y + TALL_PX * len(up)
    pieces += [
        Markup('<text class="midden" x="{}" y="{}">{}</text>').format(SQUARE_PX * (place + 0.5) - 1, low + 12, words)
        for place, words in enumerate(across)
    ]
    rest = replace(key, rows=key.rows[len(across) * len(up) :])
    more, y, wide = _classes(view, rest, low + ROW_PX)
    return [*pieces, *more], y, max(wide, right + max((width_px(words, LETTER_PX) for words in up), default=0))


def _classes(view: View, key: MapKey, y: float) -> tuple[list[Markup], float, float]:
    """A row for each class: its colour, words and count, the count as a bar and as a number."""
    most = max((row.count for row in key.rows), default=1) or 1
    words_px = max((width_px(row.label, LETTER_PX) for row in key.rows), default=0)
    bar = PATCH_PX + 2 * GAP_PX + words_px
    pieces = []
    for row in key.rows:
        patch = (
            Markup('<circle class="{}" cx="7" cy="{}" r="5.5"/>').format(row.colour, y + 9)
            if key.is_round
            else Markup('<rect class="vlak {}" y="{}" width="15" height="14"/>').format(row.colour, y + 2)
        )
        pieces.append(patch)
        pieces.append(_text(PATCH_PX + GAP_PX, y + 13, row.label))
        if key.is_round:
            pieces.append(_text(bar + BAR_PX, y + 13, number(row.count, view.language), end=True))
            y += ROW_PX
            continue
        pieces.append(
            Markup('<rect class="telbalk" x="{:.0f}" y="{}" width="{:.1f}" height="6"/>').format(
                bar, y + 6, max(1.0, BAR_PX * row.count / most)
            )
        )
        pieces.append(_text(bar + BAR_PX + 34, y + 13, number(row.count, view.language), end=True))
        y += ROW_PX
    return pieces, y, bar + BAR_PX + 34


def _text(x: float, y: float, words: str, *, bold: bool = False, end: bool = False) -> Markup:
    kind = " ".join(name for name, is_on in (("vet", bold), ("einde", end)) if is_on)
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, x, y, words)


def legend(breaks: pl.DataFrame, language: Language, sign: str = "") -> list[LegendRow]:
    """A row for each class of `geo.breaks.class_breaks`, in the same order; `sign` (such as `%`) follows the numbers.

    Classes of counts are written as whole numbers that do not overlap ("2–4"). Classes of rates are written as "2 to under 4",
    because a rate can lie anywhere in between. The lowest class is written as "less than …" and the highest as "… or more" if
    their outer bound is not a round number.
    """
    colours = class_tokens(breaks["kind"].to_list())
    places = [row for row, kind in enumerate(breaks["kind"]) if kind == ClassKind.VALUE]
    return [
        LegendRow(_label(row, language, sign, _ends(place, places)), colour, row["count"])
        for place, (row, colour) in enumerate(zip(rows_of(breaks, ClassRow), colours, strict=True))
    ]


@dataclass(frozen=True)
class _Ends:
    """Whether a class of values is the lowest, and whether it is the highest."""

    is_first: bool
    is_last: bool


def _ends(place: int, places: Sequence[int]) -> _Ends:
    return _Ends(place == min(places, default=-1), place == max(places, default=-1))


def _label(row: ClassRow, language: Language, sign: str, ends: _Ends) -> str:
    if row["kind"] == ClassKind.ZERO:
        return text(language, "legend.zero") + sign
    if row["kind"] != ClassKind.VALUE:
        return text(language, f"legend.{row['kind']}")
    lower, upper = row["lower"] or 0.0, row["upper"] or 0.0
    return (
        _whole(lower, upper, language, ends) + sign if row["is_whole"] else _range(lower, upper, language, sign, ends)
    )


def _whole(lower: float, upper: float, language: Language, ends: _Ends) -> str:
    # Zero is a class of its own: the class from 0 to 3 begins at 1.
    first, until = lower or 1, upper if ends.is_last else upper - 1
    shown = [number(value, language) for value in dict.fromkeys((first, until))]
    return ("–" if lower >= 0 else " – ").join(shown)


def _range(lower: float, upper: float, language: Language, sign: str, ends: _Ends) -> str:
    if lower == upper:
        return number(lower, language) + sign
    form = "last_range" if ends.is_last else "range"
    if ends.is_first != ends.is_last:
        if ends.is_first and not is_round(lower):
            form = "less"
        elif ends.is_last and not is_round(upper):
            form = "more"
    return text(language, f"legend.{form}", lower=number(lower, language), upper=number(upper, language), sign=sign)
