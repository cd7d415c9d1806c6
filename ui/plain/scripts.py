"""The scripts at the end of every page."""

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from data_loaders.schema import Language
from ui.parameters import OPENS, REPEATS, TRAVELS
from ui.plain.tokens import style_address
from ui.site_address import base_path
from ui.texts import texts

FOLDER = Path(__file__).parent
_FILES = ("live.js", "reach.js", "map.js", "search.js", "frame.js")


@cache
def script(pages: tuple[str, ...], language: Language) -> str:
    """The script of every page (search while typing, and the takeover by the live page), and the link to the whole style sheet.

    Every page also works without it.
    """
    t = texts(language)
    settings = {
        "base": base_path(),
        "pages": ["", *pages],
        "travels": TRAVELS,
        "opens": OPENS,
        "repeats": REPEATS,
        "code": code_version(),
        "search": {"found": t("kaart.search_found", count="{count}"), "none": t("kaart.search_none")},
        "reach": {name: t(f"site.reach_{name}") for name in ("lost", "held", "plain")},
    }
    given = json.dumps(settings, ensure_ascii=False)
    return f'<script>window.samenkaart = {given};{_code()}</script><link rel="stylesheet" href="{base_path()}{style_address()}">'


@cache
def _code() -> str:
    written = ";\n".join((FOLDER / name).read_text("utf-8") for name in _FILES)
    return re.sub(r"^\s*(//.*)?\n?", "", written, flags=re.MULTILINE)


@cache
def code_version() -> str:
    """The version of scripts and styles. A live page that was opened with another version reloads itself (`reach.js`)."""
    return sha256((_code() + style_address()).encode()).hexdigest()[:12]
