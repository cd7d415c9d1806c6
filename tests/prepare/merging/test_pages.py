"""One page is one source with one year, however its address is written."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.schema.pages import page_key
from data_loaders.snapshot import Snapshot, load_snapshot
from prepare.merging.pages import one_of_each_page

DATA = Path(__file__).resolve().parents[3] / "data"
STRAATBEELD = "straatbeeld.nl/nieuws/trofeewinnaars-kern-met-pit-bekend"


def key(*urls: str) -> list[str]:
    return pl.select(url=pl.Series(urls)).select(page_key(pl.col("url"))).to_series().to_list()


words = st.from_regex(r"[a-zA-Z0-9_-]{1,8}", fullmatch=True)
parameters = st.lists(st.tuples(words.map("p".__add__), words).map("=".join), max_size=3)
tracking = st.lists(
    st.sampled_from(["utm_source=nieuwsbrief", "utm_campaign=", "fbclid=abc", "gclid=1", "page=1", "_ga=2.3"]),
    max_size=3,
)


@settings(deadline=None)
@given(path=st.lists(words, max_size=3).map("/".join), query=parameters, noise=tracking)
def test_different_spellings_of_an_address_are_one_page(path: str, query: list[str], noise: list[str]) -> None:
    plain = f"https://voorbeeld.nl/{path}" + ("?" + "&".join(query) if query else "")
    mixed = [*query[:1], *noise, *query[1:]]
    dressed = f"HTTP://www.Voorbeeld.nl/{path}/".replace("nl//", "nl/") + ("?" + "&".join(mixed) if mixed else "")

    one, other, again = key(plain, dressed, f"{plain}#kop")

    assert one == other == again
    assert key(one) == [one]


@settings(deadline=None)
@given(one=words, other=words)
def test_other_paths_and_parameters_are_other_pages(one: str, other: str) -> None:
    urls = [f"https://a.nl/{one}", f"https://a.nl/?id={one}", f"https://a.nl/#/{one}"]
    others = [f"https://a.nl/{other}", f"https://a.nl/?id={other}", f"https://a.nl/#/{other}"]

    assert [a == b for a, b in zip(key(*urls), key(*others), strict=True)] == [one == other] * 3
    assert len(set(key(*urls))) == 3


@pytest.mark.parametrize("number", [2, 10, 11])
def test_a_later_page_of_a_list_is_another_page(number: int) -> None:
    first, later = key("https://a.nl/lijst?page=1", f"https://a.nl/lijst?page={number}")

    assert first != later


def rows(*pages: tuple[str, int | None]) -> pl.DataFrame:
    return pl.DataFrame(pages, schema={"source_url": pl.String, "source_year": pl.Int16}, orient="row")


def test_the_secure_and_shortest_spelling_stays() -> None:
    made = one_of_each_page(
        rows(("http://a.nl/b/", 2020), ("https://www.a.nl/b?utm_source=x", 2020), ("https://a.nl/b/", 2020))
    )

    assert made["source_url"].to_list() == ["https://a.nl/b/"] * 3


@pytest.mark.parametrize(
    ("years", "expected"),
    [([None, 2022], [2022, 2022]), ([None, None], [None, None]), ([None, 2020, 2022], [None, 2020, 2022])],
)
def test_a_row_without_a_year_has_the_one_that_its_page_has_elsewhere(
    years: list[int | None], expected: list[int | None]
) -> None:
    made = one_of_each_page(rows(*(("https://a.nl", year) for year in years), ("https://b.nl", 1999)))

    assert made["source_year"].to_list() == [*expected, 1999]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot(DATA / "prepared")


def test_the_pages_of_the_published_initiatives_stand_there_once_and_with_one_year(snapshot: Snapshot) -> None:
    sources = snapshot.table("initiatives").select("id", "sources").explode("sources").unnest("sources")
    pages = sources.with_columns(page=page_key(pl.col("url")))

    assert pages.filter(pl.struct("id", "page").is_duplicated()).height == 0
    per_page = pages.group_by("page").agg(
        pl.col("url").n_unique(), undated=pl.col("year").is_null().any(), dated=pl.col("year").n_unique()
    )
    assert per_page.filter(pl.col("url") > 1).height == 0
    assert per_page.filter(pl.col("undated") & (pl.col("dated") > 1)).height == 0


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Krachtstation Kanaleneiland", 2022),
        ("Buurtwerkkamer De Handreiking", 2022),
        ("Wijkcentrum St. Joseph", 2022),
        ("Boefjes en Barista's", 2022),
        ("Nieuwe Buren Lemmerweg-West", 2022),
        ("Breedband Veenhuizen", 2017),
        ("Werkgroep wonen 's-Heer Hendrikskinderen", 2018),
    ],
)
def test_rows_without_a_year_of_a_dated_page_are_dated(snapshot: Snapshot, name: str, year: int) -> None:
    row = snapshot.table("initiatives").row(by_predicate=pl.col("name") == name, named=True)

    assert row["seen_year"] == year


def test_straatbeeld_is_one_source_of_the_adventure_trail(snapshot: Snapshot) -> None:
    row = snapshot.table("initiatives").row(by_predicate=pl.col("id") == "koning-kyrie-avonturenpad-bladel", named=True)

    assert [source["url"] for source in row["sources"] if STRAATBEELD in source["url"]] == [f"https://{STRAATBEELD}"]


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("De Groene Weuste", "Stichting Duurzame Energie Wierden-Enter"),
        ("De Borgstee", "Omkiek'n naor elkaor Vledder"),
        ("Herenboerderij de Usseler Es", "Herenboeren Twente"),
        ("Dorpsplan Appeltern", "Dorpsplatform Mooi Appeltern"),
        ("De Zorgkrael", "Speeltuinvereniging De Speelkrael"),
        ("Ut Kretsje", "Buurtplatform Amby"),
        ("Fit-Lint Swifterbant", "Dorpsbelangen Swifterbant"),
        ("Buurtmoestuin Schakelveld", "Buurtmoestuinen Assen"),
    ],
)
def test_a_part_has_its_parent(snapshot: Snapshot, name: str, whole: str) -> None:
    initiatives = snapshot.table("initiatives")
    parent = initiatives.row(by_predicate=pl.col("name") == whole, named=True)["id"]

    assert initiatives.filter(name=name)["parent_id"].to_list() == [parent]


def test_the_garden_of_langezwaag_is_one_and_its_old_address_leads_there(snapshot: Snapshot) -> None:
    garden = snapshot.table("initiatives").filter(place="Langezwaag", municipality_code="GM0086")
    garden = garden.filter(pl.col("name").str.contains("moestuin"))
    aliases = dict(snapshot.table("aliases").iter_rows())

    assert "Ús Túntsje (dorpstuin Langezwaag)" in garden["other_names"].item()
    assert aliases["us-tuntsje-dorpstuin-langezwaag-opsterland"] == garden["id"].item()
