from dataclasses import replace

import pytest

from data_loaders.checked import CheckReport, State
from data_loaders.schema import Language
from pages.aanleveren.rows import known_initiatives, rows_html
from pages.aanleveren.spots import legend, map_sentence, spots, tip
from pages.aanleveren.story import report_story, story
from pages.aanleveren.words import asked_in_vain, recognised, row_story, sentence, shown_rows, title
from tests.pages.aanleveren.reports import COLUMNS, refused, report, row
from tests.pages.harness import view_in
from ui.plain.render import story_html
from ui.texts import texts
from ui.view import View

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def view() -> View:
    return view_in("nl")


@pytest.fixture(scope="module")
def known_id(view: View) -> str:
    return str(view.snapshot.table("initiatives")["id"][0])


@pytest.mark.parametrize(
    ("told", "nl", "en"),
    [
        (report(row(2), refused(3)), "1 van de 2 rijen kan op de kaart", "1 of the 2 rows can be put on the map"),
        (report(row(2), row(3)), "Alle 2 rijen kunnen op de kaart", "All 2 rows can be put on the map"),
        (
            report(row(2)),
            "De enige rij van uw lijst kan op de kaart",
            "The only row of your list can be put on the map",
        ),
        (report(refused(2)), "Nog geen enkele rij kan op de kaart", "No row can be put on the map yet"),
        (
            report(usable=False),
            "Dit bestand kunnen wij nog niet lezen",
            "We cannot read this file yet",
        ),
    ],
)
def test_the_answer_is_the_title(told: CheckReport, nl: str, en: str) -> None:
    assert title(texts("nl"), told) == nl
    assert title(texts("en"), told) == en


def test_the_sentence_adds_up() -> None:
    told = report(row(2), row(3, doubtful=True), row(4, "merged", same_as_row=2), refused(5), refused(6))

    assert sentence(texts("nl"), told) == (
        "Van de gelezen rijen: 2 niet overgenomen, 1 twijfel, 1 die wij al kennen, 1 nieuw. Samen 5."
    )


def test_an_unusable_file_is_told_why_and_what_to_do() -> None:
    why = {
        "row": None,
        "column": None,
        "value": None,
        "code": "x",
        "reason": "Het is leeg.",
        "remedy": "Kies een ander.",
    }
    told = report(usable=False, messages=[{**why, "rejected": True}])

    assert sentence(texts("nl"), told) == "Het is leeg. Kies een ander."


def test_what_was_not_recognised_is_counted() -> None:
    assert recognised(texts("nl"), report(row(2))) == (
        "1 van de 5 kolommen is niet herkend. 1 woord voor een thema kennen wij niet."
    )
    assert recognised(texts("nl"), report(row(2), columns=COLUMNS[:1], categories=[])) == "De enige kolom is herkend."


def test_what_asks_for_attention_comes_first_and_the_filter_leaves_the_rest_out() -> None:
    told = report(row(2), row(3, "merged"), refused(4), row(5, doubtful=True), refused(6))

    assert [each.row for each in shown_rows(told, ())] == [4, 6, 5, 3, 2]
    assert [each.row for each in shown_rows(told, {State.REFUSED})] == [4, 6]


def test_a_merged_row_lies_beside_the_known_initiative(view: View, known_id: str) -> None:
    told = report(row(2, "merged", same_as=known_id, started_year=1999))
    known = known_initiatives(view, told.rows)

    story = row_story(view, told.rows[0], known)

    facts = {side.fact: (side.yours, side.ours) for side in story.sides}
    assert facts["Naam"] == ("Initiatief 2", known[known_id]["name"])
    assert facts["Startjaar"][0] == "1999"
    assert f"/initiatieven?id={known_id}" in rows_html(view.t, [story])


def test_a_row_that_repeats_another_lies_beside_it(view: View) -> None:
    told = report(row(2, started_year=2001), row(3, "merged", same_as_row=2, started_year=2002))

    story = row_story(view, told.rows[1], {}, {each.row: each for each in told.rows})

    assert story.beside == "Rij 2"
    assert ("2002", "2001") in [(side.yours, side.ours) for side in story.sides]
    assert "/initiatieven" not in rows_html(view.t, [story])


@pytest.mark.parametrize(
    ("asked", "noted"),
    [
        ({}, []),
        ({"uitkomst": ["nieuw"]}, []),
        ({"uitkomst": ["nieuw", "<b>"]}, ["uitkomst"]),
        ({"pagina": ["7"]}, ["pagina"]),
        ({"pagina": ["x"], "uitkomst": ["y"]}, ["uitkomst", "pagina"]),
    ],
)
def test_values_of_the_address_that_cannot_be_used_give_a_note(
    view: View, asked: dict[str, list[str]], noted: list[str]
) -> None:
    asking = replace(view, params=asked)

    assert [note.parameter for note in asked_in_vain(asking, report(row(2)))] == noted
    assert len(report_story(asking, report(row(2))).notes) == len(noted)


def test_nothing_from_a_file_becomes_markup(view: View) -> None:
    told = report(
        row(2, name=EVIL, place=EVIL),
        refused(3, name=EVIL, reason=EVIL, remedy=EVIL),
        row(4, website=EVIL, summary=EVIL),
    )

    html = rows_html(view.t, [row_story(view, each, {}) for each in told.rows])

    assert "<img" not in html
    assert "&lt;img" in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_outcome_has_words_and_a_sign(language: Language) -> None:
    view = view_in(language)
    told = report(row(2), row(3, "merged"), refused(4), row(5, doubtful=True))

    html = rows_html(view.t, [row_story(view, each, {}) for each in told.rows])

    for state, sign in {"nieuw": "+", "samengevoegd": "=", "geweigerd": "×", "twijfel": "?"}.items():
        assert view.t(f"aanleveren.state.{state}") in html
        assert f">{sign}</span>" in html


def test_the_map_counts_every_row_with_a_place_once(view: View) -> None:
    told = report(row(2), row(3), row(4, "merged"), refused(5), row(6, longitude=6.1, latitude=52.5))
    found = spots(told)

    assert [[row.row for row in spot.rows] for spot in found] == [[4, 2, 3], [6]]
    assert map_sentence(view, told, found) == "4 van de 5 rijen hebben een plek op deze kaart."
    assert [(line.label, line.count) for line in legend(view, found)] == [("Kennen wij al", 1), ("Nieuw", 3)]
    assert tip(view, found[1]) == "Initiatief 6 (Nieuw)"
    assert tip(view, found[0]).splitlines()[0] == "Initiatief 4 (Kennen wij al)"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_without_scripts_what_it_does_and_which_command_does_the_same(language: Language) -> None:
    view = view_in(language)

    html = str(story_html(view, story(view)))

    assert "10.000" in html if language == "nl" else "10,000" in html
    assert "websocket" in html
    assert "python -m prepare check" in html
    assert "deel=partners" in html
    assert view.t("aanleveren.limits.kept") in html
