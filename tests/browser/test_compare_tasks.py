"""Readers' tasks about need and comparison, walked from the home page, with the number of steps."""

import re

from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_tasks import BOX, Walk


def test_where_need_and_known_lie_apart_and_how_sure_that_is_in_two_steps(visitor: Visit) -> None:
    walk = Walk(visitor.open("/"))

    walk.press(walk.page.locator('.kaartje a[data-keuze="weergave=behoefte"]'))
    # The links of the page before lead to the page before.
    expect(walk.page.locator("#root h1")).to_contain_text("“inwoners van 65 jaar of ouder” hoog")
    walk.press(walk.page.locator('nav.facet a[data-keuze="thema=energie"]'))
    walk.page.wait_for_url("**thema=energie**")

    assert walk.steps == 2
    assert "thema=zorg" not in walk.page.url
    expect(walk.page.locator("#root h1")).to_contain_text(
        "“gemiddeld aardgasverbruik” hoog en kennen wij niets voor het thema Energie"
    )
    expect(walk.page.locator("#root .zin").first).to_contain_text(re.compile("toeval verklaart.*marge .* tot "))


def test_four_municipalities_become_one_region_in_four_steps(visitor: Visit) -> None:
    walk = Walk(visitor.open("/"), by_keyboard=True)

    walk.press(walk.page.locator('a[data-pagina="regio"]').first)
    walk.page.wait_for_url("**/regio**")
    walk.press(walk.page.locator("#eigen summary"))
    walk.page.locator("#eigen textarea").fill("Utrecht, Zeist, De Bilt, Bunnik")
    walk.steps += 1
    walk.press(walk.page.locator("#eigen button"))
    walk.page.wait_for_url("**gemeenten=**")

    assert walk.steps == 4
    expect(walk.page.locator("#root h1")).to_have_text("Eigen regio")
    expect(walk.page.locator("#gemeenten")).to_contain_text("bestaat uit 4 gemeenten")

    walk.press(walk.page.locator("#root .daden a", has_text="Bekijk op de kaart"))
    walk.page.wait_for_url("**/kaart?gemeenten=**")
    expect(walk.page.locator("#root h1")).to_contain_text(re.compile(r"Wij kennen \d+ initiatieven in Eigen regio"))
    expect(walk.page.locator("#root #kaartvak svg.landkaart .omtrek")).to_have_count(4)
    assert walk.steps == 5
    assert visitor.third_party == []


def test_a_network_without_a_member_here_is_asked_in_two_steps(visitor: Visit) -> None:
    walk = Walk(visitor.open("/regio?gemeente=Zeewolde"), by_keyboard=True)

    block = walk.page.locator("#root #vraag details", has_text="netwerken die in Zeewolde werken")
    walk.press(block.locator("summary"))
    block.locator("select").select_option(label="Energie Samen")
    walk.steps += 1
    walk.page.wait_for_url("**netwerk=energie-samen**")

    question = walk.page.locator("#root #vraag details[open] textarea").first
    expect(question).to_have_value(re.compile(r"Heeft Energie Samen leden in Zeewolde\?", re.DOTALL))
    assert walk.steps == 2


def test_my_municipality_beside_its_like_with_reasons_and_by_figures_of_my_own(visitor: Visit) -> None:
    walk = Walk(visitor.open("/"))

    walk.type("Zeewolde", BOX["nl"])
    walk.choose_first()
    walk.press(walk.page.locator("#root .daden a", has_text="Zeewolde"))
    walk.page.wait_for_url("**/regio**")
    first = walk.page.locator("#root #gelijken li").first
    expect(first).to_contain_text("zelfde stedelijkheid")
    assert walk.steps == 3

    walk.press(walk.page.locator("#root #gelijken summary").first)
    walk.press(walk.page.locator('#root #gelijken a[data-keuze="cijfer=woz_waarde"]'))
    walk.page.wait_for_url("**cijfer=woz_waarde**")
    expect(first).to_contain_text("WOZ-waarde")
    assert walk.steps == 5
    assert visitor.third_party == []


def test_from_a_theme_that_nobody_knows_here_to_a_question_in_one_step(visitor: Visit) -> None:
    walk = Walk(visitor.open("/kaart?gemeente=Zeewolde&thema=zorg"), by_keyboard=True)

    walk.press(walk.page.locator("#root a[href*='#vraag']").first)
    walk.page.wait_for_url("**/regio**")

    question = walk.page.locator("#root #vraag textarea").first
    expect(question).to_have_value(
        re.compile(r"Zeewolde geen initiatief van bewoners voor zorg.*Samenkaart", re.DOTALL)
    )
    expect(walk.page.locator("#root #vraag button").first).to_be_visible()
    assert walk.steps == 1


def test_what_changed_and_what_to_check_first_for_a_region_without_a_step(visitor: Visit) -> None:
    page = visitor.open("/regio?gemeente=Utrecht")

    expect(page.locator("#root #nakijken")).to_contain_text(re.compile(r"\d+ van de \d+"))
    expect(page.locator("#root #veranderd")).to_be_visible()


def test_what_changed_since_the_release_before_in_one_step_from_home(visitor: Visit) -> None:
    walk = Walk(visitor.open("/"))

    link = walk.page.locator("#root #veranderd .wegen a").first
    link.scroll_into_view_if_needed()
    link.click()
    walk.page.wait_for_url("**/wijzigingen**")

    expect(walk.page.locator("h1")).to_contain_text(re.compile(r"veranderden? \d+ ding"))
