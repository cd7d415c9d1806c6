"""Every filter that is declared has its words, its counts and its way back to the address."""

from dataclasses import replace

import pytest

from data_loaders.schema import Language
from data_loaders.store import current
from measures.filters import FILTERS, Filter, FilterKind, FilterValue
from ui.address import read, write
from ui.filter_words import chip_words, label_words, offered, options, says
from ui.texts import LANGUAGES
from ui.view import View, data_of, view_of

CLOSED = [each for each in offered() if each.kind not in (FilterKind.YEAR, FilterKind.TEXT)]


def one_value(view: View, filter_: Filter) -> FilterValue:
    """A value that the filter may have."""
    if choices := options(view, filter_):
        return choices[0].value
    return 2015 if filter_.kind is FilterKind.YEAR else "tuin"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("filter_", offered(), ids=lambda each: each.field)
def test_a_filter_is_named_chosen_told_and_read_back(filter_: Filter, language: Language) -> None:
    view = View(data_of(current()), language)
    chosen = view.selection.with_values(filter_.field, (one_value(view, filter_),))
    ((field, value),) = chosen.active()

    assert label_words(view, filter_)
    assert chip_words(view, field, value)
    assert says(replace(view, selection=chosen), field)
    assert read(write(chosen, view.names), view.names) == (chosen, [])


@pytest.mark.parametrize("filter_", CLOSED, ids=lambda each: each.field)
def test_the_count_beside_a_value_is_what_choosing_it_gives_or_takes_away(filter_: Filter) -> None:
    view = view_of({"thema": ["energie"], "status": ["actief"], "gezien": ["2019 of eerder"]})

    for option in options(view, filter_)[:5]:
        count = view.catalogue.chosen(view.selection.with_values(filter_.field, (option.value,))).height
        if filter_.excludes:
            count = view.catalogue.chosen(view.selection).height - count
        assert f" {count}" in option.words.split(",")[0] or option.words.endswith(f"({count})")


def test_what_a_value_lies_in_takes_it_along_when_it_goes() -> None:
    view = view_of({"gemeente": ["Utrecht"], "plaats": ["Lombok, Utrecht"]})
    inside = [each for each in FILTERS if each.inside]

    after = view.selection.without("municipality")

    assert view.selection.place == "Lombok, Utrecht"
    assert [getattr(after, each.field) for each in inside] == [None]
