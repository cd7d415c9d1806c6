"""Results that rows share are the same as if each row were processed alone."""

from copy import deepcopy

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from prepare.clean.cells import Cells
from prepare.clean.gathering import Gatherer, is_notable
from prepare.clean.personal import without_names
from prepare.clean.row import RowCleaner
from prepare.clean.text import clean_text
from prepare.columns.field import Column, Field
from prepare.place.locate import locate
from prepare.place.placer import Placer
from prepare.read.nested import written_value
from tests.prepare.atlas import config, words

PIECES = st.sampled_from(
    ["Jan", "Vos", "de", "van", "dhr.", "Mevr.", "mw", "heer", "'s-Heer", "Ams", "t.a.v.", "contactpersoon:", "Trekker", "Info", "bij",
     "info@x.nl", "06", "12345678", "12 34 56", "=SOM(A1)", "+31", "-", "<b>", "</p>", "](", "[", "{", "]", "}", "javascript:", "Café",
     "cafe\u0301", "CoÃ¶peratie", "â€™t", "’t", "€", "\u200b", "\u00a0", "\t", "\n", "ſ", "Straße", "1", "2024", " ", "  ", ".", "voorzitter is"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=6).map(" ".join) | st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=12)
VALUES = {
    Field.PLACE: ["Utrecht", "Sterksel", "Bergen", "Nergens", "landelijk", "Postbus 5", "Loo", "Zuilen, Utrecht", "Hasselt (België)"],
    Field.MUNICIPALITY: ["Utrecht", "GM0363", "Bergen", "Onzin", "344"],
    Field.POSTCODE: ["3511 AB", "3511 CD", "3511XY", "1012 AB", "1012 ZZ", "9999 AA", "3511", "2800", "10115", "onzin"],
    Field.ADDRESS: ["Dorpsstraat 1", "Utrecht 12", "Sterksel 3a", "Postbus 12", "Dorpsstraat 2, Utrecht", "Laan - B 3", "Kade 1, B-2800 X"],
    Field.NEIGHBOURHOOD: ["Zuilen", "Nergens"],
    Field.COUNTRY: ["Nederland", "België"],
    Field.POINT: ["52.09, 5.12", "52.091, 5.121", "52.092, 5.122", "52.37, 4.9", "52.0, 5.3", "0, 0", "50.85, 4.35", "x", "12.15, -68.27"],
    Field.SHAPE: ["Point", "Polygon"],
    Field.THEMES: ["zorg", "wonen; zorg", "onzin", "onzin; zorg", "-"],
    Field.STATUS: ["actief", "weet niet"],
    Field.STARTED_YEAR: ["2015", "2090", "ooit"],
    Field.SCOPE: ["landelijk", "lokaal", "ver"],
}  # fmt: skip
ROWS = st.lists(
    st.fixed_dictionaries({}, optional={field: st.sampled_from(values) for field, values in VALUES.items()}),
    min_size=1,
    max_size=30,
)


def cells_of(row: dict[Field, str]) -> Cells:
    return Cells(texts=dict(row), columns={field: field.value for field in row})


@settings(max_examples=300, deadline=None)
@given(text=TEXTS.map(str.strip))
def test_what_is_not_notable_needs_no_cleaning(text: str) -> None:
    if not is_notable(pl.Series([text]))[0]:
        assert clean_text(text, "Kolom") == (text, [])
        assert without_names(text) == (text, False)
        assert written_value(text) is None


def test_an_ordinary_name_is_not_notable() -> None:
    assert is_notable(pl.Series(["Coöperatie De Énergie (Zeist), 't Gooi & co.", "Dhr. Vos"])).to_list() == [
        False,
        True,
    ]


@settings(max_examples=150, deadline=None)
@given(rows=ROWS)
def test_rows_are_placed_as_each_would_be_alone(rows: list[dict[Field, str]]) -> None:
    placer = Placer(words(), config().atlas)
    together, alone = [cells_of(row) for row in rows], [cells_of(row) for row in rows]

    placed = [placer.place(row) for row in together]

    assert placed == [locate(row, words(), config().atlas) for row in alone]
    assert [row.messages for row in together] == [row.messages for row in alone]


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_rows_are_cleaned_as_each_would_be_alone(rows: list[dict[Field, str]]) -> None:
    cleaner = RowCleaner(words(), 2026)
    together, alone = [cells_of(row) for row in rows], [cells_of(row) for row in rows]

    cleaned = [cleaner.clean(row) for row in together]

    assert cleaned == [RowCleaner(words(), 2026).clean(row) for row in alone]
    assert together == alone


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=12))
def test_rows_are_gathered_as_each_would_be_alone(rows: list[tuple[str, str]]) -> None:
    columns = {Field.NAME: [Column(0, "Naam")], Field.THEMES: [Column(1, "Thema")]}
    gatherer = Gatherer(columns)

    together = [*gatherer.gather(rows), *deepcopy(gatherer.gather(rows))]

    assert together == [Gatherer(columns).gather([row])[0] for row in [*rows, *rows]]
