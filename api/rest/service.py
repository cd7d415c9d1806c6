"""Answers programs: finds the operation, checks the request, and adds the headers that the standards ask for."""

import gzip
import logging
from collections.abc import Mapping, Sequence
from hashlib import sha256
from urllib.parse import parse_qsl

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from api.headers import has_it
from api.rest.negotiation import chosen_language, chosen_type
from api.rest.operation import Call, Operation, Reply
from api.rest.problems import MEDIA_TYPE, ProblemKind, Refusal, wrong
from data_loaders.schema import Language
from data_loaders.store import DataProblem, one_release
from ui.address import Params
from ui.plain.site import Site
from ui.site_address import site_address

LOG = logging.getLogger(__name__)
METHODS = "GET, HEAD, OPTIONS"
MOST_FIELDS = 200
LONGEST = 65_536
"""Bytes of path and query together."""
WORTH_PACKING = 1_400
"""Bytes. A smaller answer fits into one network packet, so compressing it gains nothing."""
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, Content-Crs, Content-Language, ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


class Service:
    """All operations below one path, as an ASGI application.

    Args:
        base: the path, for instance `/api/v1`.
        version: of the contract; goes into the header `API-Version`.
        operations: what stands where.
        site: whose look those answers have that people open in a browser.
        described: path of the OpenAPI document, when it is not that of the service itself.
    """

    def __init__(
        self, base: str, version: str, operations: Sequence[Operation], site: Site, described: str = ""
    ) -> None:
        self.base, self.version, self.operations, self.site = base, version, operations, site
        self.described = described or f"{base}/openapi.json"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers, method = Headers(scope=scope), scope["method"]
        language = chosen_language(scope["query_string"], headers.get("accept-language", ""))
        if method == "OPTIONS" and self._match(scope["path"]):
            response = Response(status_code=204, headers={**self._headers(language), **PREFLIGHT, "Allow": METHODS})
        else:
            reply = await run_sync(self._reply, scope, headers, language)
            response = self._response(reply, headers, language)
        if method == "HEAD":
            # The header Content-Length stays that of the answer to GET.
            response.body = b""
        await response(scope, receive, send)

    def _reply(self, scope: Scope, headers: Headers, language: Language) -> Reply:
        path = scope["path"]
        try:
            with one_release():
                return self._answer(scope["method"], path, scope["query_string"], headers, language)
        except Exception as error:
            return refused(error, language, path)

    def _answer(self, method: str, path: str, query: bytes, headers: Headers, language: Language) -> Reply:
        if len(path) + len(query) > LONGEST or query.count(b"&") >= MOST_FIELDS:
            raise Refusal(ProblemKind.TOO_LONG)
        match = self._match(path)
        if match is None:
            raise Refusal(ProblemKind.UNKNOWN_ADDRESS)
        if method not in {"GET", "HEAD"}:
            raise Refusal(ProblemKind.WRONG_METHOD, headers={"Allow": METHODS}, method=method[:20], allowed=METHODS)
        operation, parts = match
        params = operation.understood(_fields(query))
        media_type = chosen_type(operation, params, headers.get("accept", ""))
        return operation.answer(Call(self.site, language, path, parts, params, media_type))

    def has(self, path: str) -> bool:
        """Whether an operation stands at this path."""
        return self._match(path) is not None

    def _match(self, path: str) -> tuple[Operation, Mapping[str, str]] | None:
        below = path.removeprefix(self.base)
        matches = ((each, each.pattern.fullmatch(below)) for each in self.operations)
        return next(((each, match.groupdict()) for each, match in matches if match), None)

    def _headers(self, language: Language) -> dict[str, str]:
        return {
            **CORS,
            "API-Version": self.version,
            "Content-Language": language,
            "Cache-Control": "no-cache",
            # Streamlit's own middleware adds Accept-Encoding to answers that are not compressed yet.
            "Vary": "Accept, Accept-Language",
            "Link": f'<{site_address()}{self.described}>; rel="service-desc"',
        }

    def _response(self, reply: Reply, request_headers: Headers, language: Language) -> Response:
        headers = {**self._headers(language), **reply.headers}
        headers["Content-Type"] = reply.media_type
        if reply.status != 200:
            return Response(reply.body, reply.status, headers)
        # A weak tag: compressed or not, it is the same answer.
        headers["ETag"] = f'W/"{sha256(reply.body).hexdigest()[:20]}"'
        if has_it(request_headers, headers["ETag"]):
            del headers["Content-Type"]
            return Response(status_code=304, headers=headers)
        body = reply.body
        if len(body) > WORTH_PACKING and "gzip" in request_headers.get("accept-encoding", ""):
            body = gzip.compress(body, 5, mtime=0)
            headers["Content-Encoding"] = "gzip"
            headers["Vary"] += ", Accept-Encoding"
        return Response(body, 200, headers)


def _fields(query: bytes) -> Params:
    """The parameters of a query, each with all its values.

    Raises:
        Refusal: a value is not text in UTF-8.
    """
    params: Params = {}
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if "\0" in value or "\ufffd" in value:
            raise wrong(name[:40], "no_text")
        params.setdefault(name, []).append(value)
    return params


def refused(error: Exception, language: Language, path: str) -> Reply:
    """The problem details for an error: a refusal, missing data, or a fault of ours (without its details)."""
    if isinstance(error, Refusal):
        refusal = error
    elif isinstance(error, DataProblem):
        LOG.warning("no data for %s: %s", path, error.detail)
        refusal = Refusal(ProblemKind.NO_DATA, why=error.message(language))
    else:
        LOG.error("%s failed", path, exc_info=error)
        refusal = Refusal(ProblemKind.OUR_FAULT)
    body = refusal.body(language, site_address() + path)
    return Reply(body, MEDIA_TYPE, refusal.status, {"Cache-Control": "no-store", **refusal.headers})


class Below(BaseRoute):
    """Routes everything at and below the path of a service to it; for a service without a path, only the paths of its operations.

    (A path pattern of Starlette stops at a line feed.)
    """

    def __init__(self, service: Service) -> None:
        self.service = service

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the service answers this request."""
        path, base = scope.get("path", ""), self.service.base
        is_below = path == base or path.startswith(f"{base}/") if base else self.service.has(path)
        return (Match.FULL if scope["type"] == "http" and is_below else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the service answer."""
        await self.service(scope, receive, send)
