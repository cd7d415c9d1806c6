"""What a reader sees without scrolling, as the server sends it and at two sizes."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import PHONE, Site
from tests.browser.test_sight import reading


def screen(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}


@pytest.mark.parametrize(
    "path",
    ["/regio?gemeente=Utrecht", "/doelen?doel=2", "/netwerken?netwerk=lsa", "/initiatieven?id=voko-utrecht", "/over"],
)
def test_on_a_phone_the_answer_stands_above_what_can_be_done_with_the_page(
    browser: Browser, site: Site, path: str
) -> None:
    with reading(browser, viewport=screen(PHONE)) as page:
        page.goto(site.url + path)

        assert page.locator("h1").bounding_box()["y"] < 140  # type: ignore[index]
        actions = page.locator("#daden")
        expect(actions).to_be_hidden()
        opens = page.get_by_role("button", name="Delen en meer")
        opens.focus()
        opens.press("Enter")
        expect(actions.get_by_text("Delen, citeren")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.keyboard.press("Escape")
        expect(actions).to_be_hidden()
