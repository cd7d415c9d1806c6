import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema.folding import fold, fold_expr
from measures.search import NameKind, SearchIndex, TextIndex, search_index
from measures.word_index import near_misses, query_words

NO_NAMES = pl.lit([], dtype=pl.List(pl.String))
INITIATIVES = pl.DataFrame(
    {
        "id": ["zorg", "winkel", "energie", "kas", "mooshof", "brug"],
        "name": [
            "Zorgcoöperatie Hoogeloon",
            "Dorpswinkel Sterksel",
            "Enerzjy Koöperaasje Garyp",
            "De Kas",
            "Ut Mooshöfke",
            "Burgers voor Berg",
        ],
        "other_names": [["Zorgcooperatie Austerlitz"], [], [], [], [], []],
        "place": ["Hoogeloon", "Sterksel", "Garyp", None, "Amby, Maastricht", "Berg"],
        "municipality_code": ["GM1728", "GM1658", "GM0737", None, "GM0935", "GM0994"],
        "summary": [
            "Dagbesteding en eetgroep",
            "Supermarkt van het dorp",
            None,
            "Moestuin",
            "Tuin voor de buurt",
            None,
        ],
    },
    schema_overrides={"other_names": pl.List(pl.String)},
)
REGIONS = pl.DataFrame(
    {
        "code": ["GM0518", "GM0344", "GM1728", "GM1948", "GM0935", "PV26", "PV21", "PV27", "CR17"],
        "name": [
            "'s-Gravenhage",
            "Utrecht",
            "Bladel",
            "Meierijstad",
            "Maastricht",
            "Utrecht",
            "Fryslân",
            "Noord-Holland",
            "Utrecht",
        ],
        "other_names": [["Den Haag"], [], [], [], [], [], ["Friesland"], [], []],
        "level": ["municipality"] * 5 + ["province"] * 3 + ["corop"],
        "province": [
            "Zuid-Holland",
            "Utrecht",
            "Noord-Brabant",
            "Noord-Brabant",
            "Limburg",
            None,
            None,
            None,
            "Utrecht",
        ],
        "population": [566_221, 374_374, 21_000, 84_000, 125_000, 1_400_000, 660_000, 2_900_000, 1_400_000],
    }
)
TABLES = {
    "initiatives": INITIATIVES.with_columns(
        search_text=fold_expr(pl.concat_str("name", "place", "summary", separator=" ", ignore_nulls=True))
    ),
    "regions": REGIONS,
    "municipality_changes": pl.DataFrame(
        {"old_code": ["GM0860"], "code_today": ["GM1948"], "old_name": ["Veghel"], "name_today": ["Meierijstad"]}
    ),
    "places": pl.DataFrame(
        {
            "place_code": ["WP1066", "WP3295", "WP2827", "WP1", "WP1"],
            "municipality_code": ["GM1728", "GM0344", "GM1948", "GM0935", "GM0344"],
            "name": ["Hoogeloon", "Utrecht", "Veghel", "Over-de-Grens", "Over-de-Grens"],
            "other_names": [["Hooglûn"], ["Utert"], [], [], []],
            "is_official": [True, True, True, True, True],
        },
        schema_overrides={"other_names": pl.List(pl.String)},
    ),
    "postcodes": pl.DataFrame(
        {"pc4": ["5528", "5529"], "municipality_code": ["GM1728", "GM1728"], "place": ["Hoogeloon", None]}
    ),
    "partners": pl.DataFrame(
        {"partner_id": ["bokd", "dwarsverband"], "name": ["Brede Overleggroep Kleine Dorpen", "Dwarsverband Utrecht"]}
    ),
}
TEXT = TextIndex(TABLES["initiatives"]["search_text"])
BOX = SearchIndex(TABLES)
NAMES = [
    *INITIATIVES.select("name", "id").iter_rows(),
    *REGIONS.filter(pl.col("level") != "corop").select("name", "code").iter_rows(),
    ("Zorgcooperatie Austerlitz", "zorg"),
    ("Den Haag", "GM0518"),
    ("Friesland", "PV21"),
    ("Veghel", "GM1948"),
    ("Hoogeloon", "WP1066"),
    ("Hooglûn", "WP1066"),
    ("Utert", "WP3295"),
    ("Brede Overleggroep Kleine Dorpen", "bokd"),
    ("bokd", "bokd"),
]


def ids(query: str, limit: int = 10) -> list[str]:
    return BOX.suggest(query, limit)["id"].to_list()


def found(query: str) -> list[str]:
    return INITIATIVES[TEXT.rows(query)]["id"].to_list()


@pytest.mark.parametrize(("name", "thing"), NAMES)
def test_a_name_is_found_in_any_spelling(name: str, thing: str) -> None:
    ways = [name, fold(name), name.upper(), " ".join(reversed(name.split())), name.replace("-", " ")]

    assert [way for way in ways if thing not in ids(way)] == []


@given(
    chosen=st.sampled_from(NAMES), where=st.integers(0, 100), letter=st.sampled_from("aeiourst"), deleted=st.booleans()
)
def test_a_name_with_one_wrong_letter_is_still_found(
    chosen: tuple[str, str], where: int, letter: str, deleted: bool
) -> None:
    words = fold(chosen[0]).split()
    long_words = [place for place, word in enumerate(words) if len(word) >= 4]
    for place in long_words:
        at = where % len(words[place])
        words[place] = words[place][:at] + ("" if deleted else letter) + words[place][at + 1 :]

    assert chosen[1] in ids(" ".join(words), limit=50)


@given(st.text(max_size=60) | st.text(alphabet="[](){}.*+?|\\^$%_'\"<>&;-", max_size=30))
def test_no_query_fails(query: str) -> None:
    suggestions = BOX.suggest(query)

    assert suggestions.height <= 10
    assert suggestions.select("kind", "id", "municipality_code").is_unique().all()
    assert set(TEXT.rows(query)) <= set(range(INITIATIVES.height))


def test_a_name_of_today_comes_before_a_nickname_that_is_as_close() -> None:
    regions = REGIONS.with_columns(
        other_names=pl.when(pl.col("code") == "GM0344").then(pl.lit(["Utreg"])).otherwise("other_names")
    )

    assert SearchIndex({**TABLES, "regions": regions}).suggest("utr", 1)["label"].to_list() == ["Utrecht"]


def test_ten_thousand_words_cost_no_more_than_a_dozen() -> None:
    assert len(query_words("woord" * 9000 + " en ".join(map(str, range(10_000))))) <= 12


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ut", ["GM0344", "PV26"]),
        ("utrecht", ["GM0344", "PV26", "dwarsverband"]),
        ("sgravenhage", ["GM0518"]),
        ("noordholl", ["PV27"]),
        ("5528", ["5528"]),
        ("5528 ab", ["5528"]),
        ("5528AB", ["5528"]),
        ("55", ["5528", "5529"]),
        ("5527", []),
        ("z", []),
        ("utrexht", ["GM0344", "PV26"]),
        ("%", []),
        ("", []),
        ("over de grens", ["WP1", "WP1"]),
        ("hoog", ["WP1066", "zorg"]),
        ("eetgroep", []),
    ],
)
def test_suggestions_in_order(query: str, expected: list[str]) -> None:
    assert ids(query)[: len(expected) or 1] == expected


def test_only_things_of_the_kinds_that_are_meant_are_suggested() -> None:
    found = BOX.suggest("utrecht", kinds=[NameKind.PROVINCE, NameKind.NETWORK])

    assert found["id"].to_list() == ["PV26", "dwarsverband"]


def test_the_closest_of_very_many_names_comes_first() -> None:
    names = pl.DataFrame({"name": [*(f"Moestuin {number}" for number in range(200)), "Moestuin"]})
    many = names.with_columns(id="name", other_names=NO_NAMES, place=None, municipality_code=pl.lit(None, pl.String))
    box = SearchIndex({**TABLES, "initiatives": many.with_columns(pl.col("place").cast(pl.String))})

    assert box.suggest("moestuin", 2)["label"].to_list() == ["Moestuin", "Moestuin 0"]


def test_a_release_is_searched_by_its_tables() -> None:
    class Release:
        version = "2026-11-29-00000000"

        def table(self, name: str) -> pl.DataFrame:
            return TABLES[name]

    assert search_index(Release()).suggest("veghel", 1)["id"].to_list() == ["GM1948"]


def test_a_suggestion_says_what_it_is_and_where() -> None:
    rows = pl.concat([BOX.suggest(query, 1) for query in ("veghel", "den haag", "hoogeloon zorg", "5529", "bokd")])

    assert rows.select("kind", "label", "hint", "municipality_code").rows() == [
        (NameKind.MUNICIPALITY, "Veghel", "Meierijstad", "GM1948"),
        (NameKind.MUNICIPALITY, "Den Haag", "'s-Gravenhage", "GM0518"),
        (NameKind.INITIATIVE, "Zorgcoöperatie Hoogeloon", "Hoogeloon, Bladel", "GM1728"),
        (NameKind.POSTCODE, "5529", "Bladel", "GM1728"),
        (NameKind.NETWORK, "Brede Overleggroep Kleine Dorpen", None, None),
    ]


def test_whole_name_before_whole_word_before_beginning_before_ending_before_typing_error() -> None:
    names = ["Hofje", "Hofje Noord", "Hofjeslaan", "Buurthofje", "Hofke Zuid"]
    order = [names[place] for place in (2, 0, 4, 3, 1)]
    initiatives = TABLES["initiatives"].head(5).with_columns(name=pl.Series(order), other_names=NO_NAMES)
    box = SearchIndex({**TABLES, "initiatives": initiatives})

    assert box.suggest("hofje")["label"].to_list() == names


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hoogeloon zorg", ["zorg"]),
        ("KOÖPERAASJE", ["energie"]),
        ("winkel", ["winkel"]),
        ("mooshofke", ["mooshof"]),
        ("zorgcooperatei", ["zorg"]),
        ("dorpswnkel strksel", ["winkel"]),
        ("berg", ["brug"]),
        ("borg", ["brug"]),
        ("ka", ["kas"]),
        ("hoogeloon sterksel", []),
        ("z.*", ["zorg"]),
    ],
)
def test_free_text_filter(query: str, expected: list[str]) -> None:
    assert found(query) == expected


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00"])
def test_a_query_without_letters_leaves_everything_in(query: str) -> None:
    assert TEXT.rows(query).len() == INITIATIVES.height


def test_exact_matches_are_not_mixed_with_near_misses() -> None:
    index = TextIndex(pl.Series(["burg", "berg", "bergen"]))

    assert index.rows("berg").to_list() == [1, 2]
    assert index.rows("borg").to_list() == [0, 1]


def test_the_filter_is_the_same_for_every_order_of_rows() -> None:
    texts = TABLES["initiatives"]["search_text"]

    backwards = TextIndex(texts.reverse()).rows("dorp").to_list()
    assert sorted(len(texts) - 1 - row for row in backwards) == TEXT.rows("dorp").to_list() == [1]
    assert TEXT.rows("dorp").dtype == pl.UInt32


@pytest.mark.parametrize("empty", [[], [""], [None]])
def test_texts_without_words_find_nothing(empty: list[str | None]) -> None:
    index = TextIndex(pl.Series(empty, dtype=pl.String))

    assert index.rows("dorp").len() == 0


@pytest.mark.parametrize("number", ["2019", "5528", "wijk7"])
def test_numbers_are_never_taken_for_typing_errors(number: str) -> None:
    assert near_misses(number) == []


def test_words_of_any_length_and_script_are_found_by_themselves() -> None:
    words = ["Ελλάδα", "х" * 90, "a" * 39 + "b", "ijs"]
    index = TextIndex(pl.Series([fold(word) for word in words]))

    assert [index.rows(word).to_list() for word in words] == [[0], [1], [2], [3]]
