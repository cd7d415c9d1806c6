"""The government's base map, turned on by its setting, with fake tiles."""

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route, expect

from geo import base_map
from tests.browser.harness import Site, Visit, next_visit, serve

TILE = (200, 60, 200)


@pytest.fixture(scope="module")
def site_with_base_map() -> Iterator[Site]:
    with serve(environment={base_map.SETTING: "pdok"}) as running:
        yield running


def open_with_tiles(seen: Visit, path: str) -> tuple[Page, list[str]]:
    """The page with all tiles in one colour, and the addresses of the requested tiles."""
    picture = io.BytesIO()
    Image.new("RGB", (256, 256), TILE).save(picture, "PNG")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=picture.getvalue(), content_type="image/png", headers={"Access-Control-Allow-Origin": "*"})

    seen.page.context.route(f"{base_map.HOST}/**", answer)
    return seen.open(path), asked


def share_of_tile(page: Page) -> float:
    """Share of the map that has the colour of the tiles."""
    shown = page.locator('[data-testid="stDeckGlJsonChart"]').screenshot()
    pixels = Image.open(io.BytesIO(shown)).convert("RGB")
    alike = sum(number for number, colour in pixels.getcolors(1_000_000) or [] if colour == TILE)
    return alike / (pixels.width * pixels.height)


def test_tiles_lie_under_our_map_and_their_maker_is_named(fetched: BrowserContext, site_with_base_map: Site) -> None:
    with next_visit(fetched, site_with_base_map) as seen:
        page, asked = open_with_tiles(seen, "/kaart?thema=energie")

        expect(page.locator('[data-testid="stDeckGlJsonChart"]').get_by_text(base_map.ATTRIBUTION)).to_be_visible()
        for _ in range(20):
            if share_of_tile(page) > 0.5:
                break
            page.wait_for_timeout(500)
        assert share_of_tile(page) > 0.5
        assert asked
        assert {urlsplit(url).netloc for url in seen.third_party} == {urlsplit(base_map.HOST).netloc}
        assert not [error for error in seen.console_errors if "Content Security Policy" in error]


def test_a_municipality_is_still_chosen_by_pressing_the_map(fetched: BrowserContext, site_with_base_map: Site) -> None:
    with next_visit(fetched, site_with_base_map) as seen:
        page, _ = open_with_tiles(seen, "/kaart?q=ditbestaatnietwaarschijnlijk")
        canvas = page.locator('[data-testid="stDeckGlJsonChart"] #deckgl-overlay')
        canvas.wait_for()
        box = canvas.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

        for _ in range(10):
            page.mouse.move(x - 40, y)
            page.mouse.click(x, y)
            page.wait_for_timeout(1500)
            if "gemeente=" in page.url:
                break

        assert "gemeente=" in page.url
