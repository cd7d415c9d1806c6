from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.accessibility import axe_violations
from tests.browser.harness import Site, Visit, next_visit, serve, visit

APP = """
import os
import streamlit as st
st.set_page_config(page_title="Proef")
st.write(f"Gegevens: {os.environ['SAMENKAART_DATA']}")
"""


@pytest.fixture(scope="module")
def trial_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    app: Path = tmp_path_factory.mktemp("app") / "app.py"
    app.write_text(APP, encoding="utf-8")
    with serve(app, {"SAMENKAART_DATA": "elders"}) as running:
        yield running


@pytest.fixture
def trial(fetched: BrowserContext, trial_site: Site) -> Iterator[Visit]:
    with next_visit(fetched, trial_site) as seen:
        yield seen


def test_an_own_environment_reaches_the_site(trial: Visit) -> None:
    page = trial.open()

    assert page.get_by_text("Gegevens: elders").is_visible()


def test_own_requests_are_seen_and_are_no_third_party(trial: Visit) -> None:
    trial.open()

    assert any("/_stcore/stream" in url for url in trial.requests)
    assert trial.third_party == []


def test_a_request_to_somebody_else_is_seen(trial: Visit) -> None:
    page = trial.open()

    page.evaluate("fetch('https://example.invalid/pixel.gif').catch(() => null)")

    assert trial.third_party == ["https://example.invalid/pixel.gif"]


def test_an_error_in_the_console_is_seen(trial: Visit) -> None:
    page = trial.open()

    page.evaluate("console.error('stuk')")

    assert "stuk" in trial.console_errors


FETCHED = "performance.getEntriesByType('resource').filter(each => each.transferSize > 300 && each.name.endsWith('.js')).length"
REMEMBERED = "[localStorage.a ?? '', sessionStorage.a ?? '', /\\ba=1/.test(document.cookie)]"


def test_a_first_visit_fetches_and_the_next_one_finds_that_and_nothing_else(
    browser: Browser, fetched: BrowserContext, trial_site: Site
) -> None:
    with visit(browser, trial_site) as first:
        assert first.open().evaluate(FETCHED) > 5
    with next_visit(fetched, trial_site) as one:
        page = one.open()
        page.evaluate("localStorage.a = sessionStorage.a = 1; document.cookie = 'a=1'")
        assert page.evaluate(REMEMBERED) == ["1", "1", True]
        page.context.route("**/eigen", lambda route: route.fulfill(body="ja"))
    with next_visit(fetched, trial_site) as other:
        page = other.open()

        assert page.evaluate(FETCHED) == 0
        assert page.evaluate(REMEMBERED) == ["", "", False]
        assert page.evaluate("fetch('eigen').then(answer => answer.text())") != "ja"
    assert not [url for url in one.requests if "eigen" in url]


def test_axe_finds_a_picture_without_words(trial: Visit) -> None:
    page = trial.open()
    assert axe_violations(page) == []

    page.evaluate("document.querySelector('[data-testid=stMain]').append(document.createElement('img'))")

    assert [violation.rule for violation in axe_violations(page)] == ["image-alt"]
