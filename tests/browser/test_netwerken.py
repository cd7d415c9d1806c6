"""A partner's first task walked in a browser, by mouse and by keyboard alone, with the number of steps."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Visit, settled

ACTIVE = """() => {
  const e = document.activeElement
  return (e.getAttribute('aria-label') || e.innerText || '').trim()
}"""
MOST_TABS = 60


@dataclass
class Reader:
    """Somebody at the page; every press of a button and every choice from a list is a step."""

    page: Page
    steps: int = 0

    def done(self) -> None:
        self.steps += 1
        settled(self.page)
        self.page.wait_for_timeout(300)
        settled(self.page)


class Mouse(Reader):
    """Uses the mouse, and types only what is looked for."""

    def link(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()
        self.done()

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_role("combobox", name=label, exact=True).click()
        self.page.keyboard.type(value)
        self.page.get_by_role("option", name=value).first.click()
        self.done()


class Keyboard(Reader):
    """Has no mouse."""

    def go_to(self, *names: str) -> None:
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(ACTIVE) in names:
                return
        raise AssertionError(f"the keyboard does not reach {names}")

    def link(self, name: str) -> None:
        self.go_to(name)
        self.page.keyboard.press("Enter")
        self.done()

    def choose(self, label: str, value: str) -> None:
        self.go_to(label)
        self.page.keyboard.type(value)
        self.page.get_by_role("option", name=value).first.wait_for()
        self.page.keyboard.press("Enter")
        self.done()


READERS = pytest.mark.parametrize("reader", [Mouse, Keyboard])


@READERS
def test_what_is_this_partner_in_two_steps(visitor: Visit, reader: type[Mouse] | type[Keyboard]) -> None:
    walk = reader(visitor.open("/kaart"))

    walk.link("Netwerken")
    walk.choose("Open de pagina van een partner", "BOKD")

    expect(walk.page.get_by_role("heading", name="BOKD", exact=True)).to_be_visible()
    assert walk.page.url.endswith("/netwerken?netwerk=bokd")
    assert walk.steps == 2
