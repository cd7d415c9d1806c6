"""A country with two provinces and five partners, small enough to count by hand.

`noord` is under `koepel`, and `stad` is under `noord`; `fonds` and `regio` are separate.

| initiative | municipality | themes       | names          |
|------------|--------------|--------------|----------------|
| i1         | GM0001, PV20 | zorg         | stad           |
| i2         | GM0001, PV20 | zorg, wonen  | noord, koepel  |
| i3         | GM0003, PV20 | zorg         | noord, fonds   |
| i4         | GM0004, PV21 | wonen        | fonds          |
| i5         | GM0002, PV20 | energie      | nothing        |
| i6         | GM0004, PV21 | zorg         | unlisted only  |
| i7         | unknown      | zorg         | koepel         |
| i8         | GM0002, PV20 | wonen        | an unknown id  |
"""

from collections.abc import Mapping, Sequence

import dataframely as dy
import polars as pl

from data_loaders.schema import Initiatives, Partners, Regions, Relations, Theme
from measures.networks import NetworkTables

SOURCE = "https://example.org/bron"
BOUNDS = {"longitude": 5.0, "latitude": 52.0, "west": 4.0, "south": 51.0, "east": 6.0, "north": 53.0}


def initiative(
    id_: str, municipality: str | None, themes: list[str], networks: list[str], **other: object
) -> dict[str, object]:
    return {
        "id": id_,
        "name": id_,
        "other_names": [],
        "themes": themes,
        "legal_form": "onbekend",
        "status": "onbekend",
        "municipality_code": municipality,
        "networks": networks,
        "networks_unlisted": [],
        "sources": [{"url": SOURCE, "title": "Bron", "year": None}],
        "search_text": id_,
    } | other


def partner(id_: str, scope: str, provinces: list[str], themes: list[str], **other: object) -> dict[str, object]:
    return {
        "partner_id": id_,
        "name": id_.capitalize(),
        "role": "aangesloten",
        "kind": "netwerk",
        "scope": scope,
        "province_codes": provinces,
        "themes": themes,
        "source_url": SOURCE,
    } | other


def relation(from_partner: str, to_partner: str, kind: str = "lid_van") -> dict[str, object]:
    return {"from_partner": from_partner, "to_partner": to_partner, "kind": kind, "source_url": SOURCE}


def town(code: str, corop: str, province: str) -> dict[str, object]:
    return region(code, "municipality", corop_code=corop, province_code=province)


def region(code: str, level: str, **other: object) -> dict[str, object]:
    return {"code": code, "name": code, "other_names": [], "level": level, "neighbours": [], **BOUNDS} | other


def frame(schema: type[dy.Schema], rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """`rows` as a frame with the declared columns; a missing value is null."""
    columns = schema.create_empty().schema
    return pl.DataFrame([{column: row.get(column) for column in columns} for row in rows], schema=columns)


REGIONS = frame(
    Regions,
    [
        town("GM0001", "CR01", "PV20"),
        town("GM0002", "CR01", "PV20"),
        town("GM0003", "CR02", "PV20"),
        town("GM0004", "CR03", "PV21"),
        *[region(code, "corop", corop_code=code) for code in ("CR01", "CR02", "CR03")],
        *[region(code, "province", province_code=code) for code in ("PV20", "PV21")],
        region("NL", "country"),
    ],
)
INITIATIVES = [
    initiative("i1", "GM0001", ["zorg"], ["stad"]),
    initiative("i2", "GM0001", ["zorg", "wonen"], ["noord", "koepel"]),
    initiative("i3", "GM0003", ["zorg"], ["noord", "fonds"]),
    initiative("i4", "GM0004", ["wonen"], ["fonds"]),
    initiative("i5", "GM0002", ["energie"], []),
    initiative("i6", "GM0004", ["zorg"], [], networks_unlisted=["Elders"]),
    initiative("i7", None, ["zorg"], ["koepel"]),
    initiative("i8", "GM0002", ["wonen"], ["spook"]),
]
PARTNERS = [
    partner("koepel", "landelijk", ["PV20", "PV21"], ["wonen", "zorg"]),
    partner("noord", "provinciaal", ["PV20"], ["zorg"]),
    partner("stad", "lokaal", ["PV20"], ["zorg"], municipality_code="GM0001"),
    partner("fonds", "landelijk", ["PV20", "PV21"], [], role="fonds", kind="fonds"),
    partner("regio", "regionaal", ["PV21"], ["wonen"], name="Régio Zuid"),
]
RELATIONS = [
    relation("noord", "koepel"),
    relation("stad", "noord", "onderdeel_van"),
    relation("fonds", "koepel", "steunt"),
    relation("fonds", "fonds"),
    relation("spook", "koepel"),
]
THEMES = [theme.value for theme in Theme]


def world(
    *,
    initiatives: Sequence[Mapping[str, object]] | None = None,
    partners: Sequence[Mapping[str, object]] | None = None,
    relations: Sequence[Mapping[str, object]] | None = None,
) -> NetworkTables:
    return NetworkTables(
        initiatives=frame(Initiatives, INITIATIVES if initiatives is None else initiatives),
        partners=frame(Partners, PARTNERS if partners is None else partners),
        relations=frame(Relations, RELATIONS if relations is None else relations),
        regions=REGIONS,
    )
