"""The page that is there before the live one: the same words and numbers, and every link leads where it says."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from data_loaders.schema import Reach, Status, Theme
from data_loaders.store import current
from measures.selection import Selection
from pages.kaart.first import FirstPage
from tests.hostile import HOSTILE
from tests.pages.harness import open_page
from ui.address import Params
from ui.session import view_of
from ui.texts import text

FIRST = FirstPage()
CHOICES: list[Params] = [
    {},
    {"thema": ["zorg"]},
    {"thema": ["zorg", "energie"], "zonder_thema": ["wonen"], "status": [Status.ACTIVE.value]},
    {"provincie": ["Limburg"], "van": ["2015"]},
    {"gezien": ["2024 of later", "jaar onbekend"], "status": [Status.ACTIVE.value]},
    {"gemeente": ["Den Bosch"]},
    {"gemeente": ["Utrecht"], "weergave": ["punten"]},
    {"weergave": ["gemeenten"], "maat": ["per-10000"]},
    {"weergave": ["corop"]},
    {"weergave": ["provincies"], "maat": ["verandering"], "sinds": ["2010"]},
    {"weergave": ["witte-vlekken"], "thema": ["energie"], "provincie": ["Zeeland"]},
    {"q": ["dorpshuis"], "sorteer": ["nieuwste"], "pagina": ["2"]},
    {"q": ["bestaatnergens"]},
]
EVERY_CHOICE = pytest.mark.parametrize("params", CHOICES, ids=lambda params: "&".join(params) or "empty")


def page(params: Params, *, embedded: bool = False) -> str:
    made = FIRST.page(params, embedded=embedded)
    assert made
    return made


def said(html: str) -> str:
    found = re.search(r'<p class="zin">([^<]*)</p>', html)
    assert found
    return unescape(found[1])


def told(html: str) -> list[str]:
    """What pointing at each mark tells."""
    return [unescape(words) for words in re.findall(r"<title>([^<]*)</title>", html)]


def links(html: str, name: str) -> list[tuple[str, str]]:
    """Words and address of each link of a class."""
    return [
        (unescape(words).strip(), unescape(address))
        for address, words in re.findall(rf'<a class="{name}[^"]*" href="([^"]*)"[^>]*>([^<]*)', html)
    ]


def followed(address: str) -> Params:
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("language", ["nl", "en"])
@EVERY_CHOICE
def test_it_says_what_the_live_page_says(params: Params, language: str) -> None:
    spoken = {**params, "taal": [language]}
    app = open_page("kaart", **spoken)
    live = next(element.proto.body for element in app.get("html") if element.proto.body.startswith('<p class="zin">'))

    assert said(page(spoken)) == said(live)


@EVERY_CHOICE
def test_marks_and_what_has_none_add_up_to_the_sentence(params: Params) -> None:
    view = view_of(params)
    total = view.catalogue.chosen(view.selection).height
    html = page(params)

    counts = [int(found[1]) for words in told(html) if (found := re.search(r": (\d+) initiatie", words))]

    if params.get("weergave") == ["punten"]:
        counts = [len(re.findall("<circle", html))]
        assert counts[0] > 0
    else:
        unplaced = view.catalogue.chosen(view.selection).join(view.catalogue.spots, on="spot")["longitude"].null_count()
        assert sum(counts) in {total, total - unplaced}


@EVERY_CHOICE
def test_the_count_beside_a_value_is_what_its_link_leads_to(params: Params) -> None:
    alone = {name: values for name, values in params.items() if name not in ("thema", "status", "gezien", "bereik")}
    pills = links(page(alone), "pil")

    assert len(pills) == len(Theme) + len(Status) + len(Reach) + 4
    for words, address in pills:
        after = view_of(followed(address))
        count = re.search(r"\(([\d.]+)\)$|([\d.]+)(?:,|$)", words)
        assert count
        assert after.catalogue.chosen(after.selection).height == int((count[1] or count[2]).replace(".", ""))


def test_a_chosen_theme_is_taken_back_by_its_link() -> None:
    chosen = page({"thema": ["zorg"], "provincie": ["Limburg"]})

    (address,) = [address for words, address in links(chosen, "pil") if words.startswith(text("nl", "theme.zorg"))]

    assert followed(address) == {"provincie": ["Limburg"]}


def test_a_bubble_leads_to_its_own_initiatives() -> None:
    html = page({"thema": ["zorg"]})
    bubbles = re.findall(r'<a href="([^"]+)"><circle[^>]*><title>([^<]*)', html)

    assert len(bubbles) == html.count("<circle")
    for address, words in bubbles[:20]:
        after = view_of(followed(unescape(address)))
        count = re.search(r": (\d+) initiatie", unescape(words))
        assert count
        assert after.catalogue.chosen(after.selection).height == int(count[1])


def test_what_stays_and_what_goes_when_a_filter_changes() -> None:
    asked = {"weergave": ["gemeenten"], "taal": ["en"], "pagina": ["3"], "thema": ["zorg"]}

    (address,) = [link for words, link in links(page(asked), "pil") if words.startswith(text("en", "theme.energie"))]

    assert followed(address) == {"weergave": ["gemeenten"], "taal": ["en"], "thema": ["zorg", "energie"]}


def test_the_form_keeps_what_it_does_not_ask() -> None:
    html = page({"weergave": ["corop"], "taal": ["en"], "thema": ["zorg"], "gezien": ["2024 or later"]})

    kept = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)

    assert set(kept) == {("weergave", "corop"), ("taal", "en"), ("thema", "zorg"), ("gezien", "2024 of later")}


def test_unknown_values_are_told() -> None:
    html = page({"thema": ["<b>niets</b>"], "weergave": ["bol"]})

    notes = re.findall(r'<p class="melding">([^<]*)</p>', html)
    assert [("niets" in note, "bol" in note) for note in notes] == [(True, False), (False, True)]


@pytest.mark.parametrize("asked", HOSTILE.values(), ids=HOSTILE)
def test_hostile_addresses_give_the_page_and_stay_text(asked: dict[str, str | list[str]]) -> None:
    html = page({name: value if isinstance(value, list) else [value] for name, value in asked.items()})

    assert "<script" not in html.lower()
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_an_embedded_map_has_its_source_and_a_link_to_the_whole_page_and_no_filters() -> None:
    html = page({"thema": ["zorg"]}, embedded=True)

    assert "<form" not in html
    assert re.search(r'<a href="\?thema=zorg" target="_blank"', html)
    assert text("nl", "kaart.source").split(";")[0].split("'")[0] in html


def test_the_next_bubbles_are_those_of_the_page() -> None:
    for theme in Theme:
        params = {"thema": [theme.value]}

        ahead = json.loads(FIRST.ahead(params))

        html = page(params)
        assert ahead["zin"] == said(html)
        circles = re.findall(r'cx="([^"]+)" cy="([^"]+)" r="([^"]+)"', html)
        assert [tuple(bubble) for bubble in ahead["bollen"]] == [tuple(map(float, circle)) for circle in circles]


def test_maps_drawn_in_another_way_have_no_next_bubbles() -> None:
    assert FIRST.ahead({"weergave": ["gemeenten"]}) == b""


def test_the_ground_has_room_for_bubbles_and_none_in_it() -> None:
    ground = FIRST.ground({"provincie": ["Drenthe"]}).decode()

    assert '<g class="bollen"></g>' in ground
    assert "<circle" not in ground


def test_a_page_that_cannot_be_made_leaves_the_telling_to_the_live_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr("pages.kaart.first.view_of", broken)

    assert FIRST.page({}, embedded=False) == ""
    assert FIRST.ahead({}) == b""


def test_it_is_made_once_per_address() -> None:
    view = view_of({"thema": ["wonen"]})

    assert view.selection == Selection(themes=(Theme.HOUSING,))
    assert page({"thema": ["wonen"]}) is page({"thema": ["wonen"]})
    assert current().version == view.snapshot.version
