from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.harness import DESKTOP, SETTLE_MS, Site, Visit, next_visit, open_browser, serve

# Generous time-outs, because without a graphics card the browser is slow on a busy machine. No test measures time.
expect.set_options(timeout=SETTLE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The site with the committed data: one server, shared by all tests that do not need their own."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def fetched(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context that keeps what it fetched, for tests that need no first visit: `with next_visit(fetched, site) as seen:`."""
    context = browser.new_context(locale="nl-NL", viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    yield context
    context.close()


@pytest.fixture
def visitor(fetched: BrowserContext, site: Site) -> Iterator[Visit]:
    """A visitor of the shared site. The test fails after any request to another host or violation of our policy."""
    with next_visit(fetched, site) as seen:
        yield seen
        assert [error for error in seen.console_errors if "Content Security Policy" in error] == []
        assert seen.third_party == []
