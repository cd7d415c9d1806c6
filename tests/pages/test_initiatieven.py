from html import escape

import polars as pl

from data_loaders.store import current
from tests.pages.harness import open_page, problems, words


def test_one_initiative_shows_its_facts_and_every_source() -> None:
    row = current().table("initiatives").sort(pl.col("sources").list.len(), descending=True).row(0, named=True)

    app = open_page("initiatieven", id=row["id"])

    shown = " ".join(element.proto.body for element in app.get("html"))
    assert problems(app) == []
    assert escape(row["name"]) in shown
    assert all(escape(source["url"], quote=True) in shown for source in row["sources"])


def test_an_unknown_initiative_gets_a_helpful_page() -> None:
    app = open_page("initiatieven", id="<script>bestaat-niet")

    assert problems(app) == []
    assert "Dit initiatief kennen wij niet" in words(app)


def test_an_old_identifier_forwards() -> None:
    aliases = current().table("aliases")
    old, new = aliases.row(0) if aliases.height else (None, None)

    app = open_page("initiatieven", id=old or current().table("initiatives")["id"][0])

    name = current().table("initiatives").filter(id=new or current().table("initiatives")["id"][0])["name"][0]
    assert escape(name) in " ".join(element.proto.body for element in app.get("html"))
