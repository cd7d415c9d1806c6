"""Measures the time of the network figures and the drawing: `make bench ARGS="--parts networks"`.

The real directory comes first. Each further size is a number of generated partners: one in forty is an umbrella, nine in
ten are a member of an umbrella or of another partner, and three in ten work with some other partner. The cross tables use
the real partners, with `INITIATIVES` initiatives sampled from the real ones.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

import polars as pl

from bench.figures import Figures
from data_loaders.schema import Partners, RegionLevel, RelationKind, Relations
from data_loaders.store import current
from measures.graph import Graph, partner_figures, partner_graph, rings
from measures.networks import Axis, Cut, NetworkTables, cross_table, directory, reach_of

SIZES = (100, 500, 2_000)
INITIATIVES = (1_000, 100_000)
PER_UMBRELLA = 40
SOURCE = "https://example.org/"
Answer = TypeVar("Answer")


def made_up(size: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`size` generated partners and their relations, as `Partners` and `Relations`; every call gives the same."""
    chance = random.Random(size)
    umbrellas = max(4, size // PER_UMBRELLA)
    pairs = [(number, chance.randrange(number), RelationKind.MEMBER_OF) for number in range(1, umbrellas)]
    for number in range(umbrellas, size):
        if chance.random() < 0.9:
            above = chance.randrange(umbrellas if chance.random() < 0.8 else number)
            pairs.append((number, above, RelationKind.MEMBER_OF))
        if chance.random() < 0.3:
            pairs.append((number, chance.randrange(size), RelationKind.WORKS_WITH))
    return _partners(size), _relations(pairs)


def _partners(size: int) -> pl.DataFrame:
    names = pl.Series([f"p{number:05}" for number in range(size)])
    constants = {"role": "lid", "kind": "netwerk", "scope": "landelijk", "source_url": SOURCE}
    rows = pl.DataFrame({"partner_id": names, "name": names}).with_columns(
        **{column: pl.lit(value) for column, value in constants.items()}
    )
    empty = Partners.create_empty()
    filled = pl.concat([empty, rows.cast({column: empty.schema[column] for column in rows.columns})], how="diagonal")
    return filled.with_columns(pl.col("province_codes", "themes").fill_null([]))


def _relations(pairs: list[tuple[int, int, RelationKind]]) -> pl.DataFrame:
    rows = [
        {"from_partner": f"p{a:05}", "to_partner": f"p{b:05}", "kind": kind.value, "source_url": SOURCE}
        for a, b, kind in pairs
    ]
    return pl.DataFrame(rows, schema=Relations.create_empty().schema)


def timed(what: str, answer: Callable[[], Answer]) -> tuple[Figures, Answer]:
    """The time of an answer, and the answer itself. On a busy machine, processor time says more than clock time."""
    clock, processor = time.perf_counter(), time.process_time()
    result = answer()
    spent = {"ms": time.perf_counter() - clock, "cpu_ms": time.process_time() - processor}
    return {"what": what, **{key: round(1000 * value) for key, value in spent.items()}}, result


def walked(name: str, graph: Graph) -> Iterator[Figures]:
    """Time everything that the server does for a first drawing."""
    about = {"graph": name, "partners": graph.nodes.height, "relations": graph.edges.height}
    yield timed("network_rings", lambda: rings(graph))[0] | about
    yield timed("network_figures", lambda: partner_figures(graph))[0] | about


def counted(tables: NetworkTables, size: int) -> Iterator[Figures]:
    """Time the tables over `size` initiatives."""
    rows = tables.initiatives.sample(size, with_replacement=True, seed=1)
    many = replace(tables, initiatives=rows.with_columns(id=pl.int_range(pl.len()).cast(pl.String)))
    by_town, municipality = Cut(level=RegionLevel.MUNICIPALITY), RegionLevel.MUNICIPALITY
    answers: dict[str, Callable[[], object]] = {
        "directory": lambda: directory(many),
        "network_by_province": lambda: cross_table(many, (Axis.NETWORK, Axis.REGION)),
        "network_by_municipality": lambda: cross_table(many, (Axis.NETWORK, Axis.REGION), by_town),
        "province_by_theme": lambda: cross_table(many, (Axis.REGION, Axis.THEME)),
        "reach_of_one_network": lambda: reach_of(many, "lsa", level=municipality),
    }
    for what, answer in answers.items():
        yield timed(what, answer)[0] | {"initiatives": size}


def figures() -> Iterator[Figures]:
    """All figures; none needs a browser."""
    names = ("initiatives", "partners", "relations", "regions")
    tables = NetworkTables(**{name: current().table(name) for name in names})
    yield from walked("real", partner_graph(tables.partners, tables.relations))
    for size in SIZES:
        yield from walked("made up", partner_graph(*made_up(size)))
    for size in INITIATIVES:
        yield from counted(tables, size)
