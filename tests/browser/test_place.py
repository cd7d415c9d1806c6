"""The site works under a path, behind a TLS proxy that changes the host name, and on IPv6."""

import json
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import DASHBOARD, Site, free_port, launch_on, settled, streamlit_command, visit
from tests.browser.line import Line
from tests.browser.test_map import facet
from tests.browser.test_server import Answer, ask
from ui.site_address import SETTING
from ui.texts import text

BASE = "/samenkaart"
OWN = re.compile(r"\s(?:href|src|action)=\"(/[^/\"][^\"]*)\"")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -days 1"
    subprocess.run(["openssl", *made.split(), "-keyout", key, "-out", cert], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


def loopback() -> str:
    """This machine by IPv6, or by IPv4 where it has no other: a container may have none."""
    try:
        with socket.socket(socket.AF_INET6) as listener:
            listener.bind(("::1", 0))
    except OSError:
        return "127.0.0.1"
    return "::1"


@pytest.fixture(scope="module")
def site(certificate: ssl.SSLContext) -> Iterator[Site]:
    """The server at its internal address."""
    port, here = free_port(), loopback()
    with closing(Line((here, port), certificate)) as line:
        public = f"https://localhost:{line.own_port}{BASE}"
        command = streamlit_command(DASHBOARD, port, host=here)
        with launch_on(
            port, lambda _: command, {SETTING: public}, "/_stcore/health", host=f"[{here}]" if ":" in here else here
        ) as running:
            yield replace(running, url=public)


def own(site: Site, path: str, **headers: str) -> Answer:
    return ask(replace(site, url=site.url.removesuffix(BASE)), path, **headers)


def test_every_address_of_ours_is_under_the_path(site: Site) -> None:
    page = own(site, f"{BASE}/regio?gemeente=Utrecht").body.decode()
    links = {link.replace("&amp;", "&") for link in OWN.findall(page)}

    assert links
    assert [link for link in links if not link.startswith(f"{BASE}/")] == []
    wrong = {link: own(site, link).status for link in sorted(links) if not link.endswith("#")}
    assert {link: status for link, status in wrong.items() if status != 200} == {}
    assert f'<link rel="canonical" href="{site.url}/regio?gemeente=GM0344">' in page


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/favicon.svg", "/vind?zoek=zw",
     "/regio/GM0344.html", "/regio.pdf?gemeente=Utrecht", "/api/v1/openapi.json", "/lagen/x/provinces.geojson", "/_stcore/health"],
)  # fmt: skip
def test_what_is_no_page_is_there_too(site: Site, path: str) -> None:
    answer = own(site, BASE + path)

    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"]
    assert b"localhost:8501" not in answer.body


def test_what_leads_on_stays_under_the_path(site: Site) -> None:
    found = json.loads(own(site, f"{BASE}/zoek?zoek=zwolle&op=kaart").body)

    assert found[0]["address"].startswith(f"{BASE}/kaart?gemeente=Zwolle")
    assert "Zwolle" in own(site, f"{BASE}/vind?zoek=zwolle&op=kaart").body.decode()
    assert "<h1" in own(site, f"{BASE}/kaart/").body.decode()
    assert "<h1" in own(site, BASE).body.decode()


def test_the_live_page_works_under_the_path(browser: Browser, site: Site) -> None:
    with visit(browser, site) as seen:
        page = seen.page
        page.goto(f"{site.url}/kaart")
        settled(page)
        page.evaluate("document.dezelfde = true")

        facet(page, "thema=zorg").click()
        expect(page.locator("#root h1")).to_contain_text("voor zorg")
        settled(page)
        page.locator('[data-zoom="1"]').click()
        page.locator("#kaartvak.beweegt").wait_for()
        page.locator("#kop .hoofdmenu a", has_text=text("nl", "initiatieven.nav")).first.click()
        page.wait_for_url(f"{site.url}/initiatieven?thema=zorg")
        settled(page)
        page.locator("#zoek").press_sequentially("zwolle")
        page.locator("#zoeklijst li").first.click()
        page.wait_for_url(re.compile(re.escape(f"{site.url}/initiatieven?") + ".*gemeente=Zwolle"))
        expect(page.locator("#root h1")).to_contain_text("Zwolle")
        page.go_back()
        page.go_back()
        page.wait_for_url(f"{site.url}/kaart?thema=zorg")
        expect(page.locator("#root h1")).to_contain_text("voor zorg")

        assert page.evaluate("document.dezelfde") is True
        assert seen.third_party == []
        outside = [url for url in seen.requests if not urlsplit(url).path.startswith(f"{BASE}/")]
        assert outside == []
        assert f"wss://{seen.host}{BASE}/_stcore/stream" in seen.requests
