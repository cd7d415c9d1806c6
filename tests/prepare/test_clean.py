import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prepare.clean.cells import Cells
from prepare.clean.gathering import Gatherer
from prepare.clean.numbers import YearFault, parse_year, readings
from prepare.clean.personal import without_names, without_personal
from prepare.clean.row import RowCleaner, clean_networks
from prepare.clean.text import repair
from prepare.clean.themes import clean_themes
from prepare.columns.field import Column, Field
from prepare.language import Phrase, phrases
from prepare.messages import Problem, message, texts
from tests.prepare.atlas import words


def cells(**texts_by_field: str) -> Cells:
    return Cells(texts={Field(name): text for name, text in texts_by_field.items()})


def problems(found: Cells) -> list[str]:
    return [entry.problem for entry in found.messages]


@pytest.mark.parametrize(
    ("stated", "themes"),
    [
        ("zorg", ["zorg"]),
        ("Zorg en welzijn", ["zorg"]),
        ("Duurzaamheid / energie", ["energie"]),
        ("Armoede en schulden", ["bestaanszekerheid"]),
        ("wonen;zorg", ["wonen", "zorg"]),
        ("energie, wonen", ["energie", "wonen"]),
        ("Wonen & Mobiliteit", ["wonen", "mobiliteit"]),
        ("groen_voedsel", ["groen_voedsel"]),
        ("groen en voedsel", ["groen_voedsel"]),
        ("Energy; Food", ["energie", "groen_voedsel"]),
        ("wonen;wonen", ["wonen"]),
    ],
)
def test_categories_become_themes(stated: str, themes: list[str]) -> None:
    row = cells(themes=stated)

    assert clean_themes(row, words()) == themes
    assert problems(row) == []


def test_an_unknown_category_is_reported_and_not_guessed() -> None:
    row = cells(themes="Kwantumfysica")

    assert clean_themes(row, words()) == []
    assert [(entry.problem, entry.rejects) for entry in row.messages] == [("theme_unknown", True)]


def test_an_unknown_category_beside_a_known_one_does_not_cost_the_row() -> None:
    row = cells(themes="zorg; kwantum")

    assert clean_themes(row, words()) == ["zorg"]
    assert [(entry.value, entry.rejects) for entry in row.messages] == [("kwantum", False)]


def test_a_misspelt_category_is_offered_the_right_word() -> None:
    row = cells(themes="Duurzaamhied")

    clean_themes(row, words())

    assert "'duurzaamheid'" in row.messages[0].remedy


@pytest.mark.parametrize("stated", ["", "-", "n.v.t.", "onbekend", ";"])
def test_no_category_costs_the_row(stated: str) -> None:
    row = cells(themes=stated)

    clean_themes(row, words())

    assert [(entry.problem, entry.rejects) for entry in row.messages] == [("theme_absent", True)]


@pytest.mark.parametrize(
    ("stated", "listed", "unlisted"),
    [
        ("KNHM", ["katalys"], []),
        ("LSA Bewoners, Oranje Fonds", ["lsa", "oranje-fonds"], []),
        ("Zorgbelang Brabant|Zeeland", ["zorgbelang-brabant-zeeland"], []),
        ("Wind, Zon en Co", [], ["Wind, Zon en Co"]),
        ("BOKD; LEADER", ["bokd"], ["LEADER"]),
        ("GrEK", ["grek"], []),
        ("-", [], []),
    ],
)
def test_networks(stated: str, listed: list[str], unlisted: list[str]) -> None:
    assert clean_networks(cells(networks=stated), words()) == (listed, unlisted)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12.345,6", [12345.6]),
        ("12,345.6", [12345.6]),
        ("52,37", [52.37]),
        ("52.37", [52.37]),
        ("155.000", [155.0, 155000.0]),
        ("1.234.567", [1234567.0, 1.234567]),
        ("1 234", [1234.0]),
        ("-3", [-3.0]),
        ("abc", []),
        ("", []),
        ("1,2,3", []),
    ],
)
def test_numbers_in_dutch_and_english(text: str, numbers: list[float]) -> None:
    assert readings(text) == numbers


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2015", 2015),
        ("2015.0", 2015),
        ("2015,0", 2015),
        ("2.015", 2015),
        ("01-06-2015", 2015),
        ("1/6/2015", 2015),
        ("2015-06-01", 2015),
        ("2015-06-01T00:00:00", 2015),
        ("1 juni 2015", 2015),
        ("sinds 2015", 2015),
        ("in 2015, nog steeds sinds 2015", 2015),
        ("2026", 2026),
        ("2027", YearFault.IN_FUTURE),
        ("1799", YearFault.TOO_EARLY),
        ("01-01-1750", YearFault.TOO_EARLY),
        ("2012-2014", YearFault.NOT_A_YEAR),
        ("'15", YearFault.NOT_A_YEAR),
        ("ooit", YearFault.NOT_A_YEAR),
        ("12156", YearFault.NOT_A_YEAR),
    ],
)
def test_years(text: str, year: int | YearFault) -> None:
    assert parse_year(text, 2026) == year


@pytest.mark.parametrize(
    ("typed", "kept", "problem"),
    [
        ("https://a.nl/x?y=1", "https://a.nl/x?y=1", None),
        ("www.a.nl", "https://www.a.nl", None),
        ("a.nl", "https://a.nl", None),
        ("http://a.nl; http://b.nl", "http://a.nl", None),
        ("https://a.nl/06-12345678", "https://a.nl/06-12345678", None),
        ("javascript:alert(1)", None, "website_invalid"),
        ("geen", None, None),
        ("zie facebook", None, "website_invalid"),
        ("", None, None),
    ],
)
def test_websites(typed: str, kept: str | None, problem: str | None) -> None:
    row = cells(name="A", themes="zorg", website=typed)

    assert RowCleaner(words(), 2026).clean(row).website == kept
    assert problems(row) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("status", "Loopt", "actief"),
        ("status", "in ontwikkeling", "in_oprichting"),
        ("status", "in_oprichting", "in_oprichting"),
        ("status", "Beëindigd", "gestopt"),
        ("status", "", "onbekend"),
        ("legal_form", "Coöperatie U.A.", "cooperatie"),
        ("legal_form", "Stichting", "stichting"),
        ("legal_form", "geen", "informeel"),
        ("legal_form", "onbekend", "onbekend"),
    ],
)
def test_closed_lists(field: str, typed: str, kept: str) -> None:
    row = cells(name="A", themes="zorg", **{field: typed})

    assert getattr(RowCleaner(words(), 2026).clean(row), field) == kept
    assert problems(row) == []


@pytest.mark.parametrize(("field", "problem"), [("status", "status_unknown"), ("legal_form", "legal_form_unknown")])
def test_a_word_outside_a_closed_list_is_reported(field: str, problem: str) -> None:
    row = cells(name="A", themes="zorg", **{field: "raadsel"})

    assert getattr(RowCleaner(words(), 2026).clean(row), field) == "onbekend"
    assert problems(row) == [problem]


@pytest.mark.parametrize(("name", "problem"), [("", "name_absent"), ("…", "name_absent"), ("x" * 201, "name_too_long")])
def test_a_row_needs_a_name(name: str, problem: str) -> None:
    row = cells(name=name, themes="zorg")

    RowCleaner(words(), 2026).clean(row)

    assert [(entry.problem, entry.rejects) for entry in row.messages] == [(problem, True)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mail jan@x.nl of bel 06-12345678", "Mail of bel"),
        ("De Hof (jan@x.nl)", "De Hof"),
        ("IBAN NL91ABNA0417164300", "IBAN NL91ABNA0417164300"),
        ("van 2012 tot 2019", "van 2012 tot 2019"),
    ],
)
def test_contact_data_is_taken_out(text: str, left: str) -> None:
    assert without_personal(text)[0] == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Contact: Jan de Vries, elke dinsdag", "elke dinsdag"),
        ("Samen eten bij mevrouw Jansen en dhr. P. de Boer thuis", "Samen eten bij en thuis"),
        ("Contactpersoon mevr. A.B. van der Berg", ""),
        ("Aanspreekpunt voor bewoners", None),
        ("Contactpersoon: Stichting De Es", None),
        ("De heerlijke maaltijd", None),
        ("Vlak bij Heer, in contact met buren", None),
        ("Dorpsraad 's-Heer Hendrikskinderen en 's Heer Abtskerke", None),
        ("Coördinator: Jan Proef", ""),
        ("Trekker is Kees de Test, op dinsdag", "op dinsdag"),
        ("Neem contact op met Piet de Test via de site", "Neem via de site"),
        ("Info bij mevrouw A. de Vries-Jansen", ""),
        ("De voorzitter bedankt, met hulp van de coördinator", None),
        ("Bestuurslid MFC de Delfeart", None),
        ("Initiatiefnemer Stichting Lokaal Oost", None),
        ("Neem contact op met Dorpshuis De Brink", None),
    ],
)
def test_names_that_a_word_announces_are_taken_out_of_a_text(text: str, left: str | None) -> None:
    assert without_names(text) == (text if left is None else left, left is not None)


@pytest.mark.parametrize("field", [Field.NAME, Field.SUMMARY, Field.NETWORKS, Field.SOURCE_TITLE])
def test_no_text_that_is_shown_keeps_an_announced_name(field: Field) -> None:
    (row,) = Gatherer({field: [Column(0, "Kolom", field)]}).gather([["De Kom - t.a.v. Jan Proef"]])

    assert row.texts[field] == "De Kom"
    assert problems(row) == ["personal_removed"]


@pytest.mark.parametrize(("text", "right"), [("CafÃ©", "Café"), ("Café", "Café"), ("Ãndere", "Ãndere"), ("â€™t", "’t")])
def test_mangled_letters(text: str, right: str) -> None:
    assert repair(text) == right


def test_every_problem_has_words_and_every_word_a_problem() -> None:
    assert set(texts("nl")) == set(texts("en")) == set(Problem)


def test_every_phrase_has_words_and_every_word_a_phrase() -> None:
    assert set(phrases("nl")) == set(phrases("en")) == set(Phrase)


def test_both_languages_fill_in_the_same() -> None:
    def filled_in(told: object) -> set[str]:
        return set(re.findall(r"{(\w+)}", str(told)))

    pairs = [(phrases("nl")[name], phrases("en")[name]) for name in Phrase]
    pairs += [
        (texts("nl")[problem][part], texts("en")[problem][part]) for problem in Problem for part in ("reason", "remedy")
    ]

    assert [pair for pair in pairs if filled_in(pair[0]) != filled_in(pair[1])] == []


def test_a_message_never_shows_contact_data_or_invisible_signs() -> None:
    shown = message(Problem.NAME_ABSENT, value="bel 06-12345678\u202e of jan@x.nl")

    assert shown.value == "bel of"


@settings(deadline=None)
@given(text=st.text("ÂÃâ©¶°\u00a0\u00ad€abé \u0080\u009f", max_size=6))
def test_repair_leaves_no_text_without_letters(text: str) -> None:
    assert any(sign.isalnum() for sign in repair(text)) == any(sign.isalnum() for sign in text)


@pytest.mark.parametrize("name", ["n.v.t.", "nog onbekend", "-", "N.n.b.", "volgt"])
def test_a_text_such_as_nvt_is_no_name(name: str) -> None:
    row = cells(name=name, themes="zorg")
    RowCleaner(words(), 2026).clean(row)

    assert [(entry.problem, entry.rejects) for entry in row.messages] == [("name_absent", True)]


@pytest.mark.parametrize(
    ("answer", "is_lost"), [("nee", True), ("Draft", True), ("ja", False), ("publish", False), ("-", False)]
)
def test_a_row_without_consent_is_rejected(answer: str, is_lost: bool) -> None:
    row = cells(name="De Es", themes="zorg", consent=answer)
    RowCleaner(words(), 2026).clean(row)

    assert problems(row) == (["not_shared"] if is_lost else [])


@pytest.mark.parametrize("stated", ["Bewoond (2021)", "bewoond sinds 2021", "Bewoond, 2021", "bewoond per 1-6-2021"])
def test_a_status_with_its_year_is_that_status(stated: str) -> None:
    assert RowCleaner(words(), 2026).clean(cells(name="A", themes="zorg", status=stated)).status == "actief"


@pytest.mark.parametrize(
    ("text", "year"),
    [("42370", 2016), ("42370.0", 2016), ("20000", 1954), ("46200", 2026), ("1420070400000", 2015), ("20180401", 2018)],
)
def test_a_day_that_a_program_wrote_as_one_number_is_a_date(text: str, year: int) -> None:
    assert parse_year(text, 2026) == year
