"""Makes the water and the foreign land around the map from the countries of Natural Earth."""

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
    """GeoJSON by name, and the number of features per raw file."""

    shapes: dict[str, bytes]
    counts: dict[str, FileCounts]


def prepare_surroundings(folder: Path, listed: Sequence[Source]) -> Surroundings:
    """The surroundings of the country for the map; see `geo.surroundings`.

    Args:
        folder: the folder of all sources.
        listed: the sources of this kind; there must be exactly one.

    Raises:
        SourceError: there is not exactly one source, or its file is missing or damaged.
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
