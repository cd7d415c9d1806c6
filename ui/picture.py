"""Any page as a picture, for previews of shared links and for downloads: its answer, its drawing and its source.

All pictures have the size of link previews. They are made without a browser; the same story gives the same bytes.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup

from ui.engine import svg_png
from ui.map_key import wrapped
from ui.numbers import long_date
from ui.parameters import in_language
from ui.plain.page import page_macro
from ui.site_address import site_address
from ui.still import drawing_in, size_of, still
from ui.story import Part, PartPicture, Story
from ui.view import View

WIDTH, HEIGHT, MARGIN = 1200, 630, 44
WIDE = 1.5
"""A drawing with at least this ratio of width to height is placed under the words, else beside them."""
SOURCE_PX, LEADING = 13, 1.22
WIDEST_LETTER, MOST_LINES = 0.58, 4
"""For an address: the width of a letter as a share of its size, and the lines that it may take."""
WIDER = 1.06
"""How much wider the words may become on a machine that lacks our typeface."""


def card_svg(view: View, story: Story, part: Part | None = None) -> str:
    """The page as a picture (SVG), with the drawing of `part`, or else the first drawing."""
    drawings = [each for each in story.parts if each.drawing] or [each for each in story.parts if drawing_in(each.body)]
    part = part or next(iter(drawings), None)
    drawing = _drawing(part)
    size = size_of(drawing.drawing)
    is_wide = size[0] > WIDE * size[1]
    beside = 0.0 if is_wide or not drawing.drawing else size[0] * HEIGHT / size[1]
    room = WIDTH - beside - 2 * MARGIN
    sizes = (60, 28) if not drawing.drawing else (40, 21)
    summary = story.description or " ".join(filter(None, [story.sentence, story.limits]))
    title = _lines(story.answer, sizes[0], room, 2 if is_wide else 4)
    beside_key = 3 if drawing.key else 7
    under = _lines(summary, sizes[1], room, 2 if is_wide else beside_key)
    source = _source(view, story, part, room)
    top = float(MARGIN + 48)
    words = [_brand(view)]
    for lines, px, kind in ((title, sizes[0], "700"), (under, sizes[1], "400")):
        words += _written(lines, px, top, kind)
        top += len(lines) * px * LEADING + px * 0.45
    foot = HEIGHT - 24 - (len(source) - 1) * SOURCE_PX * LEADING
    words += _written(source, SOURCE_PX, foot - SOURCE_PX, "400", "vaag")
    if is_wide:
        words.append(_fitted(drawing.drawing, MARGIN, top, WIDTH - 2 * MARGIN, foot - 30 - top))
    elif drawing.drawing:
        words.insert(0, _fitted(drawing.drawing, WIDTH - beside, 0, beside, HEIGHT))
        wide, high = size_of(drawing.key)
        larger = min(1.25, max(foot - 30 - top, 1) / max(high, 1))
        words.append(_fitted(drawing.key, MARGIN, top, wide * larger, high * larger))
    whole = Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{alt}">'
        '<rect width="100%" height="100%" fill="var(--grond)"/>{words}<rect width="{w}" height="8" fill="var(--accent)"/></svg>'
    )
    alt = plain(f"{story.answer}. {summary}")
    return still(str(whole.format(w=WIDTH, h=HEIGHT, alt=alt, words=Markup().join(words))))


def png(svg: str, scale: float = 1) -> bytes:
    """One of our pictures as PNG; loads nothing from the network."""
    return svg_png(svg, scale)


def plain(words: str) -> str:
    """`words` without unprintable characters, which an address may contain and an SVG file may not."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def _drawing(part: Part | None) -> PartPicture:
    if part is None:
        return PartPicture(Markup())
    return part.drawing() if part.drawing else PartPicture(Markup(drawing_in(part.body)))  # noqa: S704 - of a part, which escapes


def _brand(view: View) -> Markup:
    name = Markup('<text x="{}" y="{}" font-size="24" font-weight="700" fill="var(--inkt)">{}</text>')
    logo = page_macro("logo", view.language)
    return _fitted(logo, MARGIN, MARGIN - 12, 33, 28) + name.format(MARGIN + 43, MARGIN + 11, view.t("site.name"))


def _source(view: View, story: Story, part: Part | None, room: float) -> list[str]:
    """The lines at the bottom: source, age, version, and the address on lines of its own."""
    date = long_date(view.snapshot.date, view.language)
    foot = view.t("site.paper_foot", date=date, version=view.snapshot.version)
    shown = part or next((each for each in story.parts if each.is_of_data), None)
    source = view.t("figure.source", source=shown.source, age=shown.age) if shown and shown.is_of_data else ""
    address = f"{site_address()}{in_language(story.address, view.language)}"
    return [*_lines(f"{source} {foot}", SOURCE_PX, room, 4), *_pieces(plain(address), room)]


def _pieces(address: str, room: float) -> list[str]:
    """An address broken into lines; cut off after `MOST_LINES`."""
    letters = int(room / (SOURCE_PX * WIDEST_LETTER))
    lines = [address[start : start + letters] for start in range(0, len(address), letters)]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][:-1]}…"]


def _written(lines: Iterable[str], px: float, top: float, weight: str, colour: str = "inkt") -> list[Markup]:
    line = Markup('<text x="{}" y="{:.0f}" font-size="{}" font-weight="{}" fill="var(--{})">{}</text>')
    return [
        line.format(MARGIN, top + px * (0.85 + LEADING * place), px, weight, colour, words)
        for place, words in enumerate(lines)
    ]


def _fitted(svg: Markup, x: float, y: float, wide: float, high: float) -> Markup:
    """A drawing scaled to fit in the middle of this box."""
    inside = re.sub(r'^(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", str(svg))
    box = f'<svg x="{x:.0f}" y="{y:.0f}" width="{max(wide, 0):.0f}" height="{max(high, 0):.0f}" '
    return Markup(inside.replace("<svg ", box, 1))  # noqa: S704 - of a part, which escapes


def _lines(words: str, px: float, room: float, most: int) -> list[str]:
    """`words` broken into at most `most` lines."""
    lines = wrapped(plain(words), px * WIDER, room)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]
