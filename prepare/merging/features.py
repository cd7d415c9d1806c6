"""What the merger knows of each candidate row, taken from its own cells.

A name is read as words of four sorts: legal forms and fillers, which do not count; kinds
("dorpshuis", "energie"), which many initiatives share; words of the row's own place; and the
distinctive words, which are what makes it this initiative.
"""

from pathlib import Path

import polars as pl

from data_loaders.schema.folding import fold_expr
from prepare.merging.tables import NameWords

_BRACKETS = r"\([^)]*\)"
_SEPARATOR = " "


def read_words(path: Path) -> pl.DataFrame:
    """The word list in `path` as rows of `NameWords`."""
    return NameWords.validate(pl.read_csv(path, infer_schema=False).select(NameWords.column_names()))


def describe(candidates: pl.DataFrame, regions: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Candidates in an order that depends on their content only, with what names and cells say.

    Args:
        candidates: rows of `prepare.tables.Candidates`.
        regions: `code`, `name`, `other_names` of the municipalities.
        words: rows of `NameWords`.

    Returns:
        The candidates with `index` (UInt32, the row number here) and the columns
        `folded`, `folded_place`, `municipality` (strings), `distinctive`, `kinds`, `place_words`,
        `numbers`, `name_places` (lists of words, sorted), `core` (all words that count, sorted),
        `compact` and `own_name` (words that count, and the distinctive ones, in written order,
        without spaces), `place_key` and `site` (strings; empty text: unknown).
    """
    names = regions.select(
        municipality_code="code",
        municipality="name",
        folded_municipality=fold_expr(pl.col("name") + " " + pl.col("other_names").list.join(" ")),
    ).unique("municipality_code", keep="first")
    rows = candidates.join(names, on="municipality_code", how="left", maintain_order="left").with_columns(
        folded=fold_expr(pl.col("name")),
        folded_place=fold_expr(pl.col("place")).fill_null(""),
        folded_municipality=pl.col("folded_municipality").fill_null(""),
        site=_site(pl.col("website")),
    )
    rows = rows.with_columns(place_words=_place_words(words)).with_columns(
        place_key=pl.col("place_words").list.sort().list.join(_SEPARATOR)
    )
    rows = _in_content_order(rows)
    return rows.join(_name_words(rows, words), on="index", how="left", maintain_order="left").drop(
        "folded_municipality"
    )


def _site(website: pl.Expr) -> pl.Expr:
    """A website without scheme, www, query and closing slash; empty when unknown."""
    bare = website.str.strip_chars().str.to_lowercase().str.replace(r"^https?://", "").str.replace(r"^www\.", "")
    return bare.str.replace(r"[?#].*$", "").str.replace(r"/+(index\.\w+)?$", "").fill_null("")


def _place_words(words: pl.DataFrame) -> pl.Expr:
    """Words that tell where in the municipality; none when only the municipality is known."""
    fillers = _listed(words, "filler", "filler_place")
    own = pl.col("folded_place").str.split(_SEPARATOR).list.unique()
    wide = pl.col("folded_municipality").str.split(_SEPARATOR)
    return own.list.set_difference(wide).list.set_difference(pl.lit([*fillers, ""])).list.sort()


def _listed(words: pl.DataFrame, *kinds: str) -> list[str]:
    return words.filter(pl.col("kind").is_in(kinds))["word"].to_list()


def _meanings(words: pl.DataFrame, kind: str) -> dict[str, str]:
    return dict(words.filter(kind=kind).select("word", "means").iter_rows())


def _in_content_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Number the rows by what they say, and only between equal rows by where they stand."""
    facts = [
        "municipality_code", "folded", "place", "name", "source_year", "source_url", "started_year", "status",
        "legal_form", "website", "summary", "source_title", "location_precision", "longitude", "latitude",
    ]  # fmt: skip
    lists = [pl.col(c).list.join("\x1f") for c in ("networks", "networks_unlisted")]
    themes = pl.col("themes").cast(pl.List(pl.String)).list.join("\x1f")
    return rows.sort([*facts, themes, *lists, "source", "row"], nulls_last=True).with_row_index("index")


def _name_words(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """One row per `index`: the words of its name by sort."""
    own_places = pl.col("folded_place") + " " + pl.col("folded_municipality")
    read = rows.select(
        "index",
        own_places=own_places.str.split(_SEPARATOR).list.set_difference([""]),
        word=_read_name(words).str.split(_SEPARATOR),
    )
    long = read.explode("word", keep_nulls=False, empty_as_null=False).with_columns(word=_read_word(words))
    long = long.filter(pl.col("word") != "").with_columns(
        is_kind=pl.col("word").is_in(_listed(words, "kind")),
        is_place=pl.col("own_places").list.contains(pl.col("word")),
        is_number=pl.col("word").str.contains(r"\d"),
    )
    word, distinctive = pl.col("word"), ~(pl.col("is_kind") | pl.col("is_place"))
    by_name = long.group_by("index", maintain_order=True).agg(
        distinctive=word.filter(distinctive).unique().sort(),
        kinds=word.filter("is_kind").unique().sort(),
        name_places=word.filter(pl.col("is_place") & ~pl.col("is_kind")).unique().sort(),
        numbers=word.filter("is_number").unique().sort(),
        core=word.unique().sort(),
        compact=word.str.join(""),
        own_name=word.filter(distinctive).str.join(""),
    )
    return (
        rows.select("index")
        .join(by_name, on="index", how="left")
        .with_columns(
            pl.col("distinctive", "kinds", "name_places", "numbers", "core").fill_null([]),
            pl.col("compact", "own_name").fill_null(""),
        )
    )


def _read_name(words: pl.DataFrame) -> pl.Expr:
    """The folded name without what stands in brackets, phrases written as one word."""
    phrases = {f" {phrase} ": f" {word} " for phrase, word in _meanings(words, "phrase").items()}
    outside = fold_expr(pl.col("name").str.replace_all(_BRACKETS, " "))
    whole = pl.when(outside == "").then(pl.col("folded")).otherwise(outside)
    return (pl.lit(" ") + whole + pl.lit(" ")).str.replace_many(list(phrases), list(phrases.values())).str.strip_chars()


def _read_word(words: pl.DataFrame) -> pl.Expr:
    """A word as it counts: synonyms as one, endings off, empty when it does not count."""
    endings = "|".join(_listed(words, "ending"))
    ignored = _listed(words, "legal", "filler")
    plain = pl.col("word").replace(_meanings(words, "synonym")).str.replace(rf"^(.{{3,}}?)(?:{endings})$", "$1")
    return pl.when(plain.is_in(ignored)).then(pl.lit("")).otherwise(plain.replace(_meanings(words, "synonym")))
