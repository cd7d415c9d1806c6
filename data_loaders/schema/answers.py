"""The columns that a partner fills in on a list to check; the site writes them and the preparation reads them."""

import dataframely as dy

from data_loaders.schema.columns import WEB_ADDRESS, label, year


class Answers(dy.Schema):
    """One answer about one known initiative: whether it still exists, its new website, and the page that says so."""

    id = dy.String(metadata=label("Kenmerk", "Identifier"))
    exists = dy.Bool(metadata=label("Bestaat nog (ja)", "Still exists (yes)"))
    stopped = dy.Bool(metadata=label("Gestopt (ja)", "Has stopped (yes)"))
    website = dy.String(
        nullable=True, regex=WEB_ADDRESS, metadata=label("Nieuwe site (webadres)", "New site (web address)")
    )
    source_url = dy.String(
        regex=WEB_ADDRESS,
        metadata=label("Waar dat staat (webadres)", "Where it says so (web address)"),
    )
    source_year = year(metadata=label("Jaar van dat bericht", "Year of that page"))


TO_FILL = ("exists", "stopped", "website", "source_url", "source_year")
"""The columns for the answer; they are empty in a new list."""
