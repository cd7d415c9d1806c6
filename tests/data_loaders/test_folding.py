import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema.folding import fold, fold_expr

EUROPEAN = st.text(st.one_of(st.characters(max_codepoint=0x24F), st.sampled_from("’‘ʼıŁß̧́ﬁĳ–…٣")))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("'s-Gravenhage", "s gravenhage"),
        ("Zo’n 20 m² groen!", "zon 20 m2 groen"),
        ("Coöperatie  \t De_Kern", "cooperatie de kern"),
        ("ĲSSELSTEIN", "ijsselstein"),
        ("Straße, Øst & Æbelø", "strasse ost aebelo"),
        ("...", ""),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(EUROPEAN)
def test_a_column_is_folded_as_a_text_is(text: str) -> None:
    assert pl.DataFrame({"text": [text]}).select(fold_expr(pl.col("text"))).item() == fold(text)


@given(EUROPEAN)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_unknown_stays_unknown() -> None:
    frame = pl.DataFrame({"text": [None]}, schema={"text": pl.String})

    assert frame.select(fold_expr(pl.col("text"))).item() is None
