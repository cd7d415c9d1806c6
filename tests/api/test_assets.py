import gzip

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from api.assets import STATIC, PackedAssets
from tests.api.asgi import get

NAME = f"/static/js/{next((STATIC / 'static' / 'js').glob('*.js')).name}"
SCRIPT = "export const a = 1\n" * 100
PACKS = {"accept-encoding": "gzip, br"}


class Counted:
    """A server that gives every name the same answer and records its requests."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._app = Starlette(routes=[Route("/static/{path:path}", self._file)])

    async def _file(self, _request: object) -> PlainTextResponse:
        return PlainTextResponse(SCRIPT, headers={"ETag": "file", "Cache-Control": "immutable"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        await self._app(scope, receive, send)


def test_a_script_is_packed_and_streamlit_is_not_asked_for_it() -> None:
    counted = Counted()
    app = PackedAssets(counted)

    answers = [get(app, NAME, headers=PACKS) for _ in range(2)]

    assert counted.asked == []
    assert answers[0] == answers[1]
    assert gzip.decompress(answers[0].body) == (STATIC / NAME.lstrip("/")).read_bytes()
    assert answers[0].headers["content-length"] == str(len(answers[0].body))
    assert answers[0].headers["vary"] == "Accept-Encoding"
    assert "etag" not in answers[0].headers


def test_a_packed_script_is_of_the_same_kind_and_kept_as_long_as_streamlits_own() -> None:
    streamlit = Starlette(routes=create_streamlit_static_assets_routes(None))
    packed, own = (get(PackedAssets(streamlit), NAME, headers=headers) for headers in (PACKS, {}))

    same = ("content-type", "cache-control")
    assert [packed.headers[name] for name in same] == [own.headers[name] for name in same]
    assert gzip.decompress(packed.body) == own.body


def test_a_visitor_who_leaves_early_spoils_nothing_for_the_next() -> None:
    """What is kept for all must be whole."""
    app = PackedAssets(Counted())

    get(app, NAME, headers=PACKS, leaves=True)

    assert gzip.decompress(get(app, NAME, headers=PACKS).body) == (STATIC / NAME.lstrip("/")).read_bytes()


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (NAME, {}),
        (NAME, PACKS | {"range": "bytes=0-9"}),
        (NAME, PACKS | {"if-none-match": "file"}),
        ("/static/media/a.woff2", PACKS),
        ("/static/js/../a.js", PACKS),
    ],
)
def test_other_answers_pass_unchanged(path: str, headers: dict[str, str]) -> None:
    assert "content-encoding" not in get(PackedAssets(Counted()), path, headers=headers).headers


def test_only_files_are_cached() -> None:
    counted = Counted()
    app = PackedAssets(counted)

    answers = [get(app, "/static/js/made-up.js", headers=PACKS) for _ in range(2)]

    assert [(answer.status, answer.body.decode()) for answer in answers] == [(200, SCRIPT)] * 2
    assert len(counted.asked) == 2
