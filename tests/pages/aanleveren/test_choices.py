import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Theme
from pages.aanleveren.choices import Choices
from prepare.columns.field import Field
from prepare.read.settings import Settings, read_settings, settings_path

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
CHOICES = st.builds(
    Choices,
    network=WORDS,
    municipality=WORDS,
    themes=st.lists(st.sampled_from([theme.value for theme in Theme]), unique=True).map(tuple),
    columns=st.dictionaries(WORDS, st.sampled_from([field.value for field in Field])),
    categories=st.dictionaries(WORDS, st.lists(st.sampled_from([theme.value for theme in Theme])).map(tuple)),
)


@given(CHOICES)
def test_choices_are_read_back_whatever_a_column_or_word_is_called(choices: Choices) -> None:
    told = tomllib.loads(choices.as_toml())

    assert told.get("columns", {}) == choices.columns
    assert told.get("categories", {}) == {word: list(themes) for word, themes in choices.categories.items()}
    assert told.get("network", "") == choices.network


def test_the_command_obeys_what_was_chosen_on_the_page(tmp_path: Path) -> None:
    choices = (
        Choices(network="Energie Samen")
        .with_column('Kolom "7" = [x]', "summary")
        .with_category("samen klussen", ("ontmoeten", "wonen"))
        .with_category("overig", ())
        .with_whole("municipality", "Utrecht")
        .with_whole("theme", "energie")
    )
    file = tmp_path / "lijst.csv"
    settings_path(file).write_text(choices.as_toml(), encoding="utf-8")

    assert read_settings(file) == Settings(
        network="Energie Samen",
        municipality="Utrecht",
        themes=["energie"],
        columns={'Kolom "7" = [x]': "summary"},
        categories={"samen klussen": ["ontmoeten", "wonen"], "overig": []},
    )


def test_a_choice_can_be_taken_back() -> None:
    assert Choices().with_whole("theme", "zorg").with_whole("theme", "").as_toml() == ""
