"""Text with markup of a web page or of uMap becomes the plain text that a reader sees."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepare.clean.markup import has_tags, without_entities, without_tags, without_umap_marks
from prepare.read.source import read_source
from tests.prepare.atlas import config
from tests.prepare.source_files import write_csv


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<p>Samen <b>koken</b>.</p><p>Elke dinsdag</p>", "Samen koken.\nElke dinsdag"),
        ("Koken<br>Eten<br/>Praten", "Koken\nEten\nPraten"),
        ('Zie <a href="https://x.nl/over">onze site</a>!', "Zie onze site (https://x.nl/over)!"),
        ('<a href="https://x.nl">https://x.nl</a>', "https://x.nl"),
        ('<a href="javascript:alert(1)">hier</a>', "hier"),
        ("Tuin<script>alert(1)</script><style>p{}</style>", "Tuin"),
        ("<table><tr><td>Thema</td><td>Zorg</td></tr></table>", "Thema Zorg"),
        ("<div>Caf&eacute; &amp; tuin", "Café & tuin"),
        ('<img src="https://x.nl/a.jpg">Tuin', "Tuin"),
    ],
)
def test_a_piece_of_a_web_page_is_read_as_it_is_seen(written: str, seen: str) -> None:
    assert has_tags(written)
    assert without_tags(written) == seen


@pytest.mark.parametrize("text", ["5 < 6 en 7 > 2", "<naam>", "a<b", "Zorg & welzijn", "", "<3"])
def test_other_signs_are_no_tags(text: str) -> None:
    assert not has_tags(text)
    assert without_entities(text) == text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("**Buurttuin** met *kas*", "Buurttuin met kas"),
        ("# Tuin\nOpen", "Tuin\nOpen"),
        ("Zie [[https://x.nl|onze site]]", "Zie onze site (https://x.nl)"),
        ("[[https://x.nl]]", "https://x.nl"),
        ("{{https://x.nl/a.jpg}}Tuin{{{https://x.nl/film}}}", "Tuin"),
        ("2 * 3 * 4 [1] {x}", "2 * 3 * 4 [1] {x}"),
    ],
)
def test_a_description_of_umap_is_read_as_it_is_seen(written: str, seen: str) -> None:
    assert without_umap_marks(written) == seen


@given(text=st.text("ab *[]{}|#-\n<>/&;", max_size=30))
def test_taking_marks_out_never_adds_signs_and_loses_no_letters_outside_pictures(text: str) -> None:
    plain = text.replace("{", "").replace("[", "")

    assert [sign for sign in without_umap_marks(plain) if sign in "ab"] == [sign for sign in plain if sign in "ab"]


def test_summaries_are_plain_and_names_in_web_writing_are_read(tmp_path: Path) -> None:
    table = [
        ["Naam", "Thema", "Gemeente", "Omschrijving"],
        ["Caf&eacute; Zorg &amp; zo", "zorg", "Utrecht", "<p>Eten</p><p>Praten"],
    ]

    row = read_source(write_csv(tmp_path / "lijst.csv", table), config()).candidates.row(0, named=True)

    assert (row["name"], row["summary"]) == ("Café Zorg & zo", "Eten Praten")


def test_a_umap_is_read_without_its_marks(tmp_path: Path) -> None:
    properties = {"name": "**Kersenhof**", "thema": "zorg", "description": "# Tuin\nZie [[https://x.nl|de site]]"}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [5.12, 52.09]}}
    layer = {"type": "FeatureCollection", "features": [feature], "_umap_options": {"name": "Laag"}}
    path = tmp_path / "kaart.umap"
    path.write_text(json.dumps({"type": "umap", "layers": [layer]}), "utf-8")

    row = read_source(path, config()).candidates.row(0, named=True)

    assert (row["name"], row["summary"]) == ("Kersenhof", "Tuin Zie de site (https://x.nl)")
