"""Chooses the pairs of rows that are worth comparing.

Rows with the same key are in the same block. Inside a block the rows are sorted by content, and each row is paired
only with the next few. So the number of pairs grows linearly with the number of rows, however large a block is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

_RAREST = 3
"""Number of distinctive words per name that serve as keys; the rarest words are used."""
_SLIP_LENGTH, _LONGEST_SLIP = 6, 24
"""Shortest distinctive name for which typing errors are looked for, and the number of letters examined."""
_LEAST_SOUND = 4
"""Fewest consonants of a name that is looked up by its sound."""


@dataclass(frozen=True)
class Block:
    """Keys of one kind (`index` and `key`; a row may have several), and the number of next rows each row is paired with."""

    keys: pl.LazyFrame
    reach: int


def candidate_pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs worth comparing, each once.

    Args:
        rows: described candidates, `index` running from 0 (see `features.describe`).

    Returns:
        `a`, `b` (UInt32, `a` < `b`), sorted.
    """
    pairs = [_neighbours(block) for block in _blocks(rows.lazy())]
    return pl.concat(pairs).unique().sort("a", "b")


def _blocks(rows: pl.LazyFrame) -> Iterator[Block]:
    here = pl.col("municipality_code")
    core = pl.col("core")
    yield Block(_keys(rows, core, here, pl.col("place_key")), reach=20)
    yield Block(_keys(rows, core, here), reach=20)
    yield Block(_keys(rows, pl.col("compact"), here), reach=10)
    yield Block(
        _keys(rows.with_columns(called=pl.concat_list("aliases", "core")).explode("called"), pl.col("called"), here),
        reach=5,
    )
    yield Block(_keys(rows, pl.col("own_name"), here), reach=10)
    yield Block(_word_keys(rows), reach=10)
    yield Block(_keys(rows, _sound(pl.col("own_name")), here), reach=8)
    yield Block(_slip_keys(rows), reach=3)
    yield Block(_keys(rows, pl.col("site")), reach=10)
    yield Block(_keys(rows, pl.col("place_key"), here, pl.col("source_url")), reach=5)
    yield Block(_keys(rows.filter(pl.col("distinctive").list.len() > 0), core), reach=3)


def _keys(rows: pl.LazyFrame, first: pl.Expr, *others: pl.Expr) -> pl.LazyFrame:
    """One key per row in which `first` is filled, made of all parts together."""
    return rows.filter(first != "").select("index", key=pl.struct(first.alias("0"), *_numbered(others)).hash(seed=0))


def _numbered(parts: tuple[pl.Expr, ...]) -> list[pl.Expr]:
    return [part.alias(str(number)) for number, part in enumerate(parts, start=1)]


def _word_keys(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Keys of the rarest distinctive words of each name, with the municipality."""
    words = (
        rows.select("index", "municipality_code", word="distinctive")
        .explode("word")
        .filter(pl.col("word").is_not_null())
    )
    ranked = words.with_columns(rank=pl.struct(pl.len().over("word"), "word").rank("ordinal").over("index"))
    return _keys(ranked.filter(pl.col("rank") <= _RAREST), pl.col("word"), pl.col("municipality_code"))


def _sound(name: pl.Expr) -> pl.Expr:
    """The consonants of a name; letters that Dutch and Frisian interchange count as the same."""
    one_spelling = name.str.replace_many(
        ["ij", "ph", "ck", "qu", "x", "c", "z", "v", "y"], ["", "f", "k", "k", "ks", "k", "s", "f", ""]
    )
    consonants = one_spelling.str.replace_all(r"[aeiouhj]", "")
    single = pl.concat_list(consonants.str.split("")).list.eval(
        pl.element().filter(pl.element() != pl.element().shift(1).fill_null(""))
    )
    sound = single.list.join("")
    return pl.when(sound.str.len_chars() >= _LEAST_SOUND).then(sound).otherwise(pl.lit(""))


def _slip_keys(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Keys of each distinctive name with one letter left out. Two names that differ by one letter share such a key."""
    name, here, at = pl.col("own_name"), pl.col("municipality_code"), pl.col("at")
    letters = name.str.len_chars()
    long = rows.select("index", name, here).filter(letters >= _SLIP_LENGTH)
    # At the position after the last letter nothing is left out: that key is the name itself.
    places = pl.concat_list(pl.int_ranges(pl.min_horizontal(letters, _LONGEST_SLIP)), letters)
    shorter = long.with_columns(at=places).explode("at")
    return _keys(shorter, name.str.head(at) + name.str.slice(at + 1), here)


def _neighbours(block: Block) -> pl.DataFrame:
    """Pairs of each row with the next `reach` rows that have the same key."""
    ordered = block.keys.unique().sort("key", "index").collect()
    key, index = ordered["key"], ordered["index"]
    near = [
        pl.DataFrame({"a": index[:-step], "b": index[step:]}).filter(key[:-step] == key[step:])
        for step in range(1, min(block.reach, ordered.height - 1) + 1)
    ]
    return pl.concat(near) if near else pl.DataFrame(schema={"a": pl.UInt32, "b": pl.UInt32})
