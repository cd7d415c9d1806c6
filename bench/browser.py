"""Measure one contender in a real browser: first usable map, theme to repaint, search, bytes, what a visit costs."""

import base64
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeout
from websockets.exceptions import ConnectionClosed

from bench.contenders import Contender
from data_loaders.schema import Theme
from tests.browser.harness import DESKTOP, Site

PAINT = (Path(__file__).parent / "paint.js").read_text(encoding="utf-8")
AT_REST = """([since, quiet]) => window.paint?.text && paint.words > since && paint.picture > since
  && performance.timeOrigin + performance.now() - Math.max(paint.words, paint.picture) > quiet"""
QUIET_MS = 500
PATIENCE_MS = 120_000
Figures = dict[str, Any]


@dataclass
class Traffic:
    """Bytes that came in: over HTTP as sent (compressed), over the websocket as unpacked."""

    http: int = 0
    websocket: int = 0

    @classmethod
    def of(cls, session: CDPSession) -> "Traffic":
        """Count from now on."""
        traffic = cls()
        session.on("Network.loadingFinished", traffic.note_http)
        session.on("Network.webSocketFrameReceived", traffic.note_frame)
        session.send("Network.enable")
        return traffic

    def note_http(self, event: dict[str, Any]) -> None:
        """An answer came in whole; from the browser's cache it counts zero."""
        self.http += int(event["encodedDataLength"])

    def note_frame(self, event: dict[str, Any]) -> None:
        """A websocket message came in; binary ones are told in base64."""
        payload = event["response"]["payloadData"]
        self.websocket += len(base64.b64decode(payload)) if event["response"]["opcode"] == 2 else len(payload)


@dataclass
class Cost:
    """CPU seconds and resident memory of a server with its children."""

    cpu: float
    memory: int

    @classmethod
    def of(cls, process: int) -> "Cost":
        """What it has cost until now."""
        parent = psutil.Process(process)
        family = [parent, *parent.children(recursive=True)]
        times = [member.cpu_times() for member in family]
        return cls(sum(t.user + t.system for t in times), sum(member.memory_info().rss for member in family))


@contextmanager
def new_page(browser: Browser, contender: Contender) -> Iterator[tuple[Page, Traffic]]:
    """A new reader with an empty cache, watched."""
    context: BrowserContext = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]}, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(f"window.benchWords = () => {contender.words};\n{PAINT}")
    page = context.new_page()
    try:
        yield page, Traffic.of(context.new_cdp_session(page))
    finally:
        context.close()


def wait_for_picture(page: Page, since: float) -> float:
    """Wait until words and picture changed after `since` and stay as they are; gives the picture's time (ms since 1970).

    Raises:
        playwright.sync_api.TimeoutError: not within two minutes.
    """
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < deadline:
        # Asked from outside: our Content-Security-Policy forbids the `eval` behind wait_for_function, as it should.
        if page.evaluate(AT_REST, [since, QUIET_MS]):
            return float(page.evaluate("paint.picture"))
        page.wait_for_timeout(50)
    raise BrowserTimeout(f"no new picture at rest within {PATIENCE_MS // 1000} s")


def first_map(browser: Browser, site: Site, contender: Contender) -> tuple[float, Traffic]:
    """Milliseconds from asking for the page to a map with its result in words; an empty cache."""
    with new_page(browser, contender) as (page, traffic):
        page.goto(site.url + contender.path, wait_until="commit", timeout=PATIENCE_MS)
        painted = wait_for_picture(page, 0)
        return painted - float(page.evaluate("performance.timeOrigin")), traffic


def press_theme(page: Page, contender: Contender, theme: Theme) -> float:
    """Milliseconds from the click to the last change of the picture that it brought about."""
    before = float(page.evaluate("performance.timeOrigin + performance.now()"))
    contender.press(page, theme)
    painted = wait_for_picture(page, before)
    return painted - float(page.evaluate("+sessionStorage.getItem('pressed')"))


def theme_presses(browser: Browser, site: Site, contender: Contender, times: int) -> Figures:
    """Click to repaint for `times` themes, each switched on and, not counted, off again."""
    with new_page(browser, contender) as (page, traffic):
        page.goto(site.url + contender.path, timeout=PATIENCE_MS)
        wait_for_picture(page, 0)
        cpu, came_in, took = Cost.of(site.process.pid).cpu, traffic.websocket + traffic.http, []
        bytes_in, cpu_used = [], []
        for theme in (list(Theme) * times)[:times]:
            took.append(press_theme(page, contender, theme))
            bytes_in.append(traffic.websocket + traffic.http - came_in)
            cpu_used.append(Cost.of(site.process.pid).cpu - cpu)
            press_theme(page, contender, theme)
            came_in, cpu = traffic.websocket + traffic.http, Cost.of(site.process.pid).cpu
    return {
        "median_ms": round(statistics.median(took), 1),
        "all_ms": [round(ms) for ms in took],
        "median_bytes": int(statistics.median(bytes_in)),
        "server_cpu_ms": round(statistics.median(cpu_used) * 1000),
    }


def visits(browser: Browser, site: Site, contender: Contender, times: int) -> Figures:
    """First usable map over several new readers, with what each cost the server."""
    first_map(browser, site, contender)  # the first visitor after a start pays for the server's own loading
    before, took, traffic = Cost.of(site.process.pid), [], Traffic()
    for _ in range(times):
        ms, traffic = first_map(browser, site, contender)
        took.append(ms)
    after = Cost.of(site.process.pid)
    return {
        "median_ms": round(statistics.median(took), 1),
        "all_ms": [round(ms) for ms in took],
        "websocket_bytes": traffic.websocket,
        "http_bytes": traffic.http,
        "server_cpu_ms": round((after.cpu - before.cpu) / times * 1000),
        "server_memory_mb": round(after.memory / 1e6),
        "memory_per_visit_mb": round((after.memory - before.memory) / times / 1e6, 2),
    }


def repeat_visit(browser: Browser, site: Site, contender: Contender) -> Figures:
    """Bytes of data that a second visit of the same reader fetches again."""
    with new_page(browser, contender) as (page, traffic):
        page.goto(site.url + contender.path, timeout=PATIENCE_MS)
        wait_for_picture(page, 0)
        http, websocket = traffic.http, traffic.websocket
        page.goto("about:blank")
        page.goto(site.url + contender.path, timeout=PATIENCE_MS)
        wait_for_picture(page, 0)
        return {"http_bytes": traffic.http - http, "websocket_bytes": traffic.websocket - websocket}


def measured(figures: Callable[[], Figures]) -> Figures:
    """The figures, or what went wrong: a time-out or crash is a result too."""
    start = time.monotonic()
    try:
        return figures()
    except (BrowserError, ConnectionClosed) as error:
        return {"failed": str(error).splitlines()[0][:200], "after_s": round(time.monotonic() - start)}
