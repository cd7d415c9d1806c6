"""When two web addresses are one and the same page."""

import polars as pl

_TRACKING = r"^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|ref_src|harvest_referr?er)(=.*)?$|^page=1$"
"""Parameters that tell where a reader came from, and the first page of a list, which is the list itself."""


def page_key(url: pl.Expr) -> pl.Expr:
    """What addresses of one page have in common: equal keys, one page.

    Scheme, `www.`, capitals in the host, a slash at the end, a jump to a heading (`#kop`), parameters that only tell where
    a reader came from and `page=1` do not count. All other parameters do, and so does `#/route`, which such sites use as
    the path.
    """
    bare = (
        url.str.strip_chars()
        .str.replace(r"#([^/!].*)?$", "")
        .str.replace(r"(?i)^https?://", "")
        .str.replace(r"(?i)^www\.", "")
    )
    # Two such parts may follow each other, so each is a step of its own.
    host = bare.str.extract(r"^([^/?#]*)").str.to_lowercase()
    path = bare.str.extract(r"^[^/?#]*([^?]*)").str.replace(r"/+$", "")
    parameters = bare.str.extract(r"\?(.*)$").fill_null("").str.split("&")
    telling = parameters.list.eval(pl.element().filter((pl.element() != "") & ~pl.element().str.contains(_TRACKING)))
    query = telling.list.join("&")
    return pl.concat_str(host, path, pl.when(query != "").then(pl.lit("?") + query).otherwise(pl.lit("")))
