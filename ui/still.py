"""A drawing of a page as a separate SVG, for paper and picture files: without links, with its style rules and colours inside."""

import re
from functools import cache

from ui.map_svg import HATCH
from ui.plain.needed import alternatives, blocks, needed
from ui.plain.tokens import style, tokens

FONT = "Source Sans Pro, Liberation Sans, Arial, Helvetica, sans-serif"
"""Our typeface, then others for machines that do not have it."""
LEAST_PX = 300
"""An SVG of at least this width is a drawing; a smaller one is a mark among words."""
_SVG = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL)
_SIZE = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_TOKEN = re.compile(r"var\(--([\w-]+)\)")
_PIECE = re.compile(r'<g\b[^>]*>|</g>| d="([^"]*)"')
_SCALED = re.compile(r'<g class="mercator" transform="(translate\([^)]*\)) scale\(([\d.e-]+)\)">')
_LINK = re.compile(r"</?a\b[^>]*>")


def drawing_in(body: str) -> str:
    """The only drawing in the HTML of a part; empty if it has none or several. Drawings for phones do not count."""
    drawings = [
        svg for svg in _SVG.findall(body.split('<div class="smal">', maxsplit=1)[0]) if size_of(svg)[0] >= LEAST_PX
    ]
    return drawings[0] if len(drawings) == 1 else ""


def size_of(svg: str) -> tuple[float, float]:
    """Width and height in pixels."""
    matched = _SIZE.search(svg)
    return (float(matched[1]), float(matched[2])) if matched else (0.0, 0.0)


def still(svg: str) -> str:
    """`svg` for programs that do not know custom properties or non-scaling lines; in the colours for a light ground."""
    flat = _LINK.sub(_group, _flat(svg))
    rules = _rules(_classes(flat))
    # On the page, a legend uses the hatching patterns of the map beside it. Alone it needs its own.
    hatch = HATCH if "url(#" in rules and "<pattern" not in flat else ""
    ruled = flat.replace(">", f"><style>{rules}</style>{hatch}", 1)
    whole = ruled.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}" ', 1)
    return in_plain_colours(whole)


def in_plain_colours(svg: str) -> str:
    """`svg` with the (light) colours themselves instead of their names."""
    known = tokens("light")
    return _TOKEN.sub(lambda token: known.get(token[1], "none"), svg)


def _group(link: re.Match[str]) -> str:
    """A group in place of a link, with the same class, because style rules may apply to the link as a whole."""
    kind = re.search(r' class="[^"]*"', link[0])
    return "</g>" if link[0] == "</a>" else f"<g{kind[0] if kind else ''}>"


def _classes(svg: str) -> str:
    return " ".join(sorted(set(re.findall(r'class="[^"]*"', svg))))


@cache
def _rules(classes: str) -> str:
    """The rules of the style sheet for these classes, as far as their selectors are simple."""
    rules = []
    for selector, body in blocks(needed(style(), classes)):
        plain = [one for one in alternatives(selector) if "." in one and not re.search(r"[:@\[*>]", one)]
        if plain and "{" not in body:
            rules.append(f"{','.join(plain)}{{{body}}}")
    return "".join(rules)


def _flat(svg: str) -> str:
    """`svg` with all shapes in pixels. On the page the browser scales them, but other programs would also scale their lines."""
    scales = [1.0]

    def piece(matched: re.Match[str]) -> str:
        if matched[1] is not None:
            return matched[0] if scales[-1] == 1 else f' d="{_scaled(matched[1], scales[-1])}"'
        if matched[0] == "</g>":
            scales.pop()
            return matched[0]
        scaled = _SCALED.fullmatch(matched[0])
        scales.append(float(scaled[2]) if scaled else scales[-1])
        return f'<g transform="{scaled[1]}">' if scaled else matched[0]

    return _PIECE.sub(piece, svg)


def _scaled(path: str, scale: float) -> str:
    return re.sub(r"-?\d+", lambda steps: f"{int(steps[0]) * scale:.2f}", path)
