"""The relations of a partner, or between partners, in words."""

from itertools import groupby

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RelationKind, Relations, words
from measures.graph import Graph, relations_along
from pages.netwerken.words import named_partner, partner_link, partner_links, translated
from ui.age import relations_age
from ui.story import Part, PartKind
from ui.view import View

BOTH_WAYS = (RelationKind.WORKS_WITH,)
"""Kinds of relations that mean the same from both sides."""


def header(view: View, column: str) -> str:
    """The declared label of a column of `Relations`."""
    return words(Relations, column, view.language).label


def own_relations(graph: Graph, partner: str) -> pl.DataFrame:
    """The relations of one partner from its side: `other` (partner id), `kind`, `is_from`, `since_year` and `source_url`."""
    is_from = pl.col("from_partner") == partner
    own = graph.edges.filter(is_from | (pl.col("to_partner") == partner))
    return own.select(
        pl.when(is_from).then("to_partner").otherwise("from_partner").alias("other"),
        "kind",
        (is_from | pl.col("kind").is_in(BOTH_WAYS)).alias("is_from"),
        "since_year",
        "source_url",
    )


def relation_lines(view: View, own: pl.DataFrame) -> Markup:
    """Rows of `own_relations` as an HTML list: a kind in words, then its partners as links with the first year."""
    names = view.names.partners
    rows = own.sort(
        pl.col("is_from").not_(), "kind", pl.col("other").replace(names).str.to_lowercase(), maintain_order=True
    )
    lines = []
    for (is_from, kind), members in groupby(rows.iter_rows(named=True), key=lambda row: (row["is_from"], row["kind"])):
        kind_words = view.t(f"netwerken.{'relation' if is_from else 'relation_backward'}.{kind}")
        links = [_with_year(view, row["other"], row["since_year"]) for row in members]
        lines.append(Markup("<dt>{}</dt><dd>{}</dd>").format(kind_words, Markup(", ").join(links)))
    return Markup('<dl class="relaties">{}</dl>').format(Markup().join(lines))


def _with_year(view: View, partner: str, year: int | None) -> Markup:
    since = Markup(' <span class="vaag">({})</span>').format(year) if year else Markup()
    return partner_link(view, partner) + since


def relation_rows(view: View, own: pl.DataFrame) -> pl.DataFrame:
    """Rows of `own_relations` as a table in the reader's words."""
    kind = pl.col("kind").cast(pl.String)
    there, back = (
        {kind.value: view.t(f"netwerken.{part}.{kind}") for kind in RelationKind}
        for part in ("relation", "relation_backward")
    )
    return own.select(
        pl.when("is_from").then(kind.replace(there)).otherwise(kind.replace(back)).alias(header(view, "kind")),
        named_partner(view, "other").alias(view.t("netwerken.network")),
        _since(view),
        pl.col("source_url").alias(header(view, "source_url")),
    )


def _since(view: View) -> pl.Expr:
    return pl.col("since_year").cast(pl.String).fill_null(view.t("netwerken.unknown")).alias(header(view, "since_year"))


def all_relations(view: View, graph: Graph) -> Part:
    """The part with a table of all relations, and their number per kind."""
    edges, source = graph.edges, header(view, "source_url")
    by_kind = dict(edges["kind"].cast(pl.String).value_counts().iter_rows())
    item = Markup('<li>{} <span class="getal">{}</span></li>')
    kinds = [
        item.format(view.t(f"netwerken.relation.{kind}"), by_kind[kind]) for kind in RelationKind if kind in by_kind
    ]
    rows = edges.select(
        named_partner(view, "from_partner").alias(header(view, "from_partner")),
        translated(view, "kind", RelationKind).alias(header(view, "kind")),
        named_partner(view, "to_partner").alias(header(view, "to_partner")),
        _since(view),
        pl.col("source_url").alias(source),
    )
    return Part(
        "relaties",
        view.t("netwerken.relations_title"),
        view.t("netwerken.relations_shown", count=edges.height, undated=edges["since_year"].null_count()),
        kind=PartKind.FIGURE,
        rows=rows,
        links={
            header(view, "from_partner"): partner_links(view, edges["from_partner"].to_list()),
            header(view, "to_partner"): partner_links(view, edges["to_partner"].to_list()),
            source: edges["source_url"].to_list(),
        },
        body=Markup('<ul class="telling">{}</ul>').format(Markup().join(kinds)),
        source=view.t("netwerken.source"),
        age=relations_age(view, edges["since_year"]),
    )


def way_lines(view: View, graph: Graph, way: list[str]) -> Markup:
    """The relations on a path, from each partner to the next."""
    names = view.names.partners
    items = [
        Markup("<li>{} {} {}</li>").format(
            partner_link(view, row["from_partner"]),
            view.t(f"netwerken.relation.{row['kind']}"),
            partner_link(view, row["to_partner"]),
        )
        for row in relations_along(graph, way).iter_rows(named=True)
    ]
    return Markup("<p>{}</p><ol>{}</ol>").format(" → ".join(names[each] for each in way), Markup().join(items))
