import polars as pl
import pytest

from data_loaders.schema import TABLES, Language
from measures.readings import agreement
from pages.data.programs import EXAMPLES, LANGUAGES, PLACE_OF_SITE, examples, programs
from pages.data.story import dictionary, readings, sources, story
from tests.pages.harness import open_page, problems, view_in, words
from ui.export import Provenance, csv_bytes

TOLD = Provenance("Titel", "Bron", "Licentie van het bestand zelf", "v1", "1 januari 2026", "https://voorbeeld.nl")


SEPARATOR = {"nl": ";", "en": ","}


@pytest.mark.parametrize(("language", "title"), [("nl", "De gegevens"), ("en", "The data")])
def test_the_page_tells_every_source_and_table(language: str, title: str) -> None:
    page = open_page("data", taal=language)

    assert problems(page) == []
    assert title in words(page)
    assert f"{len(TABLES)} tabel" in words(page) or f"{len(TABLES)} table" in words(page)


@pytest.mark.parametrize(("language", "licence"), [("nl", "Licentie"), ("en", "Licence")])
def test_the_file_of_sources_keeps_the_licence_of_each(language: Language, licence: str) -> None:
    view = view_in(language)

    written = pl.read_csv(csv_bytes(sources(view).rows, TOLD, language), separator=SEPARATOR[language])

    assert written[licence].to_list() == [source.licence for source in view.snapshot.manifest.sources]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_agreement_of_readings_is_published_with_its_number(language: Language) -> None:
    view = view_in(language)
    measured = agreement(view.snapshot.table("statements"))

    part = readings(view)

    assert part.title in words(open_page("data", taal=language))
    for row in measured.iter_rows(named=True):
        assert str(row["pairs"]) in part.sentence
        assert str(row["same"] + row["neither_knows"]) in part.sentence
    numbers = part.rows.select(pl.selectors.integer())
    assert numbers.sum_horizontal().to_list() == (2 * measured["pairs"]).to_list()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_of_columns_has_them_all(language: Language) -> None:
    written = pl.read_csv(csv_bytes(dictionary(view_in(language)).rows, TOLD, language), separator=SEPARATOR[language])

    assert written.height == sum(len(schema.columns()) for schema in TABLES.values())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_builds_on_the_data_finds_every_list_and_layer_with_its_rows(language: Language) -> None:
    view = view_in(language)

    part = programs(view)

    where, count = part.rows.columns[1:]
    counts = dict(part.rows.select(where, count).iter_rows())
    assert part.links[where] == list(counts)
    assert counts["/api/v1/initiatives"] == view.snapshot.table("initiatives").height
    assert counts["/api/features/v1/collections/municipalities"] == 342
    assert story(view).part(part.name) == part


def test_examples_stand_on_the_page_with_the_address_of_the_site() -> None:
    body = str(examples(view_in("nl")).body)

    shown = [path for path in EXAMPLES.rglob("*") if path.suffix in LANGUAGES]
    assert body.count("<details>") == len(shown) > 10
    assert PLACE_OF_SITE not in body
