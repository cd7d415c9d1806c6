import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message, Scope

from api.headers import SecurityHeaders
from api.outside import KnownHost, UnderPath, hosts
from tests.api.asgi import get, run


def answer(request: Request) -> Response:
    if request.url.path == "/oud":
        return RedirectResponse("/nieuw?a=b")
    if request.url.path == "/elders":
        return RedirectResponse("https://elders.nl/")
    return PlainTextResponse(request.url.path)


SITE = Starlette(routes=[Route("/{path:path}", answer)])
PUBLIC = "https://Kaart.voorbeeld.nl:8443/samenkaart"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("kaart.voorbeeld.nl", 200),
        ("KAART.voorbeeld.nl.", 200),
        ("kaart.voorbeeld.nl:8443", 200),
        ("localhost:8501", 200),
        ("[::1]:8501", 200),
        ("elders.nl", 421),
        ("kaart.voorbeeld.nl.elders.nl", 421),
        ("kaart.voorbeeld.nl@elders.nl", 421),
        ("", 421),
    ],
)
def test_only_host_names_in_the_setting_get_an_answer(host: str, status: int) -> None:
    assert get(KnownHost(SITE, hosts(PUBLIC)), "/kaart", host).status == status


def test_health_may_be_asked_by_any_name_and_without_the_setting_pages_too() -> None:
    assert get(KnownHost(SITE, hosts(PUBLIC)), "/healthz", "10.1.2.3:8501").status == 200
    assert get(KnownHost(SITE, hosts("")), "/kaart", "10.1.2.3:8501").status == 200


def test_a_websocket_under_another_name_is_closed() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", b"elders.nl")]}
    run(KnownHost(SITE, hosts(PUBLIC))(scope, receive, send))

    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_the_path_is_removed_from_requests_and_added_to_redirects() -> None:
    app = UnderPath(SITE, "/samenkaart")

    assert get(app, "/samenkaart/kaart").body == b"/kaart"
    assert get(app, "/kaart").body == b"/kaart"
    assert get(app, "/samenkaarten/kaart").body == b"/samenkaarten/kaart"
    assert get(app, "/samenkaart?a=b").headers["location"] == "/samenkaart/?a=b"
    assert get(app, "/samenkaart/oud").headers["location"] == "/samenkaart/nieuw?a=b"
    assert get(app, "/samenkaart/elders").headers["location"] == "https://elders.nl/"


def test_an_https_answer_tells_the_browser_to_keep_using_https() -> None:
    assert "max-age" in get(SecurityHeaders(SITE, is_secure=True), "/").headers["strict-transport-security"]
    assert "strict-transport-security" not in get(SecurityHeaders(SITE), "/").headers
