"""Decides when two web addresses are the same page."""

import polars as pl

_TRACKING = r"^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|ref_src|harvest_referr?er)(=.*)?$|^page=1$"
"""Parameters that do not change the page: those for tracking visitors, and `page=1` of a list."""


def page_key(url: pl.Expr) -> pl.Expr:
    """A key of the page behind an address; addresses with equal keys are the same page.

    The key ignores the scheme, `www.`, capitals in the host, a slash at the end, a heading (`#kop`), tracking
    parameters and `page=1`. It keeps all other parameters, and `#/route`, which some sites use as their path.
    """
    bare = (
        url.str.strip_chars()
        .str.replace(r"#([^/!].*)?$", "")
        .str.replace(r"(?i)^https?://", "")
        .str.replace(r"(?i)^www\.", "")
    )
    # Two such parts may follow each other, so each is removed in a separate step.
    host = bare.str.extract(r"^([^/?#]*)").str.to_lowercase()
    path = bare.str.extract(r"^[^/?#]*([^?]*)").str.replace(r"/+$", "")
    parameters = bare.str.extract(r"\?(.*)$").fill_null("").str.split("&")
    telling = parameters.list.eval(pl.element().filter((pl.element() != "") & ~pl.element().str.contains(_TRACKING)))
    query = telling.list.join("&")
    return pl.concat_str(host, path, pl.when(query != "").then(pl.lit("?") + query).otherwise(pl.lit("")))
