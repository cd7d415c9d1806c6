from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Language, Theme
from prepare.columns.field import Field
from prepare.language import speaking
from prepare.read.settings import Settings, as_toml, read_settings, settings_path
from prepare.read.source import read_source
from tests.prepare.atlas import config

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
THEMES = st.lists(st.sampled_from([theme.value for theme in Theme]), max_size=3)
SETTINGS = st.builds(
    Settings,
    columns=st.dictionaries(TEXTS, st.sampled_from([field.value for field in Field]), max_size=3),
    categories=st.dictionaries(TEXTS, THEMES, max_size=3),
    themes=THEMES,
    sheet=st.none() | TEXTS,
    source_year=st.none() | st.integers(1900, 2026),
)


@given(settings=SETTINGS)
def test_settings_come_back_from_their_file_as_they_were(settings: Settings) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.csv"
        settings_path(path).write_text(as_toml(settings), encoding="utf-8", newline="")

        assert read_settings(path) == settings


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("kolommen = {}", "'kolommen' bestaat niet", "'kolommen' does not exist"),
        ("columns = 1", "'columns' moet een tabel zijn", "'columns' must be a table"),
        ("header_row = 'a'", "'header_row' moet een heel getal zijn", "'header_row' must be a whole number"),
        ("themes = 'zorg'", "'themes' moet een lijst zijn", "'themes' must be a list"),
        ("themes = ['zon']", "thema 'zon' bestaat niet", "theme 'zon' does not exist"),
        ("[columns]\nA = 'naampje'", "kolom 'naampje' bestaat niet", "column 'naampje' does not exist"),
        ("[categories]\nA = 'zorg'", "de thema's van 'A' moeten een lijst zijn", "the themes of 'A' must be a list"),
        ("delimiter = 'ab'", "een enkel leesteken", "a single punctuation mark"),
        ("themes = [\n'zorg'", "geen geldige TOML.", "no valid TOML."),
        ("columns == 1", "geen geldige TOML (regel 1)", "no valid TOML (line 1)"),
    ],
)
def test_errors_in_settings_are_in_the_readers_language(text: str, dutch: str, english: str, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Naam;Gemeente;Thema\nA;Utrecht;zorg\n", "utf-8")
    settings_path(path).write_text(text, "utf-8")

    def said(language: Language) -> str:
        with speaking(language):
            return str(read_source(path, config()).rejects["reason"][0])

    assert dutch in said("nl")
    assert english in said("en")


def test_a_word_of_a_partner_stands_for_what_the_settings_say(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Naam;Gemeente;Thema\nA;Utrecht;Circulair\nB;Utrecht;Overig; \nC;Utrecht;zorg|Overig", "utf-8")
    categories = {"circulair": ["voorzieningen"], "Overig": []}
    settings_path(path).write_text(as_toml(Settings(categories=categories)), "utf-8")

    result = read_source(path, config())

    assert result.candidates["themes"].to_list() == [["voorzieningen"], ["zorg"]]
    assert result.rejects.filter(rejected=True)["code"].to_list() == ["theme_absent"]
    assert [(category.word, category.themes, category.rows) for category in result.categories] == [
        ("Overig", (), 2),
        ("Circulair", ("voorzieningen",), 1),
        ("zorg", ("zorg",), 1),
    ]
