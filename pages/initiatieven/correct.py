"""How a reader can report an error: a text to copy, and whom to send it to."""

import polars as pl
from markupsafe import Markup

from data_loaders.schema.rows import InitiativeRow
from ui.plain.lists import listed, to_copy
from ui.site_address import site_address
from ui.story import Part, PartKind, Place
from ui.view import View

MAKERS = "wdhs"
"""Partner id of the coalition."""


def correction_part(view: View, row: InitiativeRow) -> Part:
    """Whom to tell, and a text to copy."""
    t = view.t
    why, sites = addressees(view, row)
    text = to_copy(t, t("initiatieven.by_hand"), correction_text(view, row), 4, "initiatieven")
    link = Markup('<a href="{}" rel="noopener">{}</a>')
    links = listed((link.format(site, t("initiatieven.to_site", name=name)) for name, site in sites), css="wegen")
    body = Markup("<p>{}</p>{}{}").format(why, text, links)
    return Part("correctie", t("initiatieven.correct"), kind=PartKind.TEXT, body=body, place=Place.HEAD)


def correction_text(view: View, row: InitiativeRow) -> str:
    """The text that a reader sends: it names the initiative, its id and the data version."""
    return view.t(
        "initiatieven.correct_text",
        name=row["name"],
        id=row["id"],
        version=view.snapshot.version,
        address=f"{site_address()}{view.link('initiatieven', id=row['id'])}",
    )


def addressees(view: View, row: InitiativeRow) -> tuple[str, list[tuple[str, str]]]:
    """A sentence on whom to tell, and their names with their sites: the initiative's networks, else the coalition."""
    partners = view.snapshot.table("partners")
    own = partners.filter(pl.col("partner_id").is_in(row["networks"]))
    sites = _sites(own)
    if sites:
        return view.t("initiatieven.correct_at", count=len(sites)), sites
    makers = _sites(partners.filter(partner_id=MAKERS))
    named = [*own["name"], *row["networks_unlisted"]]
    if named:
        return view.t("initiatieven.correct_no_site", names=", ".join(named)), makers
    return view.t("initiatieven.correct_makers"), makers


def _sites(partners: pl.DataFrame) -> list[tuple[str, str]]:
    return [(name, site) for name, site in partners.select("name", "website").iter_rows() if site]
