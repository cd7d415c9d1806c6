"""Water and land abroad, from the countries of Natural Earth."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.boundaries import BoundaryError
from geo.surroundings import surroundings
from prepare.counts import FileCounts
from prepare.problems import SourceError
from prepare.sources import Source


@dataclass(frozen=True)
class Surroundings:
    """GeoJSON by name, and the features per raw file."""

    shapes: dict[str, bytes]
    counts: dict[str, FileCounts]


def prepare_surroundings(folder: Path, listed: Sequence[Source]) -> Surroundings:
    """What the map shows around the country; see `geo.surroundings`.

    Args:
        folder: of all sources.
        listed: the one file of countries.

    Raises:
        SourceError: not one file, or it is missing or damaged.
    """
    try:
        [source] = listed
        raw = (folder / source.file).read_bytes()
        shape = surroundings(raw)
    except (OSError, ValueError, BoundaryError) as error:
        file = listed[0].file if listed else "surroundings"
        remedy = "Haal de map data/sources/surroundings opnieuw op (git checkout -- data/sources/surroundings)."
        raise SourceError(file, f"geeft geen kaart van de omgeving ({error}).", remedy) from error
    countries = len(json.loads(raw)["features"])
    return Surroundings({"surroundings": shape}, {source.name: FileCounts(countries, countries)})
