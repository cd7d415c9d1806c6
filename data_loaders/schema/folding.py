"""Folding: a form of text without case, accents and punctuation, for comparison.

Names are matched and free text is searched in this form only. The column `search_text` is folded, so a query must be
folded too.
"""

import re
import unicodedata
from functools import lru_cache

import polars as pl

LETTERS_WITHOUT_MARK = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"}
"""Letters that Unicode does not decompose into a base letter and a mark."""

APOSTROPHES = "'’‘`´ʼ"

_REPLACED = str.maketrans({**LETTERS_WITHOUT_MARK, **dict.fromkeys(APOSTROPHES, "")})
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_WORD_EXPR = r"[^\p{L}\p{N}]+"
_REMOVED_EXPR = rf"\p{{M}}+|[{APOSTROPHES}]+"

_LONGEST_REMEMBERED = 64


def fold(text: str) -> str:
    """`text` in lower case, without accents and apostrophes; all other characters become single spaces."""
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    small = text.lower() if text.isascii() else _without_marks(text)
    return _NOT_WORD.sub(" ", small.translate(_REPLACED)).strip()


# Only short texts are cached: names and words repeat, long texts hardly ever do.
_remembered = lru_cache(maxsize=1 << 16)(_fold)


def _without_marks(text: str) -> str:
    small = unicodedata.normalize("NFKD", text).lower()
    return "".join(each for each in small if each.isascii() or not unicodedata.category(each).startswith("M"))


def fold_expr(column: pl.Expr) -> pl.Expr:
    """`fold` for a whole polars column of strings; nulls stay null."""
    small = column.str.normalize("NFKD").str.to_lowercase()
    plain = small.str.replace_many(list(LETTERS_WITHOUT_MARK), list(LETTERS_WITHOUT_MARK.values()))
    return plain.str.replace_all(_REMOVED_EXPR, "").str.replace_all(_NOT_WORD_EXPR, " ").str.strip_chars(" ")
