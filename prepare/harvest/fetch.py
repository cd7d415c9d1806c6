"""Downloads a list from its address, unless it has not changed since the last time."""

import json
import time
import zlib
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from data_loaders.documents import Document
from prepare.harvest.declared import Fetched, Form, Harvest
from prepare.harvest.judged import features_in
from prepare.harvest.problems import FetchError

SECONDS, SECONDS_IN_ALL, MOST_BYTES, MOST_PAGES, PER_PAGE = 60, 600, 100_000_000, 1_000, 1_000
PART = 1 << 18
"""Bytes that are read at a time."""
AGENT = "Samenkaart (prepare harvest)"
_KINDS = {Form.CSV: "text/csv", Form.GEOJSON: "application/geo+json", Form.OGC: "application/geo+json"}
_PACKED = {"gzip", "x-gzip", "deflate"}
_EITHER_HEAD = 32 + zlib.MAX_WBITS
"""Lets zlib see by itself whether it is gzip or deflate."""


@dataclass(frozen=True)
class Answer:
    """The complete list from one address."""

    content: bytes
    fetched: Fetched
    """The headers for the next conditional request."""
    notes: tuple[str, ...] = ()
    """Remarks for whoever runs the command, in Dutch."""


class NeverLessSafe(HTTPRedirectHandler):
    """Follows redirects, but never from https to a less safe address, where anybody on the way could change the list."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - as urllib calls it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request."""
        if urlsplit(newurl).scheme not in {"https", req.type}:
            raise FetchError("het adres leidt naar een adres dat minder veilig is")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = build_opener(NeverLessSafe())


def fetch(harvest: Harvest, last: Fetched) -> Answer | None:
    """The list at an address; None when it is unchanged since the last fetch.

    Raises:
        FetchError: the address does not answer, or not with something whole.
    """
    if harvest.form is Form.OGC:
        return _all_pages(harvest)
    answer = _get(harvest.address, harvest.form, last)
    if answer is None:
        return None
    content, headers, came_from = answer
    moved = came_from != harvest.address
    note = (f"Het adres leidt naar {came_from}; zet dat in harvest.toml als het zo blijft.",) if moved else ()
    return Answer(content, Fetched(headers.get("ETag", ""), headers.get("Last-Modified", "")), note)


def _get(address: str, form: Form, last: Fetched = Fetched()) -> tuple[bytes, Message, str] | None:  # noqa: B008 - frozen
    conditions = {"If-None-Match": last.etag, "If-Modified-Since": last.modified}
    given = {name: value for name, value in conditions.items() if value}
    accepts = {
        "Accept": f"{_KINDS[form]}, application/json;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip, identity;q=0.5",
    }
    request = Request(address, headers={"User-Agent": AGENT, **accepts, **given})  # noqa: S310 - checked when declared
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            if answer.status != HTTPStatus.OK:
                raise FetchError(f"het adres antwoordt met {answer.status}")
            headers: Message = answer.headers
            return _in_utf8(_unpacked(_whole(answer, headers), headers), headers), headers, answer.url
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_MODIFIED and given:
            return None
        raise FetchError(f"het adres antwoordt met {error.code}") from error
    # What a server breaks off, and what is no answer of HTTP, has errors of its own.
    except (OSError, ValueError, HTTPException) as error:
        raise FetchError(f"het adres antwoordt niet goed ({error})") from error


def _whole(answer: IO[bytes], headers: Message) -> bytes:
    """Read the whole body. `urllib` itself does not notice when the end is missing."""
    end, parts, size = time.monotonic() + SECONDS_IN_ALL, [], 0
    while part := answer.read(PART):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise _too_large()
        if time.monotonic() > end:
            raise FetchError(f"het antwoord is na {SECONDS_IN_ALL} tellen nog niet heel")
    stated = headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) != size:
        raise FetchError(f"het antwoord breekt af na {size} van {stated} bytes")
    return b"".join(parts)


def _too_large() -> FetchError:
    return FetchError(f"het antwoord is groter dan {MOST_BYTES // 1_000_000} MB")


def _unpacked(content: bytes, headers: Message) -> bytes:
    """Undo the content encoding. Some servers compress even if we do not ask for it."""
    packing = headers.get("Content-Encoding", "identity").strip().lower()
    if packing == "identity" or not content:
        return content
    if packing not in _PACKED:
        raise FetchError(f"het antwoord is ingepakt op een manier die wij niet kennen ({packing[:20]})")
    reader = zlib.decompressobj(_EITHER_HEAD)
    try:
        whole = reader.decompress(content, MOST_BYTES + 1)
    except zlib.error as error:
        raise FetchError("het antwoord is niet uit te pakken") from error
    if len(whole) > MOST_BYTES:
        raise _too_large()
    if not reader.eof:
        raise FetchError("het antwoord breekt af")
    return whole


def _in_utf8(content: bytes, headers: Message) -> bytes:
    """Convert text from the charset that the server states. If it is wrong, the bytes stay as they are."""
    named = headers.get_content_charset("utf-8")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(named).encode()
        except (LookupError, UnicodeError):
            return content
    return content


def _all_pages(harvest: Harvest) -> Answer:
    """Every item of a collection; a service that leads elsewhere, round in circles or not to all it has is refused."""
    base = harvest.address.rstrip("/")
    address: str | None = f"{base}/items?limit={PER_PAGE}&f=json"
    features: list[Document] = []
    seen: set[str] = set()
    matched, size = 0, 0
    while address:
        if address in seen or len(seen) >= MOST_PAGES or urlsplit(address).netloc != urlsplit(base).netloc:
            raise FetchError("de bladzijden van de dienst lopen rond of wijzen ergens anders heen")
        seen.add(address)
        answer = _get(address, Form.OGC)
        content = answer[0] if answer else b""
        size += len(content)
        if size > MOST_BYTES:
            raise _too_large()
        document = features_in(content)
        features += document["features"]
        number = document.get("numberMatched")
        matched = number if isinstance(number, int) else matched
        address = _next(document, address)
    if matched and matched != len(features):
        raise FetchError(f"de dienst noemt {matched} objecten en geeft er {len(features)}")
    _each_once(features)
    whole = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
    return Answer(whole.encode() + b"\n", Fetched())


def _each_once(features: list[Document]) -> None:
    names = [str(feature["id"]) for feature in features if "id" in feature]
    if len(names) != len(set(names)):
        raise FetchError("de dienst geeft objecten dubbel; waarschijnlijk veranderde de lijst tijdens het ophalen")


def _next(document: Document, address: str) -> str | None:
    links = document.get("links")
    every = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    following = next((str(link["href"]) for link in every if link.get("rel") == "next" and link.get("href")), None)
    return urljoin(address, following) if following else None
