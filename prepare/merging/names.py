"""Splits names into the words that the merger compares.

A name has words of four sorts. Legal forms and fillers do not count. Kinds ("dorpshuis", "energie") are shared by
many initiatives. Place words name the row's own place. All other words are distinctive: they identify the initiative.
"""

import polars as pl

from data_loaders.schema.folding import fold_expr

_BRACKETS = r"\([^)]*\)"
_IN_BRACKETS = r"\(([^)]*)\)"
_AFTER_DASH = r"\s[-–—|]\s+(.+)$"
_ASSOCIATION, _COOPERATIVE = "vereniging", "cooperatie"
_INITIALS = r"^[a-z]{3,6}$"


def listed(words: pl.DataFrame, *kinds: str) -> list[str]:
    """The words of these kinds in the word list."""
    return words.filter(pl.col("kind").is_in(kinds))["word"].to_list()


def read_names(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The words of each name, by sort.

    Args:
        rows: `index`, `name`, `folded`, `folded_place`, `folded_municipality`.
        words: rows of `NameWords`.

    Returns:
        One row per `index` with lists of words, sorted: `distinctive`, `kinds`, `name_places`
        (words of the row's own place), `numbers`; and texts, empty when there is nothing: `core`
        (all words that count, sorted), `compact` (the same in written order, without spaces),
        `own_name` (the distinctive ones, likewise); and `aliases` (list: what stands in
        brackets, alone and with the place, and initials, written like `core`) and `parts` (list,
        sorted: the words in brackets or after a dash that are not of the own place: which part
        or branch is meant) and `forms` (list, sorted: legal forms in the name; a "coöperatieve
        vereniging" is a cooperative).
    """
    outside = fold_expr(pl.col("name").str.replace_all(_BRACKETS, " "))
    whole = pl.when(outside == "").then("folded").otherwise(outside)
    aside = fold_expr(pl.col("name").str.extract(_IN_BRACKETS)).fill_null("")
    by_sort = _sorts(rows, whole, words).with_columns(initials=_initials(rows, whole))
    asides = _sorts(rows.filter(aside != ""), aside, words).select("index", aside="core", aside_own="own_name")
    return (
        by_sort.join(asides, on="index", how="left", maintain_order="left")
        .join(_parts(rows, words), on="index", how="left", maintain_order="left")
        .join(_forms(rows, words), on="index", how="left", maintain_order="left")
        .with_columns(pl.col("parts", "forms").fill_null([]), aliases=_aliases())
        .drop("aside", "aside_own", "initials")
    )


def _forms(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The legal forms in names; rows without any are left out."""
    forms = words.filter(pl.col("kind") == "legal", pl.col("means").is_not_null()).select("word", form="means")
    by_name = (
        rows.select("index", word=_with_phrases(pl.col("folded"), words).str.split(" "))
        .explode("word", keep_nulls=False, empty_as_null=False)
        .join(forms, on="word")
        .group_by("index")
        .agg(forms=pl.col("form").unique().sort())
    )
    alone = pl.col("forms").list.set_difference([_ASSOCIATION])
    is_cooperative = pl.col("forms").list.contains(_COOPERATIVE)
    return by_name.with_columns(forms=pl.when(is_cooperative).then(alone).otherwise("forms"))


def _parts(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The words in all brackets and after the first dash, without those of the row's own place."""
    in_brackets = pl.col("name").str.extract_all(_BRACKETS).list.join(" ")
    parts = fold_expr(in_brackets + " " + pl.col("name").str.extract(_AFTER_DASH).fill_null(""))
    of_part = _sorts(rows.filter(parts != ""), parts, words)
    return of_part.select("index", parts=pl.concat_list("distinctive", "kinds").list.sort())


def _sorts(rows: pl.DataFrame, text: pl.Expr, words: pl.DataFrame) -> pl.DataFrame:
    long = _words(rows, text, words)
    word, distinctive = pl.col("word"), ~(pl.col("is_kind") | pl.col("is_place"))
    by_name = long.group_by("index", maintain_order=True).agg(
        distinctive=word.filter(distinctive).unique().sort(),
        kinds=word.filter("is_kind").unique().sort(),
        name_places=word.filter(pl.col("is_place") & ~pl.col("is_kind")).unique().sort(),
        numbers=word.filter("is_number").unique().sort(),
        core=word.unique().sort().str.join(" "),
        compact=word.str.join(""),
        own_name=word.filter(distinctive).str.join(""),
    )
    return (
        rows.select("index")
        .join(by_name, on="index", how="left", maintain_order="left")
        .with_columns(
            pl.col("distinctive", "kinds", "name_places", "numbers").fill_null([]),
            pl.col("core", "compact", "own_name").fill_null(""),
        )
    )


def _words(rows: pl.DataFrame, text: pl.Expr, words: pl.DataFrame) -> pl.DataFrame:
    """One row per word that counts, in written order."""
    read = _with_phrases(text, words)
    own_places = (pl.col("folded_place") + " " + pl.col("folded_municipality")).str.split(" ")
    long = rows.select("index", own_places=own_places, word=read.str.split(" ")).explode(
        "word", keep_nulls=False, empty_as_null=False
    )
    return (
        long.with_columns(word=_read_word(words))
        .filter(pl.col("word") != "")
        .select(
            "index",
            "word",
            is_kind=pl.col("word").is_in(listed(words, "kind")),
            is_place=pl.col("own_places").list.contains(pl.col("word")),
            is_number=pl.col("word").str.contains(r"\d"),
        )
    )


def _with_phrases(text: pl.Expr, words: pl.DataFrame) -> pl.Expr:
    """The text with each listed phrase replaced by the word that it means: "u a" becomes "ua"."""
    phrases = {f" {phrase} ": f" {word} " for phrase, word in _meanings(words, "phrase").items()}
    return (pl.lit(" ") + text + pl.lit(" ")).str.replace_many(list(phrases), list(phrases.values())).str.strip_chars()


def _read_word(words: pl.DataFrame) -> pl.Expr:
    """The form of a word that is compared: synonyms as one, without endings; empty when the word does not count."""
    endings = "|".join(listed(words, "ending"))
    ignored = listed(words, "legal", "filler")
    plain = pl.col("word").replace(_meanings(words, "synonym")).str.replace(rf"^(.{{3,}}?)(?:{endings})", "$1")
    return pl.when(plain.is_in(ignored)).then(pl.lit("")).otherwise(plain.replace(_meanings(words, "synonym")))


def _initials(rows: pl.DataFrame, text: pl.Expr) -> pl.Series:
    return rows.select(text.str.replace_all(r"(\w)\w*\s*", "$1").alias("initials")).to_series()


def _aliases() -> pl.Expr:
    says_which = pl.col("aside_own").fill_null("") != ""
    with_place = pl.concat_list(pl.col("aside").str.split(" "), "name_places").list.unique().list.sort().list.join(" ")
    texts = [
        pl.when(says_which).then("aside"),
        pl.when(pl.col("name_places").list.len() > 0).then(with_place),
        pl.when(pl.col("initials").str.contains(_INITIALS)).then("initials"),
    ]
    return pl.concat_list(texts).list.drop_nulls()


def _meanings(words: pl.DataFrame, kind: str) -> dict[str, str]:
    return dict(words.filter(kind=kind).select("word", "means").iter_rows())
