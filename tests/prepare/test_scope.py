"""The scope of initiatives follows the words of sources; those that are not local have a seat but count nowhere."""

import csv
import re
from pathlib import Path

import pytest

from data_loaders.schema import Initiatives, Reach
from data_loaders.snapshot import Snapshot, load_snapshot
from prepare.clean.cells import Cells
from prepare.clean.row import clean_scope
from prepare.columns.field import Field
from prepare.merging import PreviousIds
from prepare.read.source import read_source
from tests.prepare.atlas import config, words
from tests.prepare.merging.rows import merged

DATA = Path(__file__).resolve().parents[2] / "data"
NATIONAL = {"de-windvogel-utrecht", "stichting-sogoed-purmerend"}
REGIONAL = {
    "buurtbusvereniging-zuid-beveland-goes",
    "cooperatie-bommelerwaar-zaltbommel",
    "cooperatie-drechtse-energie-dordrecht",
    "herenboeren-rorik-beverwijk",
    "herenboeren-twente-enschede",
    "herenboeren-ulingshof-venlo",
    "rijnland-energie-leiden",
    "stichting-drechtse-stromen-dordrecht",
    "transition-town-parkstad-heerlen",
    "windkracht-eemland-amersfoort",
    "zeeuwind-vlissingen",
    "zonnemaatje-duinboeren-vught",
}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot(DATA / "prepared")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"scope": "Regionaal"}, Reach.REGIONAL),
        ({"scope": "provincie"}, Reach.REGIONAL),
        ({"scope": "lokaal", "place": "Landelijk, kantoor Utrecht"}, Reach.LOCAL),
        ({"place": "Landelijk, kantoor Utrecht"}, Reach.NATIONAL),
        ({"place": "Vlissingen en heel Zeeland"}, Reach.REGIONAL),
        ({"place": "regio Foodvalley"}, Reach.REGIONAL),
        ({"municipality": "Meerdere gemeenten"}, Reach.REGIONAL),
        ({"place": "Sint-Maartensdijk en heel Tholen"}, None),
        ({"place": "Utrecht"}, None),
        ({}, None),
    ],
)
def test_the_words_of_the_source_say_how_far_it_reaches(texts: dict[str, str], expected: Reach | None) -> None:
    assert clean_scope(Cells(texts={Field(name): text for name, text in texts.items()}), words()) == expected


def test_an_unknown_scope_is_reported_and_the_place_decides() -> None:
    cells = Cells(texts={Field.SCOPE: "galactisch", Field.PLACE: "Landelijk"})

    assert clean_scope(cells, words()) == Reach.NATIONAL
    assert [(entry.problem, entry.rejects) for entry in cells.messages] == [("scope_unknown", False)]


@pytest.mark.parametrize("place", ["Landelijk", "regio Foodvalley", ""])
def test_a_national_initiative_needs_no_location(tmp_path: Path, place: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        f"naam;plaats;thema;bereik\nOveral;{place};zorg;landelijk\nHier;Nergenshuizen;zorg;\n", encoding="utf-8"
    )

    result = read_source(path, config())

    row = result.candidates.row(0, named=True)
    assert (row["name"], row["scope"], row["municipality_code"]) == ("Overal", "landelijk", None)
    assert result.rejects.filter("rejected")["row"].to_list() == [3]


def test_the_widest_stated_scope_wins() -> None:
    result = merged({"scope": "regionaal"}, {"scope": None}, {"name": "Alleen"})

    assert dict(result.initiatives.select("name", "scope").iter_rows()) == {
        "De Kersentuin": "regionaal",
        "Alleen": "lokaal",
    }


def test_the_seat_is_kept_and_the_id_survives() -> None:
    row = {"scope": "landelijk", "longitude": 5.1, "latitude": 52.1}
    first = merged(row)

    again = merged(row, previous=PreviousIds(first.initiatives, first.aliases, first.statements))

    told = first.initiatives.row(0, named=True)
    assert (told["municipality_code"], told["seat_code"], told["longitude"]) == (None, "GM0344", None)
    assert told["id"] == "de-kersentuin-utrecht"
    assert again.initiatives.equals(first.initiatives)
    assert again.aliases.is_empty()
    assert Initiatives.is_valid(first.initiatives)


def test_local_ones_have_no_separate_seat() -> None:
    told = merged({}).initiatives.row(0, named=True)

    assert (told["municipality_code"], told["seat_code"], told["scope"]) == ("GM0344", None, "lokaal")


def test_who_is_regional_or_national_in_the_published_data(snapshot: Snapshot) -> None:
    by_scope = snapshot.table("initiatives").group_by("scope").agg("id")
    ids = {scope: set(found) for scope, found in by_scope.iter_rows()}

    assert ids[Reach.NATIONAL] == NATIONAL
    assert ids[Reach.REGIONAL] == REGIONAL


def test_every_municipality_still_has_one_of_its_own(snapshot: Snapshot) -> None:
    assert snapshot.table("initiatives")["municipality_code"].drop_nulls().n_unique() == 342


WIDE_WORDS = re.compile(
    r"\blandelijk|heel nederland|hele land|heel (zeeland|drenthe|limburg|fryslân|friesland)|\bregio\b|regionale (coöperatie|vereniging)"
    r"|zes gemeenten|drechtsteden|bommelerwaard|en omgeving$",
    re.I,
)
READ_AND_LOCAL = {
    "Ecodorp Klein-Groenland": "een woonwijkje op één plek in de regio",
    "Energiecoöperatie Bodegraven-Reeuwijk": "met hulp van een landelijke coöperatie",
    "Dorpsinitiatief Ansen": "een landelijke prijs",
    "Voko Mokum": "boeren uit de regio",
    "Voedselbos Glimmen": "deelt kennis met de regio",
    "Tzummer Organisatie voor Energie in de Regio (TOER)": "een dorpsmolen ten bate van de regio",
    "Energiek Leiden": "doet via de regio mee in wind",
    "LEOO": "lid van de regionale coöperatie",
    "Buurtbus Vereniging Alblasserwaard": "de kleine kernen van één gemeente",
}


def test_every_row_that_speaks_of_more_than_a_place_was_read() -> None:
    unread = [
        f"{path.name} {row['name']}"
        for path in sorted((DATA / "sources" / "initiatives").glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        if any(WIDE_WORDS.search(row[column]) for column in ("place", "municipality", "summary_nl"))
        and not row["scope"]
        and row["name"] not in READ_AND_LOCAL
    ]

    assert unread == []
