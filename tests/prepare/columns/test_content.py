import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepare.clean.gathering import Gatherer
from prepare.columns.content import settle_columns
from prepare.columns.field import Column, Field
from prepare.columns.names import by_name, read_headers
from tests.prepare.atlas import config, words


def settle(*columns: tuple[str, list[str]]) -> dict[str, Field | None]:
    headers = read_headers([header for header, _ in columns], words(), {})
    rows = list(zip(*(cells for _, cells in columns), strict=True))
    settled: list[Column] = settle_columns(headers, rows, words(), config().atlas.gazetteer)
    return {column.header: column.field for column in settled}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (["1234 AB", "3511ab", "1012 XX"], "postcode"),
        (["https://a.nl", "www.b.nl"], "website"),
        (["a@b.nl", "c@d.nl"], "personal"),
        (["06-12345678", "030 123 45 67"], "personal"),
        (["zorg", "Zorg en welzijn"], "themes"),
        (["Utrecht", "Heeze-Leende", "Tholen"], "municipality"),
        (["Sterksel", "Zaandam", "Bolsward"], "place"),
        (["actief", "in oprichting"], "status"),
        (["52.09, 5.12", "52.1, 5.2"], "point"),
        (["Stichting A", "Coöperatie B"], "name"),
    ],
)
@pytest.mark.parametrize("header", ["Kolom1", "", "Unnamed: 3", "F2"])
def test_a_column_without_a_name_is_known_by_its_content(header: str, values: list[str], field: str) -> None:
    assert list(settle((header, values)).values()) == [field]


@pytest.mark.parametrize("values", [[], [""], ["12", "13"], ["appel", "peer"], ["2015", "2016"], ["ja", "nee"]])
def test_content_that_could_be_anything_is_not_guessed(values: list[str]) -> None:
    assert list(settle(("Kolom1", values)).values()) == [None]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Rolstoeltoegankelijk", ["ja", "nee"]),
        ("wheelchair", ["no", "yes"]),
        ("Mogen wij u bellen?", ["Nee", "Ja"]),
        ("Is er nu subsidie?", ["lopend", "afgerond"]),
        ("Subsidie verleend", ["gestart", "gestopt"]),
        ("Foto", ["https://a.nl/a.jpg", "https://a.nl/b.jpg"]),
        ("Aanvraagformulier", ["https://a.nl/a", "https://a.nl/b"]),
        ("Penvoerder", ["Stichting A", "Vereniging B"]),
        ("Type organisatie", ["Bedrijf", "Overheid"]),
        ("location_type", ["point", "area"]),
        ("initiatief_type", ["plek", "plek"]),
        ("Tags", ["leuk", "nieuw"]),
        ("Plaats op de lijst", ["eerste", "tweede"]),
        ("Gemeente akkoord", ["ja", "nee"]),
    ],
)
def test_content_under_another_name_is_not_taken_for_ours(header: str, values: list[str]) -> None:
    assert settle((header, values))[header] in (None, Field.UNUSED)


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Regio", ["Utrecht", "Tholen"], "municipality"),
        ("Regio", ["Limburg", "Fryslân"], "province"),
        ("Gebied", ["Zuilen", "Overvecht"], "neighbourhood"),
        ("Locatie", ["Sterksel", "Zaandam"], "place"),
        ("Locatie", ["Kerkstraat 1", "Dorpsweg 20"], "address"),
        ("Locatie", ["point", "area"], None),
        ("Naam locatie", ["Dorpshuis De Es", "De Schakel"], "name"),
        ("Naam locatie", ["Sterksel", "Zaandam"], "place"),
        ("Waar is het initiatief actief?", ["Utrecht", "Tholen"], "place"),
        ("Activiteiten", ["zorg; wonen", "energie"], "themes"),
        ("Activiteiten", ["Samen eten op dinsdag", "Klussen bij de buren"], "summary"),
        ("Soort", ["zorg", "energie"], "themes"),
        ("Soort", ["stichting", "vereniging"], "legal_form"),
        ("Type organisatie", ["Stichting", "Vereniging"], "legal_form"),
        ("Actief", ["ja", "ja"], "status"),
        ("Plaats activiteit", ["Sterksel", "Zaandam"], "place"),
        ("Wijk/Dorp", ["Sterksel", "Zaandam"], "place"),
        ("Wijk/Dorp", ["Zuilen", "Overvecht"], "neighbourhood"),
        ("Heeft u een website?", ["www.a.nl", "b.nl"], "website"),
    ],
)
def test_a_name_that_can_mean_several_things_is_settled_by_the_content(
    header: str, values: list[str], field: str | None
) -> None:
    assert settle((header, values))[header] == field


def test_a_vague_name_is_not_used_where_another_is_sure() -> None:
    settled = settle(
        ("Type organisatie", ["Stichting"]), ("Rechtsvorm", ["Vereniging"]), ("Naam locatie", ["X"]), ("Naam", ["Y"])
    )

    assert settled == {
        "Type organisatie": None,
        "Rechtsvorm": Field.LEGAL_FORM,
        "Naam locatie": None,
        "Naam": Field.NAME,
    }


def test_a_funding_municipality_is_not_a_location() -> None:
    settled = settle(("Plaats", ["Sterksel", "Zaandam"]), ("Subsidie van", ["Gemeente Utrecht", "Tholen"]))

    assert settled == {"Plaats": Field.PLACE, "Subsidie van": Field.UNUSED}
    assert settle(("Uitvoerder", ["Gemeente Utrecht", "Tholen"]), ("lon", ["5.1", "5.2"]))["Uitvoerder"] is None


def test_content_does_not_take_a_field_that_a_name_has() -> None:
    assert settle(("Gemeente", ["Utrecht"]), ("Kolom2", ["Tholen"])) == {"Gemeente": Field.MUNICIPALITY, "Kolom2": None}


@pytest.mark.parametrize("explicit", ["Initiatief", "Naam initiatief", "Projectnaam", "Hoe heet het initiatief?"])
def test_a_bare_name_beside_that_of_the_initiative_may_be_a_persons(explicit: str) -> None:
    assert settle(("Naam", ["A B"]), (explicit, ["De Hof"])) == {"Naam": None, explicit: Field.NAME}


@pytest.mark.parametrize("contact", ["E-mail", "Telefoon", "Functie contactpersoon"])
def test_a_bare_name_next_to_contact_data_is_no_name_when_there_is_another(contact: str) -> None:
    settled = settle(("Organisatie", ["De Hof"]), ("Naam", ["A B"]), (contact, ["x"]))

    assert settled == {"Organisatie": Field.NAME, "Naam": None, contact: Field.PERSONAL}


def test_a_bare_name_is_the_name_when_there_is_no_other() -> None:
    assert settle(("Naam", ["De Hof"]), ("E-mail", ["a@b.nl"]))["Naam"] is Field.NAME


@pytest.mark.parametrize("between", ["Plaats", "Thema"])
def test_in_a_file_about_persons_a_bare_name_is_doubtful(between: str) -> None:
    settled = settle(("Naam", ["A B"]), ("Organisatie", ["De Hof"]), (between, ["x"]), ("E-mail", ["x"]))

    assert (settled["Naam"], settled["Organisatie"]) == (None, Field.NAME)


def test_one_person_in_a_bare_name_makes_it_doubtful_beside_another() -> None:
    settled = settle(("Naam", ["X Q", "Jan de Vries", "Y Z"]), ("Organisatie", ["De Hof", "De Kom", "De Kas"]))

    assert settled == {"Naam": None, "Organisatie": Field.NAME}


@pytest.mark.parametrize("given", ["Voornaam", "First name", "Voorletters", "Tussenvoegsel", "Achternaam", "Last name"])
def test_a_bare_name_beside_a_part_of_a_persons_name_is_the_other_part(given: str) -> None:
    assert settle(("Naam", ["Qwertz"]), ("Plaats", ["Ede"]), (given, ["X"]))["Naam"] is Field.PERSONAL


@pytest.mark.parametrize("header", ["Titel", "Title", "Naam"])
def test_a_form_of_address_is_no_title(header: str) -> None:
    assert settle((header, ["Dhr.", "Mevr.", "mw. Proef"]))[header] is Field.PERSONAL


def test_persons_are_no_networks() -> None:
    assert settle(("Netwerk", ["Jan Proef", "Maria de Vos"]))["Netwerk"] is Field.PERSONAL


@pytest.mark.parametrize("header", ["Naam", "Name", "Naam organisatie", "Titel"])
def test_a_column_of_persons_is_no_name_whatever_it_is_called(header: str) -> None:
    persons = ["Jan de Vries", "Maria van den Berg", "Fatima El Amrani", "Buurttuin De Es"]

    assert settle((header, persons))[header] is Field.PERSONAL


OTHERS = ["Buurttuin De Es", "Broodfonds Zeist", "Energie Heerde", "Dorpshuis De Bron"]


@pytest.mark.parametrize(
    "persons",
    [
        ["Jan de Vries", "Joke Bakker"],
        ["A. Jansen", "J.P. van den Berg"],
        ["Bakker, Joke", "Vries, J. de"],
        ["Mevr. Vos", "dhr. K. Smit"],
    ],
)
def test_a_bare_name_with_some_persons_is_not_published(persons: list[str]) -> None:
    assert settle(("Naam", [*persons, *OTHERS]))["Naam"] is Field.PERSONAL
    assert settle(("Naam initiatief", [*persons, *OTHERS]))["Naam initiatief"] is Field.NAME


@pytest.mark.parametrize(
    "names",
    [
        ["Joris Wekt Op", *OTHERS],
        ["S.V. Oranje", "A.V. Lycurgus", "W.S.V. Eendracht"],
        ["Albert Kleijntje Kats", *OTHERS, *OTHERS, "Joris Helpt"],
        ["Tuin, Sterksel", "Kas, Utrecht"],
    ],
)
def test_a_bare_name_of_initiatives_stays_one(names: list[str]) -> None:
    assert settle(("Naam", names))["Naam"] is Field.NAME


@pytest.mark.parametrize(
    "values", [["Jan"], ["Anna Hoeve", "Zorgkring De Es"], ["Maria Stadsdorp", "Johanna Buurtbus"]]
)
def test_an_initiative_may_bear_the_name_of_a_person(values: list[str]) -> None:
    assert settle(("Naam", values))["Naam"] is Field.NAME


ANSWERS = st.lists(st.sampled_from(["ja", "nee", "Ja", "Nee", "yes", "no", "waar", "onwaar", "J", "N", ""]), min_size=1)


@given(header=st.text(st.characters(codec="ascii", categories=["Ll"]), max_size=12), answers=ANSWERS)
def test_yes_and_no_say_nothing_under_a_name_that_is_no_question_of_ours(header: str, answers: list[str]) -> None:
    (field,) = settle((header, answers)).values()

    assert field is None or words().headers.get(header) == field or by_name(header, words()) is not None
    assert field is not Field.STATUS or by_name(header, words()) is not None


PICTURES = st.sampled_from(["foto", "photo", "afbeelding", "image", "logo", "plaatje", "thumbnail", "bijlage"])
LINKS = st.sampled_from(["{}", "{} url", "url {}", "link naar {}", "{}_link", "Website {}", "{} (webadres)"])


@given(picture=PICTURES, form=LINKS)
def test_the_address_of_a_picture_is_no_website(picture: str, form: str) -> None:
    addresses = ["https://a.nl/1.jpg", "https://a.nl/2.jpg"]

    settled = settle(("Naam", ["A", "B"]), (form.format(picture), addresses))

    assert Field.WEBSITE not in settled.values()


TICK = st.sampled_from(["x", "X", "ja", "Ja", "1", "TRUE", "waar", "✓"])
CROSS = st.sampled_from(["nee", "Nee", "0", "FALSE", "onwaar", "-", ""])


@given(tick=TICK, cross=CROSS, form=st.sampled_from(["{}", "Thema/{}", "Thema's ({})", "Thema: {}"]))
def test_a_tick_below_a_theme_stands_for_that_theme(tick: str, cross: str, form: str) -> None:
    headers = read_headers([form.format("Zorg"), form.format("Wonen")], words(), {})
    columns = settle_columns(headers, [[tick, cross], [cross, tick]], words(), config().atlas.gazetteer)

    gathered = Gatherer({Field.THEMES: columns}).gather([[tick, cross], [cross, tick]])
    told = [row.texts.get(Field.THEMES) for row in gathered]

    assert [column.field for column in columns] == [Field.THEMES] * 2
    assert told == ["Zorg", "Wonen"]


def test_a_tick_below_one_theme_beside_a_column_of_themes_may_be_about_anything() -> None:
    assert settle(("Thema", ["zorg"]), ("Tuin", ["ja"]), ("Energie", ["x"]))["Tuin"] is None
    assert settle(("Plaats", ["Sterksel"]), ("Tuin", ["ja"]))["Tuin"] is None


@pytest.mark.parametrize("header", ["start", "Startdatum", "Begin"])
def test_the_time_of_the_day_is_not_when_an_initiative_began(header: str) -> None:
    moments = ["2026-01-05T10:00:00.000+01:00", "2026-01-06 9:30"]

    assert settle(("Lid sinds", ["2019", "2020"]))["Lid sinds"] is Field.UNUSED
    assert settle((header, moments))[header] is not Field.STARTED_YEAR
    assert settle(("Startdatum", ["2015-03-01 00:00:00"]))["Startdatum"] is Field.STARTED_YEAR


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("Mogen we jullie gegevens delen?", ["Ja", "Nee"]),
        ("Toestemming", ["ja", "ja"]),
        ("Tonen op de kaart", ["WAAR", "ONWAAR"]),
        ("May we share this?", ["yes", "no"]),
        ("post_status", ["publish", "draft"]),
        ("Stand", ["gepubliceerd", "concept"]),
    ],
)
def test_a_column_may_tell_whether_a_row_is_to_be_shown(header: str, answers: list[str]) -> None:
    assert settle((header, answers))[header] is Field.CONSENT


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("Mogen we uw naam vermelden?", ["ja", "nee"]),
        ("Toestemming foto", ["ja", "nee"]),
        ("Mag uw e-mailadres gedeeld worden?", ["ja", "nee"]),
        ("Fase", ["concept", "draft"]),
        ("Rolstoel", ["ja", "nee"]),
        ("Toestemming", ["zie bijlage", "ja"]),
    ],
)
def test_consent_about_a_person_is_not_consent_about_the_initiative(header: str, answers: list[str]) -> None:
    assert settle((header, answers))[header] is not Field.CONSENT


@pytest.mark.parametrize(
    "header", ["Broodfonds", "Coöperatie", "Dorpshuis", "Buurttuin", "Vereniging", "Energiecoöperatie"]
)
def test_a_column_called_after_what_is_listed_has_the_names_where_no_other_has(header: str) -> None:
    names = ["De Kroon", "EnergieKûbaard", "Het Baken"]

    assert settle((header, names))[header] is Field.NAME
    assert settle((header, names), ("Naam", names))[header] is not Field.NAME


@pytest.mark.parametrize(
    "values",
    [
        ["ja", "nee", "ja"],
        ["zorg", "wonen", "energie"],
        ["1", "2", "3"],
        ["stichting", "vereniging", "geen"],
        ["A", "A", "A"],
    ],
)
def test_other_values_below_a_kind_of_initiative_are_no_names(values: list[str]) -> None:
    assert settle(("Coöperatie", values))["Coöperatie"] is not Field.NAME


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [
        ("Thema (1=wonen, 2=zorg, 3=energie)", "2,3", "zorg; energie"),
        ("Thema (1 = wonen; 2 = zorg)", "1", "wonen"),
        ("Thema 1: wonen / 2: zorg", "2", "zorg"),
        ("Thema (1=wonen, 2=zorg)", "9", "9"),
        ("Thema (1=wonen, 2=zorg)", "zorg", "zorg"),
        ("Thema 1", "2", "2"),
        ("Thema (1=belangrijkste)", "1", "1"),
    ],
)
def test_numbers_stand_for_what_the_name_of_their_column_says(header: str, cell: str, said: str) -> None:
    assert Column(0, header, Field.THEMES).text_of(cell) == said
