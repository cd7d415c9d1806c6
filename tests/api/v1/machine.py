"""Calls the API, with the texts and filters of the site, without a server."""

import json
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlencode

from starlette.applications import Starlette

from api.server import routes
from data_loaders.documents import Document
from pages import stories
from tests.api import asgi
from ui.plain.site import Site


@cache
def site() -> Site:
    return Site(stories(), lambda _view, story: story.title.encode())


@cache
def app() -> Starlette:
    """Every address of ours, as the server has them; instead of a PDF comes its title."""
    return Starlette(routes=routes(site()))


def ask(path: str, method: str = "GET", headers: Mapping[str, str] | None = None, **params: object) -> asgi.Answer:
    query = urlencode(params, doseq=True)
    joined = "&" if "?" in path else "?"
    return asgi.get(app(), f"{path}{joined}{query}" if query else path, headers=headers, method=method)


def told(path: str, **params: str | int | list[str]) -> Document:
    """The parsed JSON of an answer."""
    answer = ask(path, "GET", None, **params)
    assert answer.status == 200, answer.body
    found: Document = json.loads(answer.body)
    return found
