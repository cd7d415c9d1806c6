"""Addresses that nobody types by accident, in a browser: the page with a note."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_map import known
from tests.hostile import HOSTILE

ADDRESSES = HOSTILE | {"thousands of themes": {"thema": [f"thema{n}" for n in range(3000)]}}


# Every hostile address is opened without a browser in tests/pages; here those that only a browser could stumble over.
@pytest.mark.parametrize("what", ["ten kilobytes", "markup", "signs that are not shown", "thousands of themes"])
def test_a_hostile_address_gives_the_page_with_a_note(visitor: Visit, what: str) -> None:
    page = visitor.open(f"/kaart?{urlencode(ADDRESSES[what], doseq=True, errors='replace')}")

    expect(page.locator(".melding").first).to_be_visible()
    expect(page.locator("#kaartvak svg.landkaart")).to_be_visible()
    assert known(page) >= 0
    assert page.locator('img[src="x"]').count() == 0
    assert not page.get_by_test_id("stException").count()
    assert not page.locator(".st-key-onverwacht").count()
