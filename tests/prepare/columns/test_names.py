import re
from dataclasses import fields
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepare.clean.stems import words_key
from prepare.columns.field import Column, Field, How, by_field, letter
from prepare.columns.names import by_name, header_score, read_headers
from prepare.read.settings import Settings
from tests.prepare.atlas import SOURCES, words


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Naam initiatief", "name"),
        ("NAAM", "name"),
        ("Organisatie", "name"),
        ("Hoe heet het initiatief?", "name"),
        ("Wat is de naam van uw initiatief?", "name"),
        ("Naam van uw organisatie (verplicht)", "name"),
        ("naamInitiatief", "name"),
        ("Naam dorpshuis", "name"),
        ("Hoe heet uw buurtinitiatief?", "name"),
        ("What is your initiative called?", "name"),
        ("Waar gaat het over?", "themes"),
        ("Naam buurtmoestuin", "name"),
        ("Naam vh initiatief", "name"),
        ("Jouw initiatief", "name"),
        ("Mijn initiatief heet", "name"),
        ("Naam object", "name"),
        ("Naam initatief", "name"),
        ("Woonplaats", "place"),
        ("plaats_naam", "place"),
        ("WPL_NAAM", "place"),
        ("addr:city", "place"),
        ("BU_NAAM", "neighbourhood"),
        ("WK_NAAM", "neighbourhood"),
        ("Postcode", "postcode"),
        ("Postcode en plaats", "postcode"),
        ("Gemeente", "municipality"),
        ("Gemeenten", "municipality"),
        ("GM_NAAM", "municipality"),
        ("Naam gemeente", "municipality"),
        ("Gemeente (2024)", "municipality"),
        ("In welke gemeente?", "municipality"),
        ("Land", "country"),
        ("Categorie", "themes"),
        ("Thema's", "themes"),
        ("Domeinen", "themes"),
        ("Beleidsterrein", "themes"),
        ("Soort", "themes"),
        ("Tags", "themes"),
        ("Activiteiten", "themes"),
        ("Welk thema past het best?", "themes"),
        ("Opgericht", "started_year"),
        ("Startjaar", "started_year"),
        ("Start-jaar", "started_year"),
        ("Jaar van oprichting (indien bekend)", "started_year"),
        ("Omschrijving", "summary"),
        ("Toelichting", "summary"),
        ("Korte omschrijving van de activiteiten", "summary"),
        ("Website-adres", "website"),
        ("contact:website", "website"),
        ("X-coördinaat", "x"),
        ("Lengtegraad", "longitude"),
        ("Founded", "started_year"),
        ("Postcod", "postcode"),
        ("Gemeentee", "municipality"),
        ("Locatie (straat, plaats) :", "address"),
        ("Straat en woonplaats", "address"),
        ("Straat", "personal"),
        ("Straat contactpersoon, plaats", "personal"),
        ("Handelsnaam", "name"),
        ("Statutaire naam", "name"),
        ("Aantal leden per gemeente", "unused"),
        ("Aantal inwoners", "unused"),
        ("Foto url", "unused"),
        ("Link naar logo", "unused"),
        ("Afbeelding (link)", "unused"),
    ],
)
def test_a_column_is_known_by_its_name(header: str, field: str) -> None:
    reading = by_name(header, words())

    assert reading is not None
    assert reading.likeliest == field


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Kolom1",
        "Xyz",
        "Beoordeling",
        "42",
        "Naam iets",
        "Naam school van uw kind",
        "Naam bank",
        "Startdatum subsidie",
        "Website gemeente",
        "Bron van inkomsten",
        "Mogen wij u bellen?",
    ],
)
def test_an_unknown_name_is_not_guessed(header: str) -> None:
    reading = by_name(header, words())

    assert reading is None or reading.otherwise is None


ROLES = [
    "aanvrager",
    "aanmelder",
    "buurtverbinder",
    "projectleider",
    "initiatiefnemer",
    "invuller",
    "indiener",
    "contactpersoon",
    "respondent",
    "melder",
    "applicant",
    "penningmeester",
    "oprichter",
    "bedenker",
    "behandelaar",
    "wethouder",
]
NAMED = ["Naam {}", "{}", "Naam van de {}", "{}: naam", "Naam {} initiatief", "Wie is de {}?", "Naam en functie {}"]
OWN = [
    "Uw naam",
    "Wat is uw naam?",
    "Je naam",
    "Your name",
    "Volledige naam",
    "Full name",
    "Hoe heet u?",
    "What is your name?",
]
CONTACT = [
    "E-mail",
    "Uw e-mailadres",
    "email_address",
    "Telefoon",
    "Tel.nr.",
    "Mobiel nummer",
    "06-nummer",
    "Phone (work)",
]
OTHERS = [
    "Voor- en achternaam",
    "Ingevuld door",
    "Submitted by",
    "Created by",
    "Assignee",
    "Chairperson",
    "Founder name",
    "Uw woonplaats",
    "Woonplaats aanmelder",
    "Plaats initiatiefnemer",
    "Straat en huisnummer",
]
PERSONAL = [*(form.format(role) for form, role in product(NAMED, ROLES)), *OWN, *CONTACT, *OTHERS]


@given(header=st.sampled_from(PERSONAL), case=st.sampled_from([str, str.upper, str.lower, str.title]))
def test_what_names_a_person_is_personal_however_it_is_written(header: str, case: type[str]) -> None:
    reading = by_name(case(header), words())

    assert reading is not None
    assert (reading.if_it_fits, reading.otherwise) == ((), Field.PERSONAL)


@given(word=st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=4, max_size=12))
def test_a_word_that_we_do_not_know_never_makes_a_name_public(word: str) -> None:
    reading = by_name(f"Naam {word}", words())
    is_known = by_name(word, words()) is not None or (reading is not None and reading.how is How.SPELLING)

    assert is_known or reading is None or _is_thing(word)


def _is_thing(word: str) -> bool:
    kinds = words().header_words
    return word in kinds["thing"] | kinds["harmless"] | words().themes.keys() or word.endswith(
        tuple(kinds["thing_end"])
    )


def test_settings_win_from_names() -> None:
    (header,) = read_headers(["Naam"], words(), {"naam": "summary"})

    assert header.reading is not None
    assert (header.reading.how, header.reading.otherwise) == (How.SETTINGS, Field.SUMMARY)


def test_the_name_of_the_initiative_goes_before_that_of_the_organisation() -> None:
    headers = ["Organisatie", "Naam", "Naam initiatief"]
    columns = [Column(position, header, Field.NAME, How.NAME) for position, header in enumerate(headers)]

    names = by_field(columns, words().headers)[Field.NAME]

    assert [column.header for column in names] == ["Naam initiatief", "Naam", "Organisatie"]


def test_repeated_and_empty_headers_get_their_letter() -> None:
    headers = read_headers(["Naam", "Naam", ""], words(), {})

    assert [header.label for header in headers] == ["Naam", "Naam (kolom B)", "(kolom C)"]


@pytest.mark.parametrize(("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_letters_are_those_of_a_spreadsheet(position: int, name: str) -> None:
    assert letter(position) == name


def test_a_row_of_column_names_scores_above_a_row_of_values() -> None:
    assert header_score(["Naam", "Plaats", "Thema"], words()) > header_score(["De Hof", "Sterksel", "zorg"], words())


def test_every_listed_header_stands_for_a_field() -> None:
    vague = {field for fields_of_name in words().vague_headers.values() for field in fields_of_name}

    assert set(words().headers.values()) | vague <= set(Field)


def test_the_page_for_partners_names_every_field_and_setting() -> None:
    page = (SOURCES.parents[1] / "docs" / "partners.md").read_text(encoding="utf-8")

    assert [field for field in Field if f"`{field}`" not in page] == []
    assert [
        setting.name
        for setting in fields(Settings)
        if f"{setting.name} =" not in page and f"[{setting.name}]" not in page
    ] == []


def test_two_listed_names_are_never_one_form_with_different_meanings() -> None:
    meanings: dict[str, set[tuple[str | None, tuple[str, ...]]]] = {}
    for name in [*words().headers, *words().vague_headers]:
        meaning = (words().headers.get(name), words().vague_headers.get(name, ()))
        meanings.setdefault(words_key(name), set()).add(meaning)

    assert {form: meant for form, meant in meanings.items() if len(meant) > 1} == {}


@given(
    name=st.sampled_from(sorted(words().headers)),
    mark=st.sampled_from(["{}?", "{} *", "{}:", "_{}_", "{} (verplicht)"]),
)
def test_signs_around_a_name_make_no_difference(name: str, mark: str) -> None:
    reading = by_name(mark.format(name.replace(" ", "_")), words())

    assert reading is not None
    assert reading.otherwise == words().headers[name]


def test_every_name_in_the_guide_is_known_as_the_guide_says() -> None:
    page = (SOURCES.parents[1] / "docs" / "partners.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| ((?:`\w+`(?:, )?)+) \| ([^|:]+)", page, re.M)
    named = [(name, stated) for stated, names in rows for name in re.split(r", | en | and ", names.strip())]

    assert len(named) > 100
    for name, stated in named:
        reading = by_name(name, words())
        known = {*reading.if_it_fits, reading.otherwise} if reading else set()
        assert name.startswith(("van een", "of a map")) or any(f"`{field}`" in stated for field in known), name
