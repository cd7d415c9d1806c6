"""The search box and the button that copies, in a browser."""

import re

from playwright.sync_api import Page, expect

from data_loaders.store import current
from tests.browser.harness import Visit
from ui.texts import text

BOX = "Zoek plaats, postcode, netwerk, initiatief"


def type_in_box(page: Page, words: str) -> None:
    page.get_by_role("combobox", name=BOX).press_sequentially(words, delay=30)
    page.get_by_role("option").first.wait_for()


def test_enter_right_after_the_last_letter_takes_the_answer_to_all_of_them(visitor: Visit) -> None:
    page = visitor.open("/kaart")
    box = page.get_by_role("combobox", name=BOX)

    box.press_sequentially("zwo")
    page.get_by_role("option").first.wait_for()
    box.press_sequentially("lle")
    box.press("Enter")

    expect(page.locator("#root h1")).to_contain_text("in de gemeente Zwolle")


def test_words_that_name_nothing_are_searched_in_all_texts(visitor: Visit) -> None:
    page = visitor.open("/kaart")

    type_in_box(page, "samen eten")
    page.get_by_role("option", name="samen eten").last.click()

    page.wait_for_url(re.compile(r"q=samen"))
    expect(page.locator("#root h1")).to_contain_text("met “samen eten”")


def test_an_initiative_that_was_found_is_opened(visitor: Visit) -> None:
    page = visitor.open("/kaart")

    type_in_box(page, "herenboeren amersf")
    page.get_by_role("option", name="Herenboeren Amersfoort").click()

    page.wait_for_url("**/initiatieven?id=herenboeren-amersfoort*")
    expect(page.get_by_role("heading", name="Herenboeren Amersfoort")).to_be_visible()


def test_one_press_copies_a_correction_that_is_filled_in(visitor: Visit) -> None:
    page = visitor.open("/initiatieven?id=herenboeren-amersfoort")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name=text("nl", "initiatieven.copy")).click()

    expect(page.get_by_role("status").filter(has_text=text("nl", "initiatieven.copied"))).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "herenboeren-amersfoort" in copied
    assert current().version in copied
