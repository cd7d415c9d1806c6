from html import escape

import polars as pl
import pytest

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


def test_an_initiative_tells_its_theme_what_is_around_and_how_to_correct_it() -> None:
    row = current().table("initiatives").filter(pl.col("networks").list.len() > 0).row(0, named=True)

    app = open_page("initiatieven", id=row["id"])

    assert problems(app) == []
    assert "In de buurt" in words(app)
    assert "Lijkt erop, elders" in words(app)
    copied = [element.value for element in app.code]
    assert any(row["id"] in text and current().version in text for text in copied)


def test_the_order_of_the_list_follows_the_address() -> None:
    app = open_page("initiatieven", sorteer="oudste")

    years = current().table("initiatives")["started_year"].drop_nulls()
    names = current().table("initiatives").filter(pl.col("started_year") == years.min())["name"].to_list()
    assert app.dataframe[0].value["Naam"][0] in names


def test_nonsense_as_order_gives_the_list_by_name() -> None:
    app = open_page("initiatieven", sorteer="'; drop table")

    assert problems(app) == []
    assert app.selectbox(key="kies_sorteer").value == "naam"


def test_a_municipality_without_anything_known_names_the_nearest() -> None:
    known = current().table("initiatives")["municipality_code"].unique()
    regions = (
        current()
        .table("regions")
        .filter((pl.col("level") == "municipality") & ~pl.col("code").is_in(known.drop_nulls().implode()))
    )

    app = open_page("initiatieven", gemeente=regions["name"][0])

    assert problems(app) == []
    assert "dichtstbijzijnde" in words(app)
    assert len([button for button in app.button if (button.key or "").startswith("dichtbij_")]) == 5


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"sorteer": "nep"}, ["“nep”"]),
        ({"pagina": "-1"}, ["1”"]),
        ({"pagina": "99999"}, ["pagina 99999"]),
        ({"pagina": "2", "sorteer": "nieuwste"}, []),
    ],
)
def test_a_list_says_what_the_address_asks_in_vain(asked: dict[str, str], said: list[str]) -> None:
    app = open_page("initiatieven", **asked)

    assert problems(app) == []
    assert [words in note.value for words, note in zip(said, app.info, strict=True)] == [True] * len(said)
