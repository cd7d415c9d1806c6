"""The directory of partners: one row per partner with its figures."""

from dataclasses import dataclass

import polars as pl

from data_loaders.schema import PartnerKind, PartnerRole, RegionLevel, Theme
from data_loaders.schema.folding import fold, fold_expr
from data_loaders.schema.rows import PartnerRow
from measures.networks.area import region_of
from measures.networks.tables import NetworkTables
from measures.networks.umbrella import initiatives_under

COUNTS = ("initiatives", "own", "unplaced", "networks_under", "relations")


class DirectoryRow(PartnerRow):
    """One row of `directory`."""

    initiatives: int
    own: int
    unplaced: int
    known_provinces: list[str]
    known_municipalities: list[str]
    umbrellas: list[str]
    networks_under: int
    relations: int


@dataclass(frozen=True)
class PartnerChoice:
    """A reader's filters for the directory. Empty fields do not filter; values of one field are alternatives."""

    text: str = ""
    """Words that must all occur in the name, summary or id, ignoring case and accents."""
    roles: tuple[PartnerRole, ...] = ()
    kinds: tuple[PartnerKind, ...] = ()
    themes: tuple[Theme, ...] = ()
    province: str | None = None
    """Code of a province in the partner's service area."""


def directory(tables: NetworkTables) -> pl.DataFrame:
    """Every partner with its known initiatives, regions and related networks.

    Args:
        tables: the frames. Relations of a partner with itself or with an unknown partner are ignored.

    Returns:
        One row per partner, with the columns of `Partners` in the same order, and then:

        - `initiatives` (Int64): distinct known initiatives of the network and of networks under it; `own`: those that
          name the network itself; `unplaced`: those without a known municipality;
        - `known_provinces`, `known_municipalities`: sorted lists of codes of where these initiatives are;
        - `umbrellas`: list of ids of the partners directly above it; `networks_under` (Int64): number of networks under
          it, directly or through others;
        - `relations` (Int64): number of other partners with which it has a relation of any kind.
    """
    rows = tables.partners
    for frame in (
        _initiative_counts(tables),
        _umbrellas(tables.pairs),
        _members(tables.pairs),
        _relations(tables.real_relations),
    ):
        rows = rows.join(frame, left_on="partner_id", right_on="network", how="left", maintain_order="left")
    lists = pl.col("known_provinces", "known_municipalities", "umbrellas").fill_null([])
    return rows.with_columns(pl.col(COUNTS).fill_null(0).cast(pl.Int64), lists)


def choose_partners(rows: pl.DataFrame, choice: PartnerChoice) -> pl.DataFrame:
    """The rows of `directory` (or of `Partners`) that match a reader's filters."""
    words = fold_expr(pl.concat_str("name", "summary", "partner_id", separator=" ", ignore_nulls=True))
    tests = [words.str.contains(word, literal=True) for word in fold(choice.text).split()]
    if choice.roles:
        tests.append(pl.col("role").is_in(list(choice.roles)))
    if choice.kinds:
        tests.append(pl.col("kind").is_in(list(choice.kinds)))
    if choice.themes:
        tests.append(pl.any_horizontal(pl.col("themes").list.contains(theme) for theme in choice.themes))
    if choice.province:
        tests.append(pl.col("province_codes").list.contains(choice.province))
    return rows.filter(pl.all_horizontal([pl.lit(True), *tests]))


def unlisted_networks(initiatives: pl.DataFrame) -> pl.DataFrame:
    """Networks that sources name but that are not in the directory: `name` and `initiatives` (Int64), most first."""
    names = initiatives.select("id", name="networks_unlisted").explode("name").drop_nulls("name").unique()
    return (
        names.group_by("name")
        .agg(initiatives=pl.len().cast(pl.Int64))
        .sort("initiatives", "name", descending=[True, False])
    )


def _initiative_counts(tables: NetworkTables) -> pl.DataFrame:
    places = region_of(tables.regions, RegionLevel.MUNICIPALITY).select("municipality_code", "province")
    placed = tables.initiatives.select("id", "municipality_code").join(places, on="municipality_code", how="left")
    town = pl.when(pl.col("province").is_not_null()).then(pl.col("municipality_code"))
    return (
        initiatives_under(tables.initiatives, tables.pairs)
        .join(placed, on="id")
        .group_by("network")
        .agg(
            initiatives=pl.len(),
            own=pl.col("own").sum(),
            unplaced=pl.col("province").is_null().sum(),
            known_provinces=pl.col("province").drop_nulls().unique().sort(),
            known_municipalities=town.drop_nulls().unique().sort(),
        )
    )


def _umbrellas(pairs: pl.DataFrame) -> pl.DataFrame:
    direct = pairs.filter(pl.col("steps") == 1)
    return direct.group_by(network="member").agg(umbrellas=pl.col("umbrella").sort())


def _members(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.group_by(network="umbrella").agg(networks_under=pl.len())


def _relations(relations: pl.DataFrame) -> pl.DataFrame:
    out = relations.select(network="from_partner", other="to_partner")
    back = relations.select(network="to_partner", other="from_partner")
    return pl.concat([out, back]).group_by("network").agg(relations=pl.col("other").n_unique())
