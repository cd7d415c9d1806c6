"""Partners and relations on the map: where partners have their seat, and which relations can be drawn between seats."""

from dataclasses import dataclass

import polars as pl

from measures.networks.tables import NetworkTables


@dataclass(frozen=True)
class SeatMap:
    """What can be drawn of the partners, and how much cannot."""

    seats: pl.DataFrame
    """One row per partner with a known seat: `partner_id`, `municipality_code` (String), `longitude`, `latitude`
    (Float64, WGS84: the label point of the municipality, not an address), sorted by `partner_id`."""
    arcs: pl.DataFrame
    """One row per relation between seats in two municipalities: the columns of `Relations`, and `from_longitude`,
    `from_latitude`, `to_longitude`, `to_latitude`."""
    without_seat: int
    """Partners whose seat is not known."""
    same_municipality: int
    """Relations between two seats in one municipality: no arc, because it would have no length."""
    not_drawn: int
    """Relations with at least one seat not known. Arcs, `same_municipality` and this are all real relations."""


def seat_map(tables: NetworkTables) -> SeatMap:
    """Seats and arcs of the partners of the directory; relations with oneself or an unknown partner do not count."""
    points = tables.regions.select("code", "longitude", "latitude")
    seats = (
        tables.partners.select("partner_id", "municipality_code")
        .join(points, left_on="municipality_code", right_on="code")
        .sort("partner_id")
    )
    ends = tables.real_relations
    for end in ("from", "to"):
        end_of = {column: f"{end}_{column}" for column in ("municipality_code", "longitude", "latitude")}
        ends = ends.join(seats.rename(end_of), left_on=f"{end}_partner", right_on="partner_id", maintain_order="left")
    is_apart = pl.col("from_municipality_code") != pl.col("to_municipality_code")
    arcs = ends.filter(is_apart).drop("from_municipality_code", "to_municipality_code")
    return SeatMap(
        seats=seats,
        arcs=arcs,
        without_seat=tables.partners.height - seats.height,
        same_municipality=ends.height - arcs.height,
        not_drawn=tables.real_relations.height - ends.height,
    )
