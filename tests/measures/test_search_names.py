import polars as pl

from measures.search_names import ENTRY, entries

NAMES = pl.List(pl.String)


def table(columns: str, *rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=columns.split(), schema_overrides={"other_names": NAMES}, orient="row")


TABLES = {
    "regions": table(
        "code name other_names level province population",
        ("GM0796", "'s-Hertogenbosch", ["Den Bosch"], "municipality", "Noord-Brabant", 160_000),
        ("GM0344", "Utrecht", [], "municipality", "Utrecht", 370_000),
        ("PV27", "Noord-Holland", ["Holland boven"], "province", "Noord-Holland", 2_900_000),
        ("CR17", "Utrecht", [], "corop", "Utrecht", 1_400_000),
    ),
    "municipality_changes": table("code_today old_name name_today", ("GM0796", "Rosmalen", "'s-Hertogenbosch")),
    "places": table(
        "place_code municipality_code name other_names is_official",
        ("WP1", "GM0796", "'s-Hertogenbosch", ["Den Bosch", "Oeteldonk"], True),
        ("WP2", "GM0344", "Grens-dorp", ["Scheiding"], True),
        ("WP2", "GM0796", "Grens-dorp", [], True),
        ("BU3", "GM0344", "Utrecht", [], False),
        ("WP4", "GM9999", "Elders", ["Ginds"], True),
    ),
    "postcodes": table(
        "pc4 municipality_code place", ("5211", "GM0796", None), ("3511", "GM0344", "Grens-dorp"), ("9999", None, None)
    ),
    "partners": table("partner_id name", ("lsa", "LSA Bewoners"), ("-", "–")),
    "initiatives": table(
        "id name other_names place municipality_code",
        ("a", "Ons Huis", ["Het Huis"], "Grens-dorp, Utrecht", "GM0344"),
        ("b", "De Tuin", [], "Elders", "GM0796"),
        ("c", "Breed", [], None, None),
    ),
}
BOSCH, HOLLAND = "'s-Hertogenbosch", "Noord-Holland"


def test_every_name_of_everything_in_the_order_of_equals() -> None:
    found = entries(TABLES)

    assert found.schema == ENTRY
    assert found.rows() == [
        ("municipality", "GM0344", "Utrecht", "Utrecht", "GM0344", 370_000, False, "utrecht"),
        ("municipality", "GM0796", BOSCH, "Noord-Brabant", "GM0796", 160_000, False, "shertogenbosch"),
        ("municipality", "GM0796", BOSCH, "Noord-Brabant", "GM0796", 160_000, False, "s hertogenbosch"),
        ("municipality", "GM0796", "Den Bosch", BOSCH, "GM0796", 160_000, True, "den bosch"),
        ("municipality", "GM0796", "Rosmalen", BOSCH, "GM0796", 0, False, "rosmalen"),
        ("province", "PV27", HOLLAND, None, None, 2_900_000, False, "noordholland"),
        ("province", "PV27", HOLLAND, None, None, 2_900_000, False, "noord holland"),
        ("province", "PV27", "Holland boven", HOLLAND, None, 2_900_000, True, "holland boven"),
        ("place", "WP4", "Elders", None, "GM9999", 1, False, "elders"),
        ("place", "WP2", "Grens-dorp", "Utrecht", "GM0344", 1, False, "grensdorp"),
        ("place", "WP2", "Grens-dorp", BOSCH, "GM0796", 1, False, "grensdorp"),
        ("place", "WP2", "Grens-dorp", "Utrecht", "GM0344", 1, False, "grens dorp"),
        ("place", "WP2", "Grens-dorp", BOSCH, "GM0796", 1, False, "grens dorp"),
        ("place", "WP4", "Ginds", None, "GM9999", 1, True, "ginds"),
        ("place", "WP1", "Oeteldonk", BOSCH, "GM0796", 1, True, "oeteldonk"),
        ("place", "WP2", "Scheiding", "Grens-dorp, Utrecht", "GM0344", 1, True, "scheiding"),
        ("place", "BU3", "Utrecht", "Utrecht", "GM0344", 0, False, "utrecht"),
        ("postcode", "3511", "3511", "Grens-dorp", "GM0344", 0, False, "3511"),
        ("postcode", "5211", "5211", BOSCH, "GM0796", 0, False, "5211"),
        ("postcode", "9999", "9999", None, None, 0, False, "9999"),
        ("network", "lsa", "LSA Bewoners", None, None, 0, False, "lsa"),
        ("network", "lsa", "LSA Bewoners", None, None, 0, False, "lsa bewoners"),
        ("initiative", "c", "Breed", None, None, 0, False, "breed"),
        ("initiative", "b", "De Tuin", f"Elders, {BOSCH}", "GM0796", 0, False, "de tuin"),
        ("initiative", "a", "Ons Huis", "Grens-dorp, Utrecht", "GM0344", 0, False, "het huis"),
        ("initiative", "a", "Ons Huis", "Grens-dorp, Utrecht", "GM0344", 0, False, "ons huis"),
    ]
