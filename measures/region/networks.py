"""The networks that are active in a region, or say that they work there."""

import dataframely as dy
import polars as pl

from data_loaders.schema import Partners, RegionLevel, Scope
from data_loaders.schema.columns import label
from measures.networks.area import area_coverage
from measures.region.enums import NetworkState
from measures.region.scope import is_in_region, level_of, municipalities_of


class NetworkHere(dy.Schema):
    """A network that is active in a region or covers it."""

    partner_id = Partners.partner_id
    name = Partners.name
    kind = Partners.kind
    role = Partners.role
    scope = Partners.scope
    state = dy.Enum(NetworkState, metadata=label("Hier", "Here"))
    known = dy.UInt32(
        metadata=label(
            "Bekende initiatieven hier",
            "Known initiatives here",
            about_nl="Een initiatief telt bij elk van zijn netwerken.",
            about_en="An initiative counts for each of its networks.",
        ),
    )
    covers = dy.Bool(
        nullable=True,
        metadata=label(
            "Werkgebied omvat deze regio",
            "Service area holds this region",
            about_nl="Leeg: het netwerk werkt ergens in de provincie; of dat hier is, is niet bekend.",
            about_en="Empty: the network works somewhere in the province; whether here is not known.",
        ),
    )
    is_nationwide = dy.Bool(metadata=label("Werkt landelijk", "Works nationwide"))
    is_seated_here = dy.Bool(metadata=label("Gevestigd in deze regio", "Seated in this region"))


class UnlistedNetwork(dy.Schema):
    """A network that is named by initiatives here but is not in the partner directory."""

    name = dy.String(primary_key=True, metadata=label("Naam", "Name"))
    known = NetworkHere.known


def networks_here(
    initiatives: pl.DataFrame, partners: pl.DataFrame, regions: pl.DataFrame, code: str
) -> dy.DataFrame[NetworkHere]:
    """Networks of region `code`: first active ones (most initiatives first), then those that cover it or may cover it.

    Args:
        initiatives: columns `municipality_code`, `networks` (partner ids).
        partners: the declared table.
        regions: the declared table.
        code: the region.

    Returns:
        `NetworkHere`; no rows for an unknown code. `covers` is that of `measures.networks.area.area_coverage`. It is
        false for a network that is active outside its service area.
    """
    level = level_of(regions, code)
    if level is None:
        return NetworkHere.create_empty()
    members = initiatives.filter(is_in_region(regions, code)).explode("networks")
    counts = members.group_by(partner_id="networks").agg(known=pl.len())
    seat = pl.col("municipality_code").is_not_null() & is_in_region(regions, code)
    known_first = partners.join(counts, on="partner_id", how="left").with_columns(pl.col("known").fill_null(0))
    rows = known_first.join(_covers(partners, regions, code, level), on="partner_id", how="left").with_columns(
        state=pl.when(pl.col("known") > 0)
        .then(pl.lit(NetworkState.ACTIVE))
        .when(pl.col("covers"))
        .then(pl.lit(NetworkState.COVERS))
        .when(pl.col("covers").is_null())
        .then(pl.lit(NetworkState.MAYBE)),
        is_nationwide=pl.col("scope") == Scope.NATIONAL,
        is_seated_here=seat,
    )
    here = NetworkHere.cast(rows.drop_nulls("state"))
    return NetworkHere.cast(
        here.sort("state", "known", "is_nationwide", "name", descending=[False, True, False, False])
    )


def _covers(partners: pl.DataFrame, regions: pl.DataFrame, code: str, level: RegionLevel) -> pl.DataFrame:
    """`partner_id` and `covers` (null if unknown) for one region."""
    needed = [*municipalities_of(regions, code), *partners["municipality_code"].drop_nulls()]
    area = area_coverage(partners, regions.filter(pl.col("code").is_in(needed)), level)
    return area.filter(pl.col("region") == code).select("covers", partner_id="network")


def unlisted_networks(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> dy.DataFrame[UnlistedNetwork]:
    """Networks named by initiatives of region `code` that are not in the partner directory, most initiatives first."""
    named = initiatives.filter(is_in_region(regions, code)).explode("networks_unlisted").drop_nulls("networks_unlisted")
    return UnlistedNetwork.cast(
        named.group_by(name="networks_unlisted").agg(known=pl.len()).sort("known", "name", descending=[True, False])
    )


def known_without_network(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> int:
    """Number of initiatives of region `code` without any named network; it is the rest row of the table."""
    has_none = (pl.col("networks").list.len() == 0) & (pl.col("networks_unlisted").list.len() == 0)
    return initiatives.filter(is_in_region(regions, code) & has_none).height
