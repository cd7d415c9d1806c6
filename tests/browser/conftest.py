from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import Site, Visit, open_browser, serve, visit

# Without a graphics card the browser is slow on a busy machine; no test measures time.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The site with the committed data; one server for every test that does not need its own."""
    with serve() as running:
        yield running


@pytest.fixture
def start_site() -> Callable[..., AbstractContextManager[Site]]:
    """A server of the test's own: `with start_site(environment={"SAMENKAART_DATA": folder}) as site:`."""
    return serve


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visit]:
    """A new visitor of the shared site; the test fails when anything was asked of anybody else, or tried against our policy."""
    with visit(browser, site) as seen:
        yield seen
        assert [error for error in seen.console_errors if "Content Security Policy" in error] == []
        assert seen.third_party == []
