"""A partner uploads a list and repairs it, starting at the home page; and harmful files are handled."""

import time
import urllib.error
import urllib.request
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from data_loaders.schema import words
from data_loaders.schema.answers import TO_FILL, Answers
from pages.aanleveren.shelf import LARGEST
from tests.browser.accessibility import axe_violations
from tests.browser.harness import PHONE, Site, Visit, next_visit, settled
from tests.pages.aanleveren.hostile import HOSTILE
from tests.pages.aanleveren.test_worker import left_behind

EXAMPLES = Path(__file__).parents[2] / "pages" / "aanleveren" / "examples"
OWN_WORDS = EXAMPLES / "voorbeeld-eigen-woorden.csv"
BOX = ".st-key-bestand input[type=file]"
# While a run goes on, the answer before it may still stand below the new one.
ANSWER, FILE_NAME = "h1 >> nth=0", ".st-key-bestandsregel p >> nth=0"

UNREADABLE = "Dit bestand kunnen wij nog niet lezen"
HARM = dict.fromkeys(HOSTILE, UNREADABLE) | {"cel.csv": "Alle 2 rijen kunnen op de kaart"}
"""The text on the page for each harmful file."""


class Walk:
    """A partner's visit; a click, a choice or a file is one step."""

    def __init__(self, page: Page, *, by_keyboard: bool) -> None:
        self.page, self.by_keyboard, self.steps = page, by_keyboard, 0

    def press(self, where: Locator) -> None:
        where.wait_for()
        if self.by_keyboard:
            where.focus()
            self.page.keyboard.press("Enter")
        else:
            where.click()
        self.steps += 1

    def send(self, file: Path) -> None:
        with self.page.expect_file_chooser() as asked:
            self.press(self.page.locator(BOX) if self.by_keyboard else self.page.locator(".st-key-bestand label"))
        asked.value.set_files(file)

    def choose(self, label: str, words: str) -> None:
        box = self.page.get_by_role("combobox", name=label)
        box.focus()
        if not self.by_keyboard:
            box.click()
        self.page.keyboard.type(words)
        self.page.get_by_role("option", name=words, exact=True).first.wait_for()
        self.page.keyboard.press("Enter")
        self.steps += 1

    def take(self, where: Locator) -> Path:
        with self.page.expect_download() as taken:
            self.press(where)
        return Path(taken.value.path())


@pytest.fixture(params=[False, True], ids=["mouse", "keyboard"])
def walk(visitor: Visit, request: pytest.FixtureRequest) -> Walk:
    return Walk(visitor.open("/aanleveren"), by_keyboard=request.param)


def test_a_partner_mends_a_list_in_four_steps_and_nothing_is_refused_any_more(
    walk: Walk, site: Site, tmp_path: Path
) -> None:
    walk.send(OWN_WORDS)
    expect(walk.page.locator(ANSWER)).to_have_text("Nog geen enkele rij kan op de kaart")
    walk.choose("Bezigheden", "thema's")
    expect(walk.page.locator(ANSWER)).to_have_text("3 van de 5 rijen kunnen op de kaart")
    walk.choose("samen klussen", "Ontmoeten")
    expect(walk.page.locator(ANSWER)).to_have_text("Alle 5 rijen kunnen op de kaart")
    mended = walk.take(walk.page.get_by_role("button", name="Verbeterde lijst met opmerkingen"))

    assert walk.steps == 4
    again = tmp_path / "verbeterd.xlsx"
    again.write_bytes(mended.read_bytes())
    walk.send(again)
    expect(walk.page.locator(FILE_NAME)).to_have_text("verbeterd.xlsx")
    expect(walk.page.locator(ANSWER)).to_have_text("Alle 5 rijen kunnen op de kaart")
    assert left_behind(site.process.pid) == []


def test_on_a_phone_and_in_english_a_known_initiative_lies_beside_the_row(fetched: BrowserContext, site: Site) -> None:
    with next_visit(fetched, site, size=PHONE) as seen:
        page = seen.open("/aanleveren?taal=en")

        page.locator(BOX).set_input_files(EXAMPLES / "voorbeeld-net.csv")
        expect(page.locator(ANSWER)).to_have_text("All 5 rows can be put on the map")
        settled(page)
        page.locator("summary", has_text="Put side by side").first.click()

        expect(page.get_by_role("columnheader", name="On Samenkaart").first).to_be_visible()
        expect(page.locator("ul.nagekeken")).to_contain_text("A person judges whether it is the same.")
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert seen.third_party == []


def test_hostile_files_get_an_answer_and_the_site_stays_well(visitor: Visit, site: Site, tmp_path: Path) -> None:
    page = visitor.open("/aanleveren")
    for name, make in HOSTILE.items():
        path = tmp_path / name
        path.write_bytes(make())

        page.locator(BOX).set_input_files(path)

        expect(page.locator(FILE_NAME)).to_have_text(name, timeout=60_000)
        expect(page.locator(ANSWER)).to_have_text(HARM[name])
        expect(page.get_by_text("root:")).to_have_count(0)
        with urllib.request.urlopen(f"{site.url}/healthz", timeout=10) as answer:
            assert answer.status == 200
    assert left_behind(site.process.pid) == []


def test_a_file_that_is_too_large_is_refused_in_words(visitor: Visit, tmp_path: Path) -> None:
    page = visitor.open("/aanleveren")
    path = tmp_path / "groot.csv"
    path.write_bytes(bytes(LARGEST + 1))

    page.locator(BOX).set_input_files(path)

    expect(page.get_by_role("status").filter(has_text="groter dan 10 MB")).to_be_visible()


def put(address: str) -> int:
    """Status of the answer when a file is sent without a browser."""
    request = urllib.request.Request(address, data=b"x" * 1000, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_closing_the_page_throws_the_file_away_at_once(visitor: Visit) -> None:
    page = visitor.open("/aanleveren")
    with page.expect_response("**/aanleveren/bestand/*") as sent:
        page.locator(BOX).set_input_files(OWN_WORDS)
    place = sent.value.url
    assert put(place) == 204

    page.goto("about:blank")

    deadline = time.monotonic() + 30
    while put(place) != 404 and time.monotonic() < deadline:
        page.wait_for_timeout(1_000)
    assert put(place) == 404


@pytest.mark.parametrize("address", ["/_stcore/upload_file/sessie/bestand", "/aanleveren/bestand/verzonnen"])
def test_no_file_comes_in_without_an_open_page(site: Site, address: str) -> None:
    assert put(f"{site.url}{address}") == 404


def test_a_partner_brings_the_list_to_check_back_and_sees_what_each_answer_would_change(
    visitor: Visit, tmp_path: Path
) -> None:
    page = visitor.open("/regio?gemeente=Utrecht")
    with page.expect_download() as download:
        page.locator("#root #nakijken a", has_text="XLSX").click()
    given = pl.read_excel(Path(download.value.path()), infer_schema_length=0).head(3)
    exists, stopped, site, where, year = (words(Answers, column, "nl").label for column in TO_FILL)
    filled = given.with_columns(
        pl.Series(exists, ["ja", "", ""]),
        pl.Series(stopped, ["", "ja", ""]),
        pl.Series(site, ["", "", "https://nieuw.voorbeeld.nl"]),
        pl.lit("https://voorbeeld.nl/leden").alias(where),
        pl.lit("2026").alias(year),
    )
    answers = tmp_path / "antwoorden.csv"
    answers.write_text(filled.fill_null("").write_csv(separator=";"), encoding="utf-8")

    walk = Walk(visitor.open("/aanleveren"), by_keyboard=False)
    walk.send(answers)

    expect(walk.page.locator(FILE_NAME)).to_have_text("antwoorden.csv")
    for name, said in zip(
        given["Naam"],
        (
            "actief (2026)",
            "Met uw antwoord wordt dat: gestopt (2026)",
            "Site nu: geen bekend. In uw antwoord: https://nieuw.voorbeeld.nl",
        ),
        strict=True,
    ):
        row = walk.page.locator("#root, .stApp").get_by_text(f"Uw antwoord over '{name}' wordt overgenomen.").first
        expect(row).to_contain_text(said)
    assert visitor.third_party == []
