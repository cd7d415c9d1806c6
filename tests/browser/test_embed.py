"""Our embed code on somebody else's page: the frame is as high as what it holds."""

from playwright.sync_api import BrowserContext, Frame, Page, ViewportSize, expect

from tests.browser.elsewhere import elsewhere
from tests.browser.harness import Site, next_visit, until
from ui.site_address import embed_code

START, FOOT = 640, 40
WIDE, NARROW = ViewportSize(width=1000, height=800), ViewportSize(width=400, height=800)
HEIGHT = "parseInt(document.querySelector('iframe').style.height)"
# Each is an absolute place in the frame, so that it does not matter how far anything is scrolled.
END_OF_STORY = """() => {
  const stage = document.querySelector('#root [data-testid="stMain"]')
  return Math.ceil(stage.querySelector('.verhaal').getBoundingClientRect().bottom + stage.scrollTop + scrollY)
}"""


def live(page: Page) -> Frame:
    """The frame with our view, once the live page has taken over."""
    inside = page.frame_locator("iframe >> nth=0")
    expect(inside.locator("#root .verhaal h1")).to_be_visible(timeout=60_000)
    expect(inside.locator("#eerste")).to_have_count(0, timeout=60_000)
    return page.frames[1]


def test_a_frame_grows_and_shrinks_with_what_it_holds(fetched: BrowserContext, site: Site) -> None:
    code = embed_code("Regio", f"{site.url}/regio?gemeente=Zwolle")
    with elsewhere(f"<p>Artikel</p>{code}") as address, next_visit(fetched, site) as seen:
        page = seen.page
        page.set_viewport_size(WIDE)
        page.goto(address)
        frame = live(page)

        until(page, f"{HEIGHT} > {3 * START}")
        end = frame.evaluate(END_OF_STORY)
        until(page, f"{HEIGHT} === {end + FOOT}")
        page.set_viewport_size(NARROW)
        until(page, f"{HEIGHT} > {end + START}")
        page.set_viewport_size(WIDE)
        until(page, f"{HEIGHT} === {end + FOOT}")
        assert [url for url in seen.third_party if not url.startswith(address)] == []


def test_a_map_does_not_chase_the_height_of_its_own_frame(fetched: BrowserContext, site: Site) -> None:
    code = embed_code("Kaart", f"{site.url}/kaart?thema=zorg", 2000)
    with elsewhere(code) as address, next_visit(fetched, site) as seen:
        page = seen.page
        page.set_viewport_size(WIDE)
        page.goto(address)
        frame = live(page)

        until(page, f"{HEIGHT} < 1200")
        until(page, f"{HEIGHT} === {frame.evaluate(END_OF_STORY) + FOOT}")


def test_only_our_frame_sets_its_height(fetched: BrowserContext, site: Site) -> None:
    code = embed_code("Kaart", f"{site.url}/kaart?thema=zorg")
    stranger = (
        "<iframe srcdoc=\"<script>parent.postMessage({samenkaart: 5}, '*')</script>\" style=height:123px></iframe>"
    )
    own = "<script>postMessage({samenkaart: 5}, '*'); postMessage(null, '*'); postMessage('x', '*')</script>"
    with elsewhere(f"{code}{stranger}{own}") as address, next_visit(fetched, site) as seen:
        page = seen.page
        page.goto(address)
        live(page)

        until(page, f"{HEIGHT} !== {START}")
        assert page.evaluate(HEIGHT) > 5
        assert page.evaluate("document.querySelectorAll('iframe')[1].style.height") == "123px"
