"""Measures the speed of the search box and the free-text filter; prints JSON lines.

    python -m bench.search [sizes …]

Each size is a number of initiatives generated from the real ones. They combine names, places and summaries of different
initiatives, with an invented name each, so that the vocabulary grows too.
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable

import polars as pl

from data_loaders.schema.folding import fold_expr
from data_loaders.store import current
from measures.search import SearchIndex, text_index

SIZES = (10_000, 100_000, 1_000_000)
REPEATS = 15
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "ga",
    "ge",
    "ha",
    "he",
    "hu",
    "ka",
    "ke",
    "ko",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mo",
    "na",
    "ne",
    "no",
    "ra",
    "re",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "to",
    "va",
    "ve",
    "wa",
    "we",
]
QUERIES = {
    "two letters": "zo",
    "typing": "zorgc",
    "one word": "dorpshuis",
    "two words": "hoogeloon zorg",
    "accents": "coöperatie dörp",
    "typing error": "zorgcooperatei hogeloon",
    "two errors": "dorspraad amstredam",
    "ending": "winkel",
    "postcode": "5528 AB",
    "nothing": "qxqxqx zzyzzy",
    "nine words": "de stichting voor het wonen in een dorp bij",
}


def enlarged(initiatives: pl.DataFrame, size: int) -> pl.DataFrame:
    """`size` initiatives generated from parts of real ones; every call gives the same."""
    chance = random.Random(size)
    draw = {part: [chance.randrange(initiatives.height) for _ in range(size)] for part in ("name", "place", "summary")}
    made_up = ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(size)]
    where = initiatives.select("place", "municipality_code")[draw["place"]]
    names = initiatives["name"][draw["name"]].str.split(" ").list.head(3).list.join(" ")
    rows = where.with_columns(
        id=pl.Series([f"i{number}" for number in range(size)]),
        name=names + " " + pl.Series(made_up).str.to_titlecase(),
        other_names=pl.lit([], dtype=pl.List(pl.String)),
        summary=initiatives["summary"][draw["summary"]],
    )
    return rows.with_columns(
        search_text=fold_expr(pl.concat_str("name", "place", "summary", separator=" ", ignore_nulls=True))
    )


def milliseconds(answer: Callable[[], object]) -> dict[str, float]:
    """Median and slowest time of `REPEATS` calls."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        answer()
        times.append((time.perf_counter() - start) * 1000)
    return {"median_ms": round(statistics.median(times), 2), "slowest_ms": round(max(times), 2)}


def main(sizes: list[int]) -> None:
    """Print one line per size and kind of search."""
    snapshot = current()
    names = ("regions", "municipality_changes", "places", "partners", "postcodes")
    tables = {name: snapshot.table(name) for name in names}
    for size in sizes:
        tables["initiatives"] = enlarged(snapshot.table("initiatives"), size)
        start = time.perf_counter()
        text = text_index(tables["initiatives"])
        box = SearchIndex(tables)
        built = round(time.perf_counter() - start, 2)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({"initiatives": size, "index_seconds": built, "peak_mb": peak}), flush=True)
        for what, query in QUERIES.items():
            for way, search in (("search box", box.suggest), ("filter", text.rows)):
                answers = len(search(query))
                cost = milliseconds(lambda search=search, query=query: search(query))  # type: ignore[misc]  # mypy cannot read a lambda with defaults
                print(
                    json.dumps({"initiatives": size, "way": way, "query": what, "found": answers, **cost}), flush=True
                )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
