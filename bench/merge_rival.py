"""Merges the same rows with splink (DuckDB), or with pandas and recordlinkage, as their manuals advise.

Runs in its own environment (`bench/requirements-bench.txt`): `python merge_rival.py NAME ROWS.parquet`. Prints one
JSON object: seconds, peak memory, and precision and recall of the pairs against the known duplicates.
"""

import json
import resource
import sys
import time
import unicodedata
from itertools import combinations

import pandas as pd

THRESHOLD = 0.5
"""Match probability for splink; a lower one gives many false pairs, a higher one loses most true ones."""


def with_splink(rows: pd.DataFrame) -> set[tuple[int, int]]:
    """Pairs by a Fellegi-Sunter model that is trained on the rows themselves."""
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="number",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.97, 0.9, 0.8]),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("website"),
            cl.ExactMatch("started_year"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("municipality_code", "right(name, 7)"),
            block_on("municipality_code", "place", "started_year"),
            block_on("website"),
        ],
    )
    linker = Linker(DuckDBAPI().register(rows), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("name", "municipality_code")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("municipality_code", "started_year"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name"))
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLD).as_pandas_dataframe()
    return {tuple(sorted(pair)) for pair in zip(pairs["number_l"], pairs["number_r"], strict=True)}


def with_recordlinkage(rows: pd.DataFrame) -> set[tuple[int, int]]:
    """Pairs with a similar name and at least two equal facts."""
    import recordlinkage  # noqa: PLC0415

    indexer = recordlinkage.Index()
    indexer.block(["municipality_code", "place"])
    indexer.block(["municipality_code", "started_year"])
    pairs = indexer.index(rows)
    compare = recordlinkage.Compare()
    compare.string("name", "name", method="jarowinkler", threshold=0.9, label="name")
    compare.exact("place", "place", label="place")
    compare.exact("website", "website", label="website")
    compare.exact("started_year", "started_year", label="started")
    likeness = compare.compute(pairs, rows)
    return {tuple(sorted(pair)) for pair in likeness[(likeness["name"] == 1) & (likeness.sum(axis=1) >= 3)].index}


def plain(name: str) -> str:
    """The name in lower case without accents, which both manuals advise."""
    return "".join(each for each in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(each))


def main(name: str, path: str) -> None:
    """Measure one library and print the result."""
    rows = pd.read_parquet(path, columns=["name", "place", "municipality_code", "website", "started_year", "truth"])
    rows["number"] = range(len(rows))
    truth = rows.groupby("truth")["number"].apply(list)
    same = {pair for numbers in truth if len(numbers) > 1 for pair in combinations(sorted(numbers), 2)}
    started, processor = time.perf_counter(), time.process_time()
    rows["name"] = rows["name"].map(plain)
    pairs = {"splink": with_splink, "recordlinkage": with_recordlinkage}[name](rows.drop(columns="truth"))
    seconds = time.perf_counter() - started
    result = {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(time.process_time() - processor, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "precision": round(len(pairs & same) / max(len(pairs), 1), 4),
        "recall": round(len(pairs & same) / max(len(same), 1), 4),
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
