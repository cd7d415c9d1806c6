import pytest

from data_loaders.schema import Language, words
from data_loaders.schema.answers import TO_FILL, Answers
from data_loaders.store import current
from measures.to_check import to_check
from pages.netwerken.story import story as networks
from pages.regio.story import story as region
from tests.pages.harness import view_in
from ui.initiative_rows import header
from ui.story import check
from ui.to_check import MOST_LISTED, to_check_part
from ui.view import view_of


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_has_every_initiative_by_its_identifier_with_empty_columns_to_fill(language: Language) -> None:
    view = view_in(language)
    known = current().table("initiatives").filter(municipality_code="GM0344")
    part = to_check_part(view, known)
    assert part
    check(part)
    assert part.file_rows
    rows = part.file_rows()

    assert rows[header(view, "id")].to_list() == to_check(known, view.snapshot.date.year)["id"].to_list()
    answers = [words(Answers, column, language).label for column in TO_FILL]
    assert rows.columns[-len(TO_FILL) :] == answers
    assert set(rows.select(answers).unstack(step=rows.height).row(0)) == {""}
    assert rows[header(view, "sources")].str.starts_with("http").all()


def test_the_sentence_counts_what_presses_and_the_list_begins_with_it() -> None:
    known = current().table("initiatives").filter(municipality_code="GM0344")
    rows = to_check(known, current().date.year)
    part = region(view_of({"gemeente": ["Utrecht"]})).part("nakijken")
    assert part

    pressing = rows.filter("is_pressing")
    assert f"{pressing.height} van de {known.height} bekende initiatieven" in part.sentence
    assert part.rows["Naam"].to_list() == pressing["name"].head(MOST_LISTED).to_list()
    assert f"alle {known.height}" in part.note


def test_a_partner_has_the_list_of_its_own_initiatives() -> None:
    page = networks(view_of({"netwerk": ["nlzve"]}))
    part, listed = page.part("nakijken"), page.part("initiatieven")
    assert part
    assert listed
    assert part.file_rows
    assert listed.file_rows

    assert sorted(part.file_rows()["Naam"]) == sorted(listed.file_rows()["Naam"])


def test_where_nothing_is_known_there_is_nothing_to_check() -> None:
    assert to_check_part(view_in("nl"), current().table("initiatives").head(0)) is None
