"""One way to compare text without case, accents and punctuation.

Names are matched, and free text is searched, in this form only; the `search_text` column is
made with it, so a query must be folded with it too.
"""

import re
import unicodedata

import polars as pl

LETTERS_WITHOUT_MARK = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"}
"""Letters that Unicode does not take apart into a letter and a mark."""

_MARKS = r"\p{M}+|['’‘`´ʼ]+"
_NOT_WORD = r"[^\p{L}\p{N}]+"


def fold(text: str) -> str:
    """`text` in small letters without accents and apostrophes, other signs as single spaces."""
    small = unicodedata.normalize("NFKD", text).lower()
    for letter, plain in LETTERS_WITHOUT_MARK.items():
        small = small.replace(letter, plain)
    kept = "".join(sign for sign in small if not unicodedata.combining(sign) and sign not in "'’‘`´ʼ")
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())


def fold_expr(column: pl.Expr) -> pl.Expr:
    """`fold` for a whole polars column of strings; nulls stay null."""
    small = column.str.normalize("NFKD").str.to_lowercase()
    plain = small.str.replace_many(list(LETTERS_WITHOUT_MARK), list(LETTERS_WITHOUT_MARK.values()))
    return plain.str.replace_all(_MARKS, "").str.replace_all(_NOT_WORD, " ").str.strip_chars()
