"""Stray quotation marks in text files: no line disappears into a cell without a message."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prepare.read.quotes import Quote, records
from prepare.read.source import read_source
from tests.prepare.atlas import config

FAST = settings(max_examples=150)
WORDS = st.text("abcdefgh é-", min_size=1, max_size=8).filter(lambda word: word == word.strip())


def cells(text: str, delimiter: str = ";") -> list[list[str]]:
    return [record.cells for record in records(text, delimiter) if record.cells]


def stray(text: str, delimiter: str = ";") -> list[int]:
    return [record.first_line for record in records(text, delimiter) if record.quote is Quote.STRAY]


@st.composite
def lists_with_stray_quotes(draw: st.DrawFn) -> tuple[list[list[str]], str, str, set[int]]:
    """Rows, a delimiter, the rows as text with one or two stray quotes, and the line numbers of these quotes."""
    delimiter = draw(st.sampled_from(",;\t|"))
    width = draw(st.integers(4, 6))
    rows = draw(st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=3, max_size=8))
    first = draw(st.integers(1, len(rows) - 1))
    last = draw(st.none() | st.integers(first + 1, len(rows))) if first + 1 < len(rows) else None
    written = [list(row) for row in rows]
    written[first][draw(st.integers(0, width - 1))] = '"' + written[first][0]
    at = draw(st.integers(0, width - 1))
    if last is not None and last < len(rows):
        written[last][at] += '"'
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return rows, delimiter, ends.join(delimiter.join(row) for row in written), {first + 1}


@FAST
@given(case=lists_with_stray_quotes())
def test_every_line_stays_a_row_and_the_stray_quote_is_reported(
    case: tuple[list[list[str]], str, str, set[int]],
) -> None:
    rows, delimiter, text, lines = case

    assert len(cells(text, delimiter)) == len(rows)
    assert lines <= set(stray(text, delimiter))


QUOTES: dict[str, tuple[str, list[list[str]], list[int]]] = {
    "opened and never closed": ('a;b;c\n1;"2;3\n4;5;6', [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]], [2]),
    "opened in one row, closed in another": (
        'a;b;c\n"1;2;3\n4;5;6\n7;8;9"\n',
        [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]],
        [2, 4],
    ),
    "opened before a sound cell": (
        'a;b;c\n1;2;"3\n4;5;"6; 7"\n',
        [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6; 7"]],
        [2],
    ),
    "inside a cell in quotes": (
        '"a";"b"\n"Café "De Kroeg"";"x"\n"y;z";"q"\n',
        [["a", "b"], ['Café "De Kroeg"', "x"], ["y;z", "q"]],
        [2],
    ),
    "a cell over several lines": (
        'a;b;c\n1;2;"3\nand more\n\nend"\n',
        [["a", "b", "c"], ["1", "2", "3\nand more\n\nend"]],
        [],
    ),
    "with quotes and lines of its own": (
        'a,b\n1,"say ""2""\r\nor ""3"""\n',
        [["a", "b"], ["1", 'say "2"\r\nor "3"']],
        [],
    ),
    "inches": ('a;b\nbeam 5";1\n', [["a", "b"], ['beam 5"', "1"]], []),
}


@pytest.mark.parametrize("name", QUOTES)
def test_quotes_as_people_leave_them(name: str) -> None:
    text, expected, lines = QUOTES[name]

    assert cells(text) == expected if ";" in text else cells(text, ",") == expected
    assert stray(text) == lines


def test_a_cell_that_may_be_several_rows_is_reported_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text('Naam,Thema\nA,"zorg\nB,wonen"\nC,zorg\n', encoding="utf-8")

    told = read_source(path, config()).rejects.filter(code="quote_doubtful")

    assert told["row"].to_list() == [2]
    assert "regel 2 tot en met 3" in told["reason"][0]


def test_two_stray_quotes_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        'Naam;Gemeente;Thema;Omschrijving\nA;Utrecht;zorg;"Voor iedereen\nB;Utrecht;wonen;Inloop\nC;Utrecht;zorg;Koffie"\nD;Utrecht;zorg;\n',
        encoding="utf-8",
    )

    result = read_source(path, config())

    assert result.candidates["name"].to_list() == ["A", "B", "C", "D"]
    assert result.candidates["summary"].to_list() == ["Voor iedereen", "Inloop", "Koffie", None]
    assert result.rejects.filter(code="quote_stray")["row"].to_list() == [2, 4]
