"""Fetching partners' lists, from a server on this machine."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request

import pytest

from prepare.__main__ import main
from prepare.harvest import fetch
from prepare.harvest.problems import FetchError
from prepare.harvest.run import Outcome, harvest_all
from prepare.problems import SourceError
from prepare.sources import read_sources

TODAY = date(2026, 11, 28)
FILE = "initiatives/partner.csv"
HEAD = "naam,plaats\n"
LISTED = """attribution_nl = "a"
attribution_en = "a"
[[initiatives]]
file = "initiatives/ander.csv"
title = "Ander"
holder = "Ander"
licence = "CC BY 4.0"
date_read = 2026-01-01
[[initiatives]]
file = "initiatives/partner.csv"
title = "Partner"
holder = "Partner"
licence = "CC BY 4.0"
date_read = 2026-01-01
[[programme]]
file = "p.csv"
title = "P"
holder = "P"
licence = "CC BY 4.0"
date_read = 2026-01-01
"""


@dataclass
class Partner:
    """The answers of a partner's server."""

    content: bytes = b""
    status: int = 200
    features: list[dict[str, object]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and `If-None-Match` of each request."""
    next_host: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    matched: int | None = None
    """What the service says that it has (`numberMatched`)."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, Partner]]:
    partner = Partner()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tag = f'"{hash(partner.content)}"'
            partner.asked.append((self.path, self.headers.get("If-None-Match", "")))
            if self.path == "/oud":
                self.send_response(301)
                self.send_header("Location", "/lijst.csv")
                self.end_headers()
                return
            if partner.status == 200 and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(partner.status)
            self.send_header("ETag", tag)
            for name, value in partner.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(self._page() if urlsplit(self.path).path.endswith("/items") else partner.content)

        def _page(self) -> bytes:
            start = int(parse_qs(urlsplit(self.path).query).get("start", ["0"])[0])
            rest = start + 2 < len(partner.features)
            links = [{"rel": "next", "href": f"{partner.next_host}/c/items?start={start + 2}"}] if rest else []
            told = {} if partner.matched is None else {"numberMatched": partner.matched}
            return json.dumps({"features": partner.features[start : start + 2], "links": links, **told}).encode()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", partner
    server.shutdown()
    server.server_close()


@pytest.fixture
def sources(tmp_path: Path, served: tuple[str, Partner]) -> Path:
    (tmp_path / "initiatives").mkdir()
    (tmp_path / "initiatives" / "ander.csv").write_text(HEAD)
    whole = LISTED + "".join(
        f'[[{kind}]]\nfile = "{kind}"\ntitle = "a"\nholder = "a"\nlicence = "a"\ndate_read = 2026-01-01\n'
        for kind in ("context", "geography", "surroundings")
    )
    (tmp_path / "sources.toml").write_text(whole)
    declare(tmp_path, f"{served[0]}/lijst.csv", "csv")
    partner = served[1]
    partner.status, partner.features, partner.next_host, partner.matched = 200, [], "", None
    partner.headers.clear()
    partner.asked.clear()
    return tmp_path


def declare(sources: Path, address: str, form: str, file: str = FILE) -> None:
    (sources / "harvest.toml").write_text(f'[[harvest]]\nfile = "{file}"\naddress = "{address}"\nform = "{form}"\n')


def rows(count: int) -> bytes:
    return (HEAD + "".join(f"Initiatief {number},Zwolle\n" for number in range(count))).encode()


def run(sources: Path, partner: Partner, content: bytes, *, accept_shrink: bool = False) -> Outcome:
    partner.content = content
    (outcome,) = harvest_all(sources, TODAY, accept_shrink=accept_shrink)
    return outcome


def test_a_list_is_fetched_and_its_day_is_written_down(sources: Path, served: tuple[str, Partner]) -> None:
    outcome = run(sources, served[1], rows(20))

    days = {source.file: source.date_read for source in read_sources(sources).sources}
    assert outcome.is_replaced
    assert "20 rijen" in outcome.words
    assert (sources / FILE).read_bytes() == rows(20)
    assert (days[FILE], days["initiatives/ander.csv"]) == (TODAY, date(2026, 1, 1))


def test_what_did_not_change_is_not_sent_again(sources: Path, served: tuple[str, Partner]) -> None:
    run(sources, served[1], rows(20))

    outcome = run(sources, served[1], rows(20))

    assert not outcome.is_replaced
    assert not outcome.is_wrong
    assert served[1].asked[-1][1]


@pytest.mark.parametrize(
    ("content", "status", "headers", "said"),
    [
        (rows(17), 200, {}, "17 rijen in plaats van 20"),
        (rows(20).replace(b"plaats\n", b"\n"), 200, {}, "kolommen zijn weg: plaats"),
        (b"<!doctype html><p>Storing", 200, {}, "niets bruikbaars"),
        (b"\xef\xbb\xbf\n <html><body>Storing</body></html>", 200, {"Content-Type": "text/csv"}, "niets bruikbaars"),
        (b'{"error": "storing",\n"code": 1,\n"a": 2}', 200, {"Content-Type": "text/csv"}, "geen CSV"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 200, {}, "niets bruikbaars"),
        (HEAD.encode(), 200, {}, "geen rijen"),
        (b"", 200, {}, "niets bruikbaars"),
        (rows(21), 200, {"Content-Length": "100000"}, "breekt af na"),
        (rows(21), 200, {"Transfer-Encoding": "chunked"}, "antwoordt niet goed"),
        (rows(21), 200, {"Content-Encoding": "gzip"}, "niet uit te pakken"),
        (gzip.compress(rows(21), mtime=0)[:-20], 200, {"Content-Encoding": "gzip"}, "breekt af"),
        (rows(21), 200, {"Content-Encoding": "br"}, "ingepakt op een manier"),
        (rows(21), 302, {"Location": "ftp://partner.example/lijst.csv"}, "minder veilig"),
        (rows(21), 302, {"Location": "/lijst.csv"}, "antwoordt met 302"),
        (rows(21), 206, {}, "antwoordt met 206"),
        (b"weg", 404, {}, "antwoordt met 404"),
        (b"stuk", 500, {}, "antwoordt met 500"),
    ],
)
def test_the_last_good_copy_stays(
    sources: Path,
    served: tuple[str, Partner],
    *,
    content: bytes,
    status: int,
    headers: dict[str, str],
    said: str,
) -> None:
    run(sources, served[1], rows(20))
    served[1].status = status
    served[1].headers.update(headers)

    outcome = run(sources, served[1], content)

    assert outcome.is_wrong
    assert said in outcome.words
    assert "blijft staan" in outcome.words
    assert (sources / FILE).read_bytes() == rows(20)
    assert [path.name for path in (sources / "initiatives").glob(".*.new")] == []


def test_nothing_new_without_a_condition_is_no_answer(sources: Path, served: tuple[str, Partner]) -> None:
    served[1].status = 304

    assert "antwoordt met 304" in run(sources, served[1], b"").words


def test_a_first_list_is_held_against_the_copy_that_a_person_put_there(
    sources: Path, served: tuple[str, Partner]
) -> None:
    (sources / FILE).write_bytes(rows(20))

    assert "5 rijen in plaats van 20" in run(sources, served[1], rows(5)).words
    assert served[1].asked == [("/lijst.csv", "")]


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (gzip.compress(rows(20), mtime=0), {"Content-Encoding": "gzip"}),
        (rows(20), {"Content-Type": "application/octet-stream"}),
        (rows(20), {"Content-Length": str(len(rows(20)))}),
    ],
)
def test_a_list_comes_as_it_was_before_it_was_packed(
    sources: Path, served: tuple[str, Partner], content: bytes, headers: dict[str, str]
) -> None:
    served[1].headers.update(headers)

    assert run(sources, served[1], content).is_replaced
    assert (sources / FILE).read_bytes() == rows(20)


@pytest.mark.parametrize(("charset", "written"), [("utf-8", "utf-8"), ("cp850", "cp850"), ("nep", "utf-8")])
def test_the_encoding_that_a_server_names_counts(
    sources: Path, served: tuple[str, Partner], charset: str, written: str
) -> None:
    served[1].headers["Content-Type"] = f"text/csv; charset={charset}"

    run(sources, served[1], f"{HEAD}Coöperatie Één,Zwolle\n".encode(written))

    assert "Coöperatie Één" in (sources / FILE).read_text("utf-8")


def test_who_runs_it_is_told_that_the_address_moved(sources: Path, served: tuple[str, Partner]) -> None:
    declare(sources, f"{served[0]}/oud", "csv")

    outcome = run(sources, served[1], rows(20))

    assert outcome.is_replaced
    assert f"leidt naar {served[0]}/lijst.csv" in outcome.words


def test_a_list_that_never_ends_is_given_up(
    sources: Path, served: tuple[str, Partner], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "SECONDS_IN_ALL", -1)

    assert "nog niet heel" in run(sources, served[1], rows(20)).words


@pytest.mark.parametrize("packing", ["identity", "gzip"])
def test_a_list_that_is_too_large_is_given_up(
    sources: Path, served: tuple[str, Partner], monkeypatch: pytest.MonkeyPatch, packing: str
) -> None:
    monkeypatch.setattr(fetch, "MOST_BYTES", 200)
    served[1].headers["Content-Encoding"] = packing
    content = rows(40)

    assert "groter dan" in run(sources, served[1], gzip.compress(content) if packing == "gzip" else content).words


def test_a_slightly_smaller_list_is_accepted_with_a_warning(sources: Path, served: tuple[str, Partner]) -> None:
    run(sources, served[1], rows(20))

    outcome = run(sources, served[1], rows(19))

    assert outcome.is_replaced
    assert "eraf: 1" in outcome.words
    assert "1 rijen minder" in outcome.words


def test_a_much_smaller_list_is_accepted_only_with_approval(sources: Path, served: tuple[str, Partner]) -> None:
    run(sources, served[1], rows(20))

    assert run(sources, served[1], rows(5), accept_shrink=True).is_replaced


def test_geojson(sources: Path, served: tuple[str, Partner]) -> None:
    declare(sources, f"{served[0]}/lijst.geojson", "geojson")
    whole = json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature"}] * 3}).encode()

    assert run(sources, served[1], whole).is_replaced
    assert run(sources, served[1], b"{}").is_wrong


@pytest.mark.parametrize(
    "content", [b"[]", b'{"features": {}}', b'{"features": [1]}', b'{"features": [{"properties": 1}]}', b"[" * 100_000]
)
def test_what_is_no_geojson_is_refused(sources: Path, served: tuple[str, Partner], content: bytes) -> None:
    declare(sources, f"{served[0]}/lijst.geojson", "geojson")

    assert run(sources, served[1], content).is_wrong


def test_every_page_of_ogc_api_features(sources: Path, served: tuple[str, Partner]) -> None:
    declare(sources, f"{served[0]}/c", "ogc")
    served[1].features = [{"type": "Feature", "id": number} for number in range(5)]

    outcome = run(sources, served[1], b"")

    fetched = json.loads((sources / FILE).read_text("utf-8"))
    assert "5 rijen" in outcome.words
    assert [feature["id"] for feature in fetched["features"]] == [0, 1, 2, 3, 4]


def test_a_service_that_leads_elsewhere_is_refused(sources: Path, served: tuple[str, Partner]) -> None:
    declare(sources, f"{served[0]}/c", "ogc")
    served[1].features = [{"type": "Feature", "id": number} for number in range(5)]
    served[1].next_host = "http://elders.example"

    assert "wijzen ergens anders heen" in run(sources, served[1], b"").words


@pytest.mark.parametrize(
    ("names", "matched", "said"),
    [([0, 1, 2, 1], None, "dubbel"), ([0, 1, 2, 3, 4], 9, "noemt 9 objecten en geeft er 5"), ([0, 1, 2], 3, "3 rijen")],
)
def test_a_service_that_does_not_give_all_it_has_once_is_refused(
    sources: Path, served: tuple[str, Partner], names: list[int], matched: int | None, said: str
) -> None:
    declare(sources, f"{served[0]}/c", "ogc")
    served[1].features = [{"type": "Feature", "id": name} for name in names]
    served[1].matched = matched

    outcome = run(sources, served[1], b"")

    assert (said in outcome.words, outcome.is_wrong) == (True, "rijen" not in said)


def test_no_list_comes_from_a_less_safe_address() -> None:
    asked = Request("https://partner.example/lijst.csv")

    with pytest.raises(FetchError, match="minder veilig"):
        fetch.NeverLessSafe().redirect_request(asked, BytesIO(), 302, "", HTTPMessage(), "http://partner.example/")


@pytest.mark.parametrize(
    ("address", "form", "file"),
    [
        ("file:///etc/passwd", "csv", FILE),
        ("https://a.nl", "pdf", FILE),
        ("https://a.nl", "csv", "initiatives/../sources.toml"),
        ("https://a.nl", "csv", "initiatives/onbekend.csv"),
    ],
)
def test_a_wrong_declaration_is_refused(sources: Path, address: str, form: str, file: str) -> None:
    declare(sources, address, form, file)

    with pytest.raises(SourceError):
        list(harvest_all(sources, TODAY))


def test_nothing_is_fetched_unless_declared(
    sources: Path, served: tuple[str, Partner], capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / "harvest.toml").unlink()

    assert main(["--sources", str(sources), "harvest"]) == 0
    assert "geen adres" in capsys.readouterr().out
    assert served[1].asked == []


def test_the_command_says_that_a_list_was_kept(sources: Path, served: tuple[str, Partner]) -> None:
    served[1].status = 500

    assert main(["--sources", str(sources), "harvest"]) == 1
