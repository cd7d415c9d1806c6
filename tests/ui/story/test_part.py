import polars as pl
import pytest

from ui.story import IncompletePartError, Part, PartKind, check

WHOLE = {
    "name": "deel",
    "title": "Titel",
    "sentence": "Zin.",
    "source": "Bron",
    "age": "2026",
    "rows": pl.DataFrame({"Naam": ["a"]}),
}


def test_a_whole_part_passes() -> None:
    check(Part(**WHOLE))  # type: ignore[arg-type]  # of several types


@pytest.mark.parametrize("missing", list(WHOLE))
def test_a_part_of_data_lacks_nothing(missing: str) -> None:
    empty = pl.DataFrame() if missing == "rows" else ""

    with pytest.raises(IncompletePartError, match=missing):
        check(Part(**WHOLE | {missing: empty}))  # type: ignore[arg-type]  # of several types


@pytest.mark.parametrize("kind", [PartKind.LINKS, PartKind.TEXT])
def test_links_and_words_of_our_own_need_a_name_and_a_title_only(kind: PartKind) -> None:
    check(Part("weg", "Titel", kind=kind))


def test_cells_are_written_as_the_reader_writes_them() -> None:
    part = Part("n", "T", rows=pl.DataFrame({"a": [1234.0], "b": [0.5], "c": [None], "d": [["x", "y"]]}))

    assert part.in_words("nl") == [["1.234", "0,50", "", "x; y"]]
    assert part.in_words("en") == [["1,234", "0.50", "", "x; y"]]


def test_a_column_of_whole_figures_has_no_decimals_and_one_with_parts_has_them_throughout() -> None:
    part = Part("x", "X", rows=pl.DataFrame({"aantal": [8.0, 7.0, None], "cijfer": [8.0, 7.25, None]}))

    assert part.in_words("nl") == [["8", "8,00"], ["7", "7,25"], ["", ""]]
