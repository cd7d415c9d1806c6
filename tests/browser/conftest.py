from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import Site, Visit, open_browser, serve, visit

# Generous time-outs, because without a graphics card the browser is slow on a busy machine. No test measures time.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The site with the committed data: one server, shared by all tests that do not need their own."""
    with serve() as running:
        yield running


@pytest.fixture
def start_site() -> Callable[..., AbstractContextManager[Site]]:
    """Starts a separate server: `with start_site(environment={"SAMENKAART_DATA": folder}) as site:`."""
    return serve


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visit]:
    """A new visitor of the shared site. The test fails after any request to another host or violation of our policy."""
    with visit(browser, site) as seen:
        yield seen
        assert [error for error in seen.console_errors if "Content Security Policy" in error] == []
        assert seen.third_party == []
