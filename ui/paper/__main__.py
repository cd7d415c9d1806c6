"""`python -m ui.paper <folder>`: write the A4 and the HTML file of every municipality and province.

python -m ui.paper build/regio
python -m ui.paper build/regio --taal en --alleen GM0344 PV31 --adres https://samenkaart.example
"""

import argparse
import sys
import time
from pathlib import Path

import polars as pl

from data_loaders.schema import Language, RegionLevel
from data_loaders.store import DataProblem, Snapshot, current
from ui.paper.press import PaperKind, press

LEVELS = (RegionLevel.MUNICIPALITY, RegionLevel.PROVINCE)


def codes_of(snapshot: Snapshot, chosen: list[str]) -> list[str]:
    """Codes of all municipalities and provinces, or `chosen` if any are named."""
    regions = snapshot.table("regions").filter(pl.col("level").is_in(LEVELS))
    return sorted(chosen or regions["code"].to_list())


def print_all(snapshot: Snapshot, folder: Path, codes: list[str], languages: list[Language], site: str) -> list[str]:
    """Write `<code>.pdf` and `.html` per region and language (English in the folder `en`).

    Returns:
        Codes that are not on today's list.
    """
    unknown = []
    for language in languages:
        target = folder if language == "nl" else folder / language
        target.mkdir(parents=True, exist_ok=True)
        for code in codes:
            files = {kind: press(snapshot, code, language, kind, site) for kind in PaperKind}
            if None in files.values():
                unknown.append(code)
                continue
            for kind, made in files.items():
                (target / f"{code}.{kind}").write_bytes(made or b"")
    return unknown


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 0 if every region was written."""
    parser = argparse.ArgumentParser(prog="python -m ui.paper", description=__doc__)
    parser.add_argument("folder", type=Path, help="map voor de bestanden, bijvoorbeeld build/regio")
    parser.add_argument("--taal", choices=("nl", "en"), action="append", help="taal; standaard beide")
    parser.add_argument("--alleen", nargs="+", default=[], metavar="CODE", help="alleen deze regio's")
    parser.add_argument("--adres", default="", help="adres van de site, voor de links in de bestanden")
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    try:
        snapshot = current()
        codes = codes_of(snapshot, options.alleen)
        unknown = print_all(snapshot, options.folder, codes, options.taal or ["nl", "en"], options.adres.rstrip("/"))
    except DataProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    for code in dict.fromkeys(unknown):
        sys.stderr.write(f"{code}: deze code staat niet op de lijst van vandaag. Kijk in regions.parquet.\n")
    written = len(codes) - len(set(unknown))
    sys.stdout.write(f"{written} regio's in {options.folder}, {time.perf_counter() - start:.0f} s\n")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
