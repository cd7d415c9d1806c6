"""Which networks are active in a region, and which say that they cover it."""

import dataframely as dy
import polars as pl

from data_loaders.schema import Partners, RegionLevel
from data_loaders.schema.columns import label
from measures.region.enums import NetworkState
from measures.region.scope import is_in_region, level_of, municipalities


class NetworkHere(dy.Schema):
    """One row per network that is active in a region or covers it."""

    partner_id = Partners.partner_id
    name = Partners.name
    role = Partners.role
    scope = Partners.scope
    state = dy.Enum(NetworkState, nullable=False, metadata=label("Hier", "Here"))
    known = dy.UInt32(
        nullable=False,
        metadata=label(
            "Bekende initiatieven hier",
            "Known initiatives here",
            about_nl="Een initiatief telt bij elk van zijn netwerken.",
            about_en="An initiative counts for each of its networks.",
        ),
    )
    covers = dy.Bool(nullable=False, metadata=label("Werkgebied omvat deze regio", "Service area holds this region"))
    is_nationwide = dy.Bool(nullable=False, metadata=label("Werkt landelijk", "Works nationwide"))
    is_seated_here = dy.Bool(nullable=False, metadata=label("Gevestigd in deze regio", "Seated in this region"))


class UnlistedNetwork(dy.Schema):
    """A network that sources name for initiatives here but that is not in the partner directory."""

    name = dy.String(nullable=False, primary_key=True, metadata=label("Naam", "Name"))
    known = NetworkHere.known


def networks_here(
    initiatives: pl.DataFrame, partners: pl.DataFrame, regions: pl.DataFrame, code: str
) -> dy.DataFrame[NetworkHere]:
    """Networks of region `code`: active ones first (most initiatives), then those that only cover it; nationwide ones last.

    Args:
        initiatives: columns `municipality_code`, `networks` (partner ids).
        partners: the declared table.
        regions: the declared table.
        code: the region.

    Returns:
        `NetworkHere`. A network covers a municipality, COROP region or province when the province is in its
        `province_codes`, and the country when all provinces are. It can be active outside its
        stated area; then `covers` is false. An unknown code gives no rows.
    """
    if level_of(regions, code) is None:
        return NetworkHere.create_empty()
    members = (
        initiatives.filter(is_in_region(regions, code))
        .explode("networks")
        .group_by(partner_id="networks")
        .agg(known=pl.len())
    )
    provinces = municipalities(regions)["province_code"].drop_nulls().unique().to_list()
    needed = provinces if level_of(regions, code) == RegionLevel.COUNTRY else _province_of(regions, code)
    area = pl.col("province_codes").list
    seat = pl.col("municipality_code").is_not_null() & is_in_region(regions, code)
    rows = partners.join(members, on="partner_id", how="left").with_columns(
        known=pl.col("known").fill_null(0),
        covers=pl.lit(len(needed) > 0)
        & (area.set_intersection(pl.lit(needed, pl.List(pl.String))).list.n_unique() == len(needed)),
        is_nationwide=pl.lit(len(provinces) > 0)
        & (area.set_intersection(pl.lit(provinces, pl.List(pl.String))).list.n_unique() == len(provinces)),
        is_seated_here=seat,
    )
    state = (
        pl.when(pl.col("known") > 0).then(pl.lit(NetworkState.ACTIVE)).when("covers").then(pl.lit(NetworkState.COVERS))
    )
    return NetworkHere.cast(
        rows.with_columns(state=state)
        .drop_nulls("state")
        .sort("known", "is_nationwide", "name", descending=[True, False, False])
    )


def unlisted_networks(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> dy.DataFrame[UnlistedNetwork]:
    """Networks named by initiatives of region `code` that the partner directory does not hold, most initiatives first."""
    named = initiatives.filter(is_in_region(regions, code)).explode("networks_unlisted").drop_nulls("networks_unlisted")
    return UnlistedNetwork.cast(
        named.group_by(name="networks_unlisted").agg(known=pl.len()).sort("known", "name", descending=[True, False])
    )


def known_without_network(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> int:
    """Initiatives of region `code` for which no source names a network, listed or not: the rest row of the table."""
    has_none = (pl.col("networks").list.len() == 0) & (pl.col("networks_unlisted").list.len() == 0)
    return initiatives.filter(is_in_region(regions, code) & has_none).height


def _province_of(regions: pl.DataFrame, code: str) -> list[str]:
    """The province that holds `code`, or `code` itself when it is one."""
    own = regions.row(by_predicate=pl.col("code") == code, named=True)
    province = code if own["level"] == RegionLevel.PROVINCE else own["province_code"]
    return [province] if province else []
