"""A map as a picture file, with everything in it that a reader needs who sees only the picture.

The drawing is that of the page (`ui.map_svg`, `ui.map_key`); this puts words beside it. Of the size that link previews want.
The same input gives the same SVG, byte for byte.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ui.engine import svg_png
from ui.map_key import Key, key_svg, wrapped
from ui.map_svg import SIZE, in_plain_colours
from ui.plain.tokens import fills
from ui.view import View

WIDTH, HEIGHT = 1200, 630
MARGIN, MAP_HIGH = 36, 630
SCALE = MAP_HIGH / SIZE[1]
WORDS_PX = WIDTH - SIZE[0] * SCALE - 2 * MARGIN
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""vl-convert carries Liberation Sans; readers' machines have Arial, in which every letter is as wide."""
WIDER = 1.09
"""Liberation Sans beside our own typeface."""
PNG_SCALE = 2
STYLE = Path(__file__).with_name("plain") / "map.css"


@dataclass(frozen=True)
class MapPicture:
    """What is in the picture. All texts are shown as they are; none is read as markup."""

    title: str
    sentence: str
    """The result in words; also the description for readers who do not see the picture."""
    source: str
    """Source, date of the data, data version and link."""
    map: Markup
    """Of `ui.map_svg.map_svg`, without links."""
    key: Key


def picture_svg(view: View, picture: MapPicture) -> str:
    """The picture as a whole SVG file, on a light ground."""
    y, words = float(MARGIN), []
    for text, size, most in ((picture.title, 30, 4), (picture.sentence, 17, 6)):
        for line in _lines(text, size, most):
            y += size * 1.25
            kind = "vet" if size > 20 else ""
            words.append(
                Markup('<text class="{}" x="{}" y="{:.0f}" font-size="{}">{}</text>').format(
                    kind, MARGIN, y, size, line
                )
            )
        y += 14
    key, wide, high = key_svg(view, picture.key)
    room = min(1.2, (HEIGHT - 92 - y) / max(high, 1), WORDS_PX / max(wide, 1))
    words.append(
        Markup('<g transform="translate({} {:.0f}) scale({:.3f})">{}</g>').format(MARGIN, y, max(room, 0.3), key)
    )
    for place, line in enumerate(reversed(_lines(picture.source, 12, 4))):
        at = HEIGHT - 20 - 16 * place
        words.append(Markup('<text class="vaag" x="{}" y="{}" font-size="12">{}</text>').format(MARGIN, at, line))
    whole = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{said}">'
        '<style>text{{font-family:{font}}}{style}</style><rect width="100%" height="100%" fill="var(--grond)"/>'
        '<svg x="{x:.0f}" width="{map_w:.0f}" height="{map_h}" viewBox="{box}">{map}</svg>{words}</svg>'
    ).format(
        w=WIDTH, h=HEIGHT, said=plain(picture.sentence), font=FONT, style=Markup(_style()), x=WIDTH - SIZE[0] * SCALE,  # noqa: S704 - our own file
        map_w=SIZE[0] * SCALE, map_h=MAP_HIGH, box=f"0 0 {SIZE[0]} {SIZE[1]}", map=picture.map, words=Markup().join(words),
    )  # fmt: skip
    return in_plain_colours(str(whole))


def plain(words: str) -> str:
    """`words` without the signs that no file of text can hold; they may come from an address."""
    return "".join(sign if sign.isprintable() else " " for sign in words)


def png(svg: str) -> bytes:
    """An SVG of ours as pixels; nothing is fetched for it."""
    return svg_png(svg, PNG_SCALE)


@cache
def _style() -> str:
    return fills().replace(":is(.bollenkaart,.sleutel) ", "") + STYLE.read_text("utf-8")


def _lines(words: str, size: float, most: int) -> list[str]:
    """`words` broken into at most `most` lines."""
    lines = wrapped(plain(words), size * WIDER, WORDS_PX)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]
