"""Partners' tasks walked in a browser, by mouse and by keyboard alone, with the number of steps."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Visit, settled

ACTIVE = """() => {
  let e = document.activeElement
  while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement
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

    def part(self, name: str) -> None:
        self.page.get_by_role("radio", name=name, exact=True).click()
        self.done()

    def cell(self, name: str, *_keys: str) -> None:
        self.page.get_by_role("link", name=name).click()
        self.done()

    def node(self, name: str, *_keys: str) -> None:
        self.page.locator(".tekening").get_by_role("link", name=name).click()
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

    def part(self, name: str) -> None:
        choices = self.page.get_by_role("radiogroup").filter(has=self.page.get_by_role("radio", name=name, exact=True))
        names = choices.get_by_role("radio").all_inner_texts()
        self.go_to(*names)
        for _ in names:
            if self.page.evaluate(ACTIVE) == name:
                break
            self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("Space")
        self.done()

    def into(self, links: str, *keys: str) -> str:
        self.go_to(*self.page.locator(links).evaluate_all("all => all.map(e => e.getAttribute('aria-label'))"))
        for key in keys:
            self.page.keyboard.press(key)
        reached: str = self.page.evaluate(ACTIVE)
        return reached

    def cell(self, name: str, *keys: str) -> None:
        assert self.into(".vakken a", *keys).startswith(name)
        self.page.keyboard.press("Enter")
        self.done()

    def node(self, name: str, *keys: str) -> None:
        assert self.into(".tekening a", *keys).startswith(name)
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


WHERE = [
    ("Gemeente", "Amsterdam", r"Netwerken met bekende initiatieven in Amsterdam: \d+"),
    ("Netwerk", "LSA Bewoners", r"LSA Bewoners, 12 regio's: overlap \d+"),
]


@READERS
@pytest.mark.parametrize(("label", "value", "answer"), WHERE)
def test_who_is_here_and_where_are_we_alone_in_three_steps(
    visitor: Visit, reader: type[Mouse] | type[Keyboard], label: str, value: str, answer: str
) -> None:
    walk = reader(visitor.open("/kaart"))

    walk.link("Netwerken")
    walk.part("Wie is waar actief?")
    walk.choose(label, value)

    expect(walk.page.locator("p.zin").filter(has_text=re.compile(answer))).to_be_visible()
    assert walk.steps == 3


@READERS
def test_the_initiatives_of_a_cell_in_three_steps(visitor: Visit, reader: type[Mouse] | type[Keyboard]) -> None:
    walk = reader(visitor.open("/kaart"))

    walk.link("Netwerken")
    walk.part("Netwerk, regio en thema")
    walk.cell("Cooplink, Noord-Holland: 1", "ArrowDown", *["ArrowRight"] * 7)

    expect(walk.page.get_by_text("Cooplink · Noord-Holland: wij kennen 1 initiatief.")).to_be_visible()
    expect(walk.page.get_by_role("heading", name="De initiatieven in een vakje")).to_be_in_viewport()
    assert walk.page.url.endswith("vak=cooplink~PV27")
    assert walk.steps == 3


@READERS
def test_a_partner_of_the_drawing_becomes_its_focus_in_three_steps(
    visitor: Visit, reader: type[Mouse] | type[Keyboard]
) -> None:
    walk = reader(visitor.open("/kaart"))

    walk.link("Netwerken")
    walk.part("Tekening")
    walk.node("De Groene Sprong", "ArrowLeft")

    expect(walk.page.get_by_text(re.compile("^Rond De Groene Sprong: "))).to_be_visible()
    assert "deel=tekening&netwerk=" in walk.page.url
    assert walk.steps == 3


@READERS
def test_the_way_between_two_partners_in_four_steps(visitor: Visit, reader: type[Mouse] | type[Keyboard]) -> None:
    walk = reader(visitor.open("/kaart"))

    walk.link("Netwerken")
    walk.part("Tekening")
    walk.choose("Zoek een partner in de tekening", "LSA Bewoners")
    walk.choose("Weg naar", "BOKD")

    expect(walk.page.get_by_text("Van LSA Bewoners naar BOKD is de kortste bekende weg 2 stappen.")).to_be_visible()
    assert walk.steps == 4
