"""Fetching partners' lists, from a server on this machine."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from prepare.__main__ import main
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


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, Partner]]:
    partner = Partner()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tag = f'"{hash(partner.content)}"'
            partner.asked.append((self.path, self.headers.get("If-None-Match", "")))
            if partner.status == 200 and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(partner.status)
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(self._page() if urlsplit(self.path).path.endswith("/items") else partner.content)

        def _page(self) -> bytes:
            start = int(parse_qs(urlsplit(self.path).query).get("start", ["0"])[0])
            rest = start + 2 < len(partner.features)
            links = [{"rel": "next", "href": f"{partner.next_host}/c/items?start={start + 2}"}] if rest else []
            return json.dumps({"features": partner.features[start : start + 2], "links": links}).encode()

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
    partner.status, partner.features, partner.next_host = 200, [], ""
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
    ("content", "status"),
    [
        (rows(17), 200),
        (b"<!doctype html><p>Storing", 200),
        (HEAD.encode(), 200),
        (b"", 200),
        (b"weg", 404),
        (b"stuk", 500),
    ],
)
def test_the_last_good_copy_stays(sources: Path, served: tuple[str, Partner], content: bytes, status: int) -> None:
    run(sources, served[1], rows(20))
    served[1].status = status

    outcome = run(sources, served[1], content)

    assert outcome.is_wrong
    assert "blijft staan" in outcome.words
    assert (sources / FILE).read_bytes() == rows(20)


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
