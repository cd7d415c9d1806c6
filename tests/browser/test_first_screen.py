"""What a reader sees without scrolling, as the server sends it and at two sizes."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness import DESKTOP, PHONE, Site
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

        assert page.locator("h1").bounding_box()["y"] < 140  # type: ignore[index]  # it is on the screen
        actions = page.locator("#daden")
        expect(actions).to_be_hidden()
        opens = page.get_by_role("button", name="Delen en meer")
        opens.focus()
        opens.press("Enter")
        expect(actions.get_by_text("Delen, citeren")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.keyboard.press("Escape")
        expect(actions).to_be_hidden()


@pytest.mark.parametrize("goal", [1, 2, 3, 4])
def test_targets_and_time_of_a_goal_stand_in_the_first_screen(browser: Browser, site: Site, goal: int) -> None:
    with reading(browser, viewport=screen(DESKTOP)) as page:
        page.goto(f"{site.url}/doelen?doel={goal}")

        ends = [each.bounding_box() for each in page.locator("#streefwaarden .kol").all()]
        assert ends
        assert all(end["y"] + end["height"] <= DESKTOP[1] for end in ends if end)
        expect(page.get_by_role("img", name="Van 13 april 2024")).to_be_in_viewport(ratio=1)
        assert page.locator("#mijlpalen svg.breed").bounding_box()["y"] + 66 <= DESKTOP[1]  # type: ignore[index]  # bar and years


@pytest.mark.parametrize("query", ["", "?deel=tekening&netwerk=nlzve"])
def test_drawing_islands_and_legend_of_the_networks_stand_in_the_first_screen(
    browser: Browser, site: Site, query: str
) -> None:
    with reading(browser, viewport=screen(DESKTOP)) as page:
        page.goto(f"{site.url}/netwerken{query}")

        for part in (".ringen", ".eilanden", "#tekens"):
            expect(page.locator(part)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    "query", ["", "?taal=en", "?thema=energie", "?weergave=gemeenten&maat=per-10000", "?thema=zorg&weergave=behoefte"]
)
def test_answer_map_list_and_source_of_the_home_page_stand_in_the_first_screen(
    browser: Browser, site: Site, query: str
) -> None:
    with reading(browser, viewport=screen(DESKTOP)) as page:
        page.goto(f"{site.url}/{query}")

        for part in ("h1", ".panelen", ".bronregel .daden"):
            expect(page.locator(part)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("query", ["", "?taal=en"])
def test_the_five_goals_and_their_legend_stand_in_the_first_screen(browser: Browser, site: Site, query: str) -> None:
    with reading(browser, viewport=screen(DESKTOP)) as page:
        page.goto(f"{site.url}/doelen{query}")

        expect(page.locator("table.doelen tbody tr").last).to_be_in_viewport(ratio=1)
        legends = page.locator("#vijf-doelen .tekens").all()
        assert legends
        for legend in legends:
            expect(legend).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_whole_country_stands_in_the_first_screen(browser: Browser, site: Site) -> None:
    with reading(browser, viewport=screen(PHONE)) as page:
        page.goto(site.url)

        map_box = page.locator(".landkaart").bounding_box()
        assert map_box
        assert map_box["y"] + map_box["height"] <= PHONE[1]


@pytest.mark.parametrize(
    "path", ["/initiatieven?id=sociaal-centrum-eijsden-eijsden-margraten", "/regio?gemeente=Utrecht", "/doelen?doel=2"]
)
def test_no_drawing_is_cut_on_a_phone(browser: Browser, site: Site, path: str) -> None:
    with reading(browser, viewport=screen(PHONE)) as page:
        page.goto(site.url + path)

        boxes = [each.bounding_box() for each in page.locator("main svg:visible").all()]
        assert len(boxes) > 1
        assert [box for box in boxes if box and (box["x"] < 0 or box["x"] + box["width"] > PHONE[0])] == []


ALONE = """() => [...document.querySelectorAll('.blokken > .half')].filter((half) => {
  const box = half.getBoundingClientRect(), row = half.parentElement
  return box.width < 0.9 * row.clientWidth && ![...row.children].some((other) => other !== half && Math.abs(other.getBoundingClientRect().top - box.top) < 2)
}).map((half) => half.id)"""


@pytest.mark.parametrize("query", ["gemeente=Utrecht", "vergelijk=NL", "corop=CR01"])
def test_no_part_of_a_region_stands_beside_an_empty_band(browser: Browser, site: Site, query: str) -> None:
    with reading(browser, viewport=screen(DESKTOP)) as page:
        page.goto(f"{site.url}/regio?{query}")

        expect(page.locator(".blokken > .half").first).to_be_visible()
        assert page.evaluate(ALONE) == []


def test_on_a_phone_every_way_to_draw_the_map_is_two_presses_away(browser: Browser, site: Site) -> None:
    with reading(browser, viewport=screen(PHONE)) as page:
        page.goto(site.url)

        expect(page.locator("#wijzen")).to_be_hidden()
        page.get_by_role("button", name="Weergave").click()
        page.locator("#wijzen").get_by_role("link", name="Per 10.000 inwoners").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Per inwoner")
        expect(page.locator("#wijzen")).to_be_hidden()
