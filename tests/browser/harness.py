"""Starts the site and opens it in a real browser; for the browser tests and the benchmark."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError, sync_playwright

from tests.browser.chromium import REMEDY, find

ROOT = Path(__file__).parents[2]
DASHBOARD = ROOT / "dashboard.py"
START_SECONDS, SETTLE_MS = 60, 60_000

# WebGL without a graphics card, pages put together without it (costs less), and a browser that makes no calls of its own.
ARGUMENTS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = (1366, 768), (390, 844)


@dataclass(frozen=True)
class Site:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def streamlit_command(app: Path, port: int, python: Path = Path(sys.executable), host: str = "127.0.0.1") -> list[str]:
    """The command that serves a Streamlit app on `port`, with our configuration."""
    address = ["--server.address", host, "--server.port", str(port)]
    return [str(python), "-m", "streamlit", "run", str(app), *address]


@contextmanager
def serve(app: Path = DASHBOARD, environment: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Serve `app` in a new process, with our configuration and on a free port.

    `environment` is added to that of this process; `SAMENKAART_DATA` points the site at other prepared data.

    Raises:
        RuntimeError: the server did not answer in time; the message ends with its log.
    """
    with launch(lambda port: streamlit_command(app, port), environment, "/_stcore/health") as site:
        yield site


@contextmanager
def launch(
    command: Callable[[int], list[str]],
    environment: Mapping[str, str] | None,
    health: str,
    patience: float = START_SECONDS,
) -> Iterator[Site]:
    """Run any server on a free port until the block ends; it is up when `health` answers.

    Raises:
        RuntimeError: the server did not answer within `patience` seconds; the message ends with its log.
    """
    with launch_on(free_port(), command, environment, health, patience) as site:
        yield site


@contextmanager
def launch_on(
    port: int,
    command: Callable[[int], list[str]],
    environment: Mapping[str, str] | None,
    health: str,
    patience: float = START_SECONDS,
    *,
    host: str = "127.0.0.1",
) -> Iterator[Site]:
    """`launch` on a port that the caller chose, at `host` as an address has it."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command(port),
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            site = Site(f"http://{host}:{port}", process, log)
            _wait_until_it_answers(site, health, patience)
            yield site
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:  # one that is busy beyond its memory does not listen
        process.kill()
        process.wait()


def _wait_until_it_answers(site: Site, health: str, patience: float) -> None:
    deadline, said = time.monotonic() + patience, ""
    while time.monotonic() < deadline and site.process.poll() is None:
        try:
            with urllib.request.urlopen(site.url + health, timeout=2):
                return
        except urllib.error.HTTPError as error:
            said = error.read().decode(errors="replace")
            time.sleep(0.1)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{site.url} does not answer: {said}\n{site.log.read_text(errors='replace')[-4000:]}")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless Chromium.

    Raises:
        RuntimeError: no Chromium on this machine.
    """
    executable = find()
    if executable is None:
        raise RuntimeError(REMEDY)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """One visit: the page and all its requests."""

    page: Page
    host: str
    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    @property
    def third_party(self) -> list[str]:
        """Requests to other hosts than the site's."""
        own = {self.host, ""}
        return [url for url in self.requests if urlsplit(url).netloc not in own]

    def open(self, path: str = "/") -> Page:
        """Go to `path` of the site and wait until the page is complete."""
        self.page.goto(f"http://{self.host}{path}")
        settled(self.page)
        return self.page


@contextmanager
def visit(
    browser: Browser, site: Site, *, size: tuple[int, int] = DESKTOP, dark: bool = False, javascript: bool = True
) -> Iterator[Visit]:
    """A new visitor, with an empty cache and no history."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale="nl-NL",
        java_script_enabled=javascript,
        ignore_https_errors=True,  # a certificate that a test made itself
    )
    try:
        seen = _seen(context.new_page(), site)
        with _watched(context, seen):
            yield seen
    finally:
        context.close()


@contextmanager
def next_visit(
    fetched: BrowserContext, site: Site, *, size: tuple[int, int] = DESKTOP, dark: bool = False
) -> Iterator[Visit]:
    """A visitor whose browser still has the scripts that earlier visits fetched, but no storage, cookies or permissions of them.

    It costs browser and server half as much as a new visitor.
    """
    page = fetched.new_page()
    try:
        _forget(page, site)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if dark else "light")
        seen = _seen(page, site)
        with _watched(fetched, seen):
            yield seen
    finally:
        fetched.unroute_all()
        for each in fetched.pages:
            each.close()


def _seen(page: Page, site: Site) -> Visit:
    page.set_default_timeout(SETTLE_MS)  # patience for a busy machine
    return Visit(page, urlsplit(site.url).netloc)


def _forget(page: Page, site: Site) -> None:
    """Throw away what earlier visits stored, but keep what was fetched."""
    storage = {"origin": site.url, "storageTypes": "local_storage,indexeddb"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", storage)
    page.context.clear_cookies()
    page.context.clear_permissions()


@contextmanager
def _watched(context: BrowserContext, seen: Visit) -> Iterator[None]:
    def note_request(request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            seen.requests.append(request.url)

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.console_errors.append(message.text)

    def note_error(error: WebError) -> None:
        seen.console_errors.append(str(error.error))

    context.on("request", note_request)
    context.on("console", note_console)
    context.on("weberror", note_error)
    seen.page.on("websocket", lambda socket: seen.requests.append(socket.url))
    try:
        yield
    finally:
        context.remove_listener("request", note_request)
        context.remove_listener("console", note_console)
        context.remove_listener("weberror", note_error)


def until(page: Page, expression: str) -> None:
    """Wait until `expression` is true in the page. It polls, because our policy forbids the `eval` of `wait_for_function`."""
    for _ in range(SETTLE_MS // 100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise TimeoutError(expression)


def settled(page: Page) -> None:
    """Wait until the server's script run has ended, its results are on the page, and the live page has taken over."""
    idle = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    page.wait_for_selector(idle, timeout=SETTLE_MS)
    page.wait_for_selector('[data-testid="stSkeleton"]', state="detached", timeout=SETTLE_MS)
    page.wait_for_selector("#eerste", state="detached", timeout=SETTLE_MS)
