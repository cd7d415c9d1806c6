"""Fetches a list from its address, unless it is unchanged."""

import csv
import io
import json
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from data_loaders.documents import Document
from prepare.harvest.declared import Fetched, Form, Harvest

SECONDS, MOST_BYTES, MOST_PAGES, PER_PAGE = 60, 100_000_000, 1_000, 1_000
AGENT = "Samenkaart (prepare harvest)"
_KINDS = {Form.CSV: "text/csv", Form.GEOJSON: "application/geo+json", Form.OGC: "application/geo+json"}


class FetchError(Exception):
    """The address gives nothing usable; the last good copy stays. The message is a Dutch reason."""


@dataclass(frozen=True)
class Answer:
    """The complete list from one address."""

    content: bytes
    fetched: Fetched
    """The number of rows, and the headers for the next conditional request."""


def fetch(harvest: Harvest, last: Fetched) -> Answer | None:
    """The list at an address; None when it is unchanged since the last fetch.

    Raises:
        FetchError: the address does not answer, or answers with another format than declared.
    """
    if harvest.form is Form.OGC:
        return _all_pages(harvest)
    answer = _get(harvest.address, harvest.form, last)
    if answer is None:
        return None
    content, headers = answer
    rows = _csv_rows(content) if harvest.form is Form.CSV else len(_features(content))
    return Answer(content, Fetched(rows, headers.get("ETag", ""), headers.get("Last-Modified", "")))


def _get(address: str, form: Form, last: Fetched = Fetched()) -> tuple[bytes, Message] | None:  # noqa: B008 - frozen
    conditions = {"If-None-Match": last.etag, "If-Modified-Since": last.modified}
    headers_sent = {"User-Agent": AGENT, "Accept": f"{_KINDS[form]}, application/json;q=0.9, */*;q=0.1"}
    request = Request(address, headers=headers_sent | {name: value for name, value in conditions.items() if value})  # noqa: S310 - checked when declared
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - see above
            content, headers = answer.read(MOST_BYTES + 1), answer.headers
    except HTTPError as error:
        if error.code == HTTPStatus.NOT_MODIFIED:
            return None
        raise FetchError(f"het adres antwoordt met {error.code}") from error
    except (URLError, OSError, ValueError) as error:
        raise FetchError(f"het adres antwoordt niet ({error})") from error
    if len(content) > MOST_BYTES:
        raise FetchError(f"het antwoord is groter dan {MOST_BYTES // 1_000_000} MB")
    return content, headers


def _csv_rows(content: bytes) -> int:
    text = content.decode("utf-8-sig", "replace")
    if text.lstrip()[:1] == "<":
        raise FetchError("er staat een webpagina, geen CSV")
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise FetchError("er staan geen rijen in")
    return len(rows) - 1


def _features(content: bytes) -> list[Document]:
    try:
        features = json.loads(content)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise FetchError("er staat geen GeoJSON met features") from error
    if not isinstance(features, list) or not features:
        raise FetchError("er staan geen features in")
    return features


def _all_pages(harvest: Harvest) -> Answer:
    """All items of a collection. Refuses a service whose next page is on another host or was fetched before."""
    base = harvest.address.rstrip("/")
    address: str | None = f"{base}/items?limit={PER_PAGE}&f=json"
    features: list[Document] = []
    seen: set[str] = set()
    while address:
        if address in seen or len(seen) >= MOST_PAGES or urlsplit(address).netloc != urlsplit(base).netloc:
            raise FetchError("de bladzijden van de dienst lopen rond of wijzen ergens anders heen")
        seen.add(address)
        answer = _get(address, Form.OGC)
        content = answer[0] if answer else b""
        features += _features(content)
        address = _next(content, address)
    whole = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
    return Answer(whole.encode() + b"\n", Fetched(len(features)))


def _next(content: bytes, address: str) -> str | None:
    links = json.loads(content).get("links", [])
    following = next((str(link["href"]) for link in links if link.get("rel") == "next"), None)
    return urljoin(address, following) if following else None
