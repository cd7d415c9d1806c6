"""Finds the largest source of a region, because a rate also depends on how well sources were searched."""

import dataframely as dy
import polars as pl

from data_loaders.schema.columns import label
from measures.region.scope import is_in_region

_SITE = r"^https?://(?:www\.)?([^/:?#]+)"


class LargestSource(dy.Schema):
    """The site with pages about most initiatives of a region."""

    known = dy.UInt32(metadata=label("Bekende initiatieven", "Known initiatives"))
    site = dy.String(nullable=True, metadata=label("Grootste bron", "Largest source"))
    largest = dy.UInt32(
        metadata=label(
            "Uit de grootste bron",
            "From the largest source",
            about_nl="Initiatieven met ten minste één pagina van die site.",
            about_en="Initiatives with at least one page of that site.",
        ),
    )
    share = dy.Float64(
        nullable=True, min=0, max=1, metadata=label("Deel uit de grootste bron", "Share of the largest source")
    )


def largest_source(initiatives: pl.DataFrame, regions: pl.DataFrame, code: str) -> dy.DataFrame[LargestSource]:
    """The largest single source of the known initiatives in region `code`.

    A source is a site: all pages with the same host name, ignoring `www.`. An initiative counts for each site on which it
    has a page.

    Returns:
        `LargestSource`, one row. If several sites have as many initiatives, the first by name is given. `share` is a share
        of `known`. If nothing is known, `share` and `site` are null.
    """
    inside = initiatives.filter(is_in_region(regions, code)).select("id", "sources")
    pages = inside.explode("sources").select("id", site=pl.col("sources").struct.field("url").str.extract(_SITE))
    sites = pages.unique().group_by("site").len("largest").sort("largest", "site", descending=[True, False])
    known = pl.DataFrame({"known": [inside.height]})
    largest = known.join(sites.head(1), how="cross") if sites.height else known
    filled = pl.concat(
        [largest, pl.DataFrame(schema={"site": pl.String, "largest": pl.UInt32})], how="diagonal_relaxed"
    )
    return LargestSource.cast(
        filled.with_columns(pl.col("largest").fill_null(0), share=pl.col("largest") / pl.col("known"))
    )
