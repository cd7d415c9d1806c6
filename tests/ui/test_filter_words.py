"""Every declared filter has texts and counts, and can be written to and read from an address."""

from dataclasses import replace

import pytest

from data_loaders.schema import Language
from data_loaders.store import current
from measures.filters import FILTERS, Filter, FilterKind, FilterValue
from ui.address import read, write
from ui.filter_controls import filter_controls
from ui.filter_words import chip_words, label_words, option_values, says
from ui.story import ControlKind
from ui.texts import LANGUAGES
from ui.view import View, data_of, view_of

OFFERED = [each for each in FILTERS if not each.inside and each.kind is not FilterKind.TOGETHER]


def one_value(view: View, filter_: Filter) -> FilterValue:
    """A value that the filter may have."""
    if values := option_values(view, filter_):
        return values[0]
    return 2015 if filter_.kind is FilterKind.YEAR else "tuin"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("filter_", OFFERED, ids=lambda each: each.field)
def test_a_filter_has_a_name_values_words_and_is_read_back(filter_: Filter, language: Language) -> None:
    view = View(data_of(current()), language)
    chosen = view.selection.with_values(filter_.field, (one_value(view, filter_),))
    ((field, value),) = chosen.active()

    assert label_words(view, filter_)
    assert chip_words(view, field, value)
    assert says(replace(view, selection=chosen), field)
    assert read(write(chosen, view.names), view.names) == (chosen, [])


def test_the_count_beside_a_value_is_what_choosing_it_gives_or_takes_away() -> None:
    chosen = {"thema": ["energie"], "status": ["actief"], "gezien": ["2019 of eerder"]}
    view = view_of(chosen)
    excluding = {each.parameter for each in FILTERS if each.excludes}
    counted = [each for each in filter_controls(view) if each.kind in (ControlKind.FACET, ControlKind.MENU)]

    for control in counted:
        for choice in [each for each in control.choices if each.value][:5]:
            with_it = view_of({**chosen, control.name: [choice.value]})
            count = view.catalogue.chosen(with_it.selection).height
            if control.name in excluding:
                count = view.catalogue.chosen(view.selection).height - count
            shown = (
                choice.count if control.kind is ControlKind.FACET else int(choice.words.rpartition("(")[2].rstrip(")"))
            )
            assert (control.name, choice.value, shown) == (control.name, choice.value, count)
    assert {each.name for each in counted} == {
        "thema",
        "zonder_thema",
        "gezien",
        "provincie",
        "status",
        "bereik",
        "netwerk",
    }


def test_what_a_value_lies_in_takes_it_along_when_it_goes() -> None:
    view = view_of({"gemeente": ["Utrecht"], "plaats": ["Lombok, Utrecht"]})
    inside = [each for each in FILTERS if each.inside]

    after = view.selection.without("municipality")

    assert view.selection.place == "Lombok, Utrecht"
    assert [getattr(after, each.field) for each in inside] == [None]
