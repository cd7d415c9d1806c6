"""How long the network figures and the drawing take, as JSON lines.

    python -m bench.networks [partners …]

Each size is a number of made-up partners: one umbrella per forty, nine in ten a member of one of these or of
another partner, three in ten working with anyone. The real directory comes first. The cross tables are timed over the
real partners with `INITIATIVES` initiatives drawn from the real ones.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import polars as pl

from data_loaders.schema import Partners, RegionLevel, RelationKind, Relations
from data_loaders.store import current
from measures.graph import Graph, grouped, partner_figures, partner_graph, positions
from measures.networks import Axis, Cut, NetworkTables, cross_table, directory, reach_of

SIZES = (100, 500, 2_000)
INITIATIVES = (1_000, 100_000)
PER_UMBRELLA = 40
SOURCE = "https://example.org/"
Answer = TypeVar("Answer")


def made_up(size: int) -> Graph:
    """A graph of `size` partners; the same one at every call."""
    chance = random.Random(size)
    umbrellas = max(4, size // PER_UMBRELLA)
    pairs = [(number, chance.randrange(number), RelationKind.MEMBER_OF) for number in range(1, umbrellas)]
    for number in range(umbrellas, size):
        if chance.random() < 0.9:
            above = chance.randrange(umbrellas if chance.random() < 0.8 else number)
            pairs.append((number, above, RelationKind.MEMBER_OF))
        if chance.random() < 0.3:
            pairs.append((number, chance.randrange(size), RelationKind.WORKS_WITH))
    return partner_graph(_partners(size), _relations(pairs))


def _partners(size: int) -> pl.DataFrame:
    names = pl.Series([f"p{number:05}" for number in range(size)])
    constants = {"role": "lid", "kind": "netwerk", "scope": "landelijk", "source_url": SOURCE}
    rows = pl.DataFrame({"partner_id": names, "name": names}).with_columns(
        **{column: pl.lit(value) for column, value in constants.items()}
    )
    schema = Partners.create_empty().schema
    return pl.concat([Partners.create_empty().clear(), rows.cast({c: schema[c] for c in rows.columns})], how="diagonal")


def _relations(pairs: list[tuple[int, int, RelationKind]]) -> pl.DataFrame:
    rows = [
        {"from_partner": f"p{a:05}", "to_partner": f"p{b:05}", "kind": kind.value, "source_url": SOURCE}
        for a, b, kind in pairs
    ]
    return pl.DataFrame(rows, schema=Relations.create_empty().schema)


def timed(about: dict[str, object], what: str, answer: Callable[[], Answer]) -> Answer:
    """The answer, after a line about how long it took; processor time says more than the clock on a busy machine."""
    clock, processor = time.perf_counter(), time.process_time()
    found = answer()
    spent = {"seconds": time.perf_counter() - clock, "processor_seconds": time.process_time() - processor}
    print(json.dumps({**about, "what": what, **{key: round(value, 3) for key, value in spent.items()}}), flush=True)
    return found


def draw(name: str, graph: Graph) -> None:
    """Time all that a first drawing needs."""
    about: dict[str, object] = {"graph": name, "partners": graph.nodes.height, "relations": graph.edges.height}
    places = timed(about, "positions", lambda: positions(graph))
    figures = timed(about, "figures", lambda: partner_figures(graph))
    timed(about, "grouped", lambda: grouped(graph, figures, places))


def count(tables: NetworkTables, size: int) -> None:
    """Time the tables over `size` initiatives."""
    rows = tables.initiatives.sample(size, with_replacement=True, seed=1)
    many = replace(tables, initiatives=rows.with_columns(id=pl.int_range(pl.len()).cast(pl.String)))
    about: dict[str, object] = {"initiatives": size}
    by_town = Cut(level=RegionLevel.MUNICIPALITY)
    timed(about, "directory", lambda: directory(many))
    timed(about, "network by province", lambda: cross_table(many, (Axis.NETWORK, Axis.REGION)))
    timed(about, "network by municipality", lambda: cross_table(many, (Axis.NETWORK, Axis.REGION), by_town))
    timed(about, "province by theme", lambda: cross_table(many, (Axis.REGION, Axis.THEME)))
    timed(about, "reach of one network", lambda: reach_of(many, "lsa", level=RegionLevel.MUNICIPALITY))


def main(sizes: list[int]) -> None:
    """Print one line per size and figure."""
    names = ("initiatives", "partners", "relations", "regions")
    tables = NetworkTables(**{name: current().table(name) for name in names})
    draw("real", partner_graph(tables.partners, tables.relations))
    for size in sizes:
        draw("made up", made_up(size))
    for size in INITIATIVES:
        count(tables, size)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
