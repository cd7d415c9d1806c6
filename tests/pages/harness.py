"""Opens a page of the site with Streamlit's AppTest, without a browser."""

import gzip
import json
import re
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from data_loaders.schema import Language
from data_loaders.store import current
from ui.texts import LANGUAGES, text
from ui.view import View, data_of

DASHBOARD = str(Path(__file__).parents[2] / "dashboard.py")
SECONDS = 60


def open_page(name: str = "", **params: str | list[str]) -> AppTest:
    """The page at `/<name>?<params>`; the home page by default."""
    app = AppTest.from_file(DASHBOARD, default_timeout=SECONDS)
    for key, value in params.items():
        app.query_params[key] = value
    if not name:
        return app.run()
    # Streamlit learns in a first run which pages there are; a home page that shows nothing is enough for that.
    with patch("pages.run_home", lambda: None):
        app.run()
    return app.switch_page(f"pages/{name}/page.py").run()


def words(app: AppTest) -> str:
    """The text of our own HTML on the page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html(app))).strip()


def html(app: AppTest) -> str:
    """Our own HTML on the page: short pieces and the story."""
    short = [element.proto.body for element in app.get("html") if "<style>" not in element.proto.body]
    return " ".join([*short, *(each["html"] for each in pieces(app))])


def pieces(app: AppTest) -> list[dict[str, str]]:
    """What the browser is sent of a story, unpacked: HTML, and what the page around it gets."""
    packed = [element.proto.bytes for element in app.get("bidi_component") if element.proto.bytes]
    return [json.loads(gzip.decompress(each)) for each in packed]


def problems(app: AppTest) -> list[str]:
    """Errors while the page ran; if readers saw only a friendly message, the traceback from the log."""
    friendly = {text(language, "problem.unexpected") for language in LANGUAGES}
    told = [error.value for error in app.error if error.value in friendly]
    return [*(str(element.value) for element in app.exception), *told]


def address(app: AppTest) -> dict[str, list[str]]:
    """The query string of the address after the last run."""
    return {key: value if isinstance(value, list) else [value] for key, value in app.query_params.items()}


def view_in(language: Language) -> View:
    """A view of today's data without any choice."""
    return View(data_of(current()), language)
