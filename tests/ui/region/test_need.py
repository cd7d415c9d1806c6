import re
from html import unescape

import polars as pl
import pytest

from data_loaders.schema import Language, Theme
from data_loaders.store import current
from measures.region.need import PAIRS, Association
from pages.regio.story import story
from tests.pages.harness import view_in
from ui.need import association_words
from ui.still import drawing_in, still
from ui.story import Part, check
from ui.view import view_of


def need_of(**asked: str) -> Part:
    part = story(view_of({name: [value] for name, value in asked.items()})).part("behoefte")
    assert part is not None
    return part


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("theme", list(Theme))
def test_every_theme_has_a_sentence_a_reason_and_a_caveat(theme: Theme, language: Language) -> None:
    part = need_of(vergelijk="NL", thema=theme, taal=language)
    t = view_in(language).t

    check(part)
    assert part.rows.height == 342
    for text in (t(f"behoefte.why.{theme}"), t(f"behoefte.mind.{theme}"), t("behoefte.mind.all")):
        assert text in part.note
    assert "CBS, Kerncijfers wijken en buurten 20" in part.source
    assert not re.search(r"\b(?:doordat|omdat|because|due to)\b", f"{part.sentence} {part.note}")


def test_a_municipality_is_shown_among_similar_ones_and_few_known_stays_known() -> None:
    part = need_of(gemeente="Utrecht")

    figure = current().table("context_values").filter(indicator_id=PAIRS[Theme.CARE], municipality_code="GM0344")
    assert (
        f"Inwoners van 65 jaar of ouder in Utrecht: {figure['value'][0]:.0f} (procent van inwoners, 2024)"
        in part.sentence
    )
    assert part.rows["Gemeente"].sort().to_list() == ["'s-Gravenhage", "Amsterdam", "Rotterdam", "Utrecht"]
    assert "Weinig bekend is niet hetzelfde als weinig." in part.sentence
    assert "met zo weinig gemeenten (4) niet te zeggen" in part.sentence


def test_a_province_counts_its_own_municipalities_and_names_those_far_apart() -> None:
    part = need_of(provincie="Zeeland", thema="voorzieningen")

    assert part.rows.height == 13
    far = part.rows.filter(pl.col("Waar het staat") == "hoog cijfer, weinig bekend")["Gemeente"].to_list()
    assert (
        f"In {len(far)} gemeenten is “afstand tot grote supermarkt” hoog en kennen wij weinig: {', '.join(far)}."
        in part.sentence
    )


def test_merged_municipalities_are_named_as_computed() -> None:
    assert (
        "Berekend uit vroegere gemeenten, gewogen naar inwoners: Amsterdam, Voorne aan Zee."
        in need_of(vergelijk="NL", thema="energie").note
    )


def test_each_theme_is_one_press_away_and_keeps_the_region() -> None:
    links = re.findall(r'href="(\?[^"]*#behoefte)"', str(need_of(gemeente="Utrecht").body))

    assert len(links) == len(Theme)
    assert all("gemeente=Utrecht" in link for link in links)


def test_the_drawing_explains_its_corners_and_is_also_on_paper() -> None:
    svg = still(drawing_in(need_of(vergelijk="NL").body))

    assert svg.startswith("<svg")
    for corner in ("Hoog cijfer, weinig bekend", "Hoog cijfer, veel bekend", "Laag cijfer, weinig bekend"):
        assert corner in svg
    # Municipalities at the very same point are one circle, which names all of them.
    assert len(re.findall("<circle", svg)) < 342
    named = unescape(" ".join(re.findall("<title>(.*?)</title>", svg)))
    assert [name for name in current().table("regions").filter(level="municipality")["name"] if name not in named] == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Association(342, 0.12, 0.01, 0.22), "vaker meer (samenhang 0,12, marge 0,01 tot 0,22, over 342 gemeenten"),
        (Association(342, -0.3, -0.4, -0.2), "vaker minder"),
        (Association(342, 0.03, -0.07, 0.14), "geen verband te zien (samenhang 0,03, marge -0,07 tot 0,14, over 342"),
        (Association(4, None), "valt met zo weinig gemeenten (4) niet te zeggen"),
    ],
)
def test_a_correlation_comes_with_margin_and_number_and_none_is_an_answer(found: Association, said: str) -> None:
    assert said in association_words(view_in("nl"), found)
