"""Tables about regions and places."""

import dataframely as dy

from data_loaders.schema.columns import COROP_CODE, MUNICIPALITY_CODE, PROVINCE_CODE, REGION_CODE, label, year
from data_loaders.schema.enums import RegionLevel


class Regions(dy.Schema):
    """Country, provinces, COROP regions and municipalities of today's division (342 + 40 + 12 + 1 rows)."""

    code = dy.String(primary_key=True, regex=REGION_CODE, metadata=label("Code", "Code"))
    name = dy.String(metadata=label("Naam", "Name"))
    other_names = dy.List(dy.String(), metadata=label("Andere namen", "Other names"))
    level = dy.Enum(RegionLevel, metadata=label("Niveau", "Level"))
    province_code = dy.String(nullable=True, regex=PROVINCE_CODE, metadata=label("Provinciecode", "Province code"))
    province = dy.String(nullable=True, metadata=label("Provincie", "Province"))
    corop_code = dy.String(nullable=True, regex=COROP_CODE, metadata=label("COROP-code", "COROP code"))
    corop = dy.String(nullable=True, metadata=label("COROP-gebied", "COROP region"))
    population = dy.Int32(nullable=True, min=1, metadata=label("Inwoners", "Inhabitants"))
    population_year = year(nullable=True, metadata=label("Inwoners op 1 januari", "Inhabitants on 1 January"))
    land_km2 = dy.Float64(nullable=True, min=0.0, metadata=label("Land", "Land area", unit_nl="km²"))
    longitude = dy.Float64(min=3.2, max=7.3, metadata=label("Lengtegraad (naampunt)", "Longitude (label point)"))
    latitude = dy.Float64(min=50.7, max=53.7, metadata=label("Breedtegraad (naampunt)", "Latitude (label point)"))
    neighbours = dy.List(
        dy.String(),
        metadata=label(
            "Buren",
            "Neighbours",
            about_nl="Regio's van hetzelfde niveau met een gedeelde grens.",
            about_en="Regions of the same level that share a border.",
        ),
    )
    west = dy.Float64(metadata=label("Westgrens", "West bound"))
    south = dy.Float64(metadata=label("Zuidgrens", "South bound"))
    east = dy.Float64(metadata=label("Oostgrens", "East bound"))
    north = dy.Float64(metadata=label("Noordgrens", "North bound"))


class Places(dy.Schema):
    """Official places (woonplaatsen), hamlets and quarters; `kind` tells them apart."""

    place_code = dy.String(
        primary_key=True,
        metadata=label(
            "Plaatscode",
            "Place code",
            about_nl="WP-code, of GN + GeoNames-nummer.",
            about_en="WP code, or GN + GeoNames number.",
        ),
    )
    municipality_code = dy.String(
        primary_key=True, regex=MUNICIPALITY_CODE, metadata=label("Gemeentecode", "Municipality code")
    )
    name = dy.String(metadata=label("Naam", "Name"))
    other_names = dy.List(
        dy.String(),
        metadata=label(
            "Andere namen",
            "Other names",
            about_nl="Friese, Nederlandse of gangbare naam.",
            about_en="Frisian, Dutch or common name.",
        ),
    )
    is_official = dy.Bool(metadata=label("Officiële woonplaats", "Official place"))
    kind = dy.String(metadata=label("Soort", "Kind"))
    longitude = dy.Float64(metadata=label("Lengtegraad", "Longitude"))
    latitude = dy.Float64(metadata=label("Breedtegraad", "Latitude"))


class Postcodes(dy.Schema):
    """Four-digit postcodes."""

    pc4 = dy.String(primary_key=True, regex=r"^\d{4}$", metadata=label("Postcode", "Postcode"))
    municipality_code = dy.String(regex=MUNICIPALITY_CODE, metadata=label("Gemeentecode", "Municipality code"))
    place = dy.String(nullable=True, metadata=label("Plaats", "Place"))
    longitude = dy.Float64(nullable=True, metadata=label("Lengtegraad", "Longitude"))
    latitude = dy.Float64(nullable=True, metadata=label("Breedtegraad", "Latitude"))
    area_share = dy.Float64(
        nullable=True,
        min=0.0,
        max=1.0,
        metadata=label(
            "Aandeel van het gebied",
            "Share of the area",
            about_nl="Leeg: het gebied zelf ontbreekt in de bron.",
            about_en="Empty: the source has no usable area.",
        ),
    )


class Districts(dy.Schema):
    """CBS districts (wijken) of 2022, assigned to today's municipalities."""

    district_code = dy.String(primary_key=True, metadata=label("Wijkcode", "District code"))
    name = dy.String(metadata=label("Naam", "Name"))
    municipality_code = dy.String(regex=MUNICIPALITY_CODE, metadata=label("Gemeentecode", "Municipality code"))
    longitude = dy.Float64(metadata=label("Lengtegraad", "Longitude"))
    latitude = dy.Float64(metadata=label("Breedtegraad", "Latitude"))


class MunicipalityChanges(dy.Schema):
    """Municipal codes that ended, with the codes that replaced them."""

    old_code = dy.String(primary_key=True, regex=MUNICIPALITY_CODE, metadata=label("Oude code", "Old code"))
    code_today = dy.String(primary_key=True, regex=MUNICIPALITY_CODE, metadata=label("Code vandaag", "Code today"))
    old_name = dy.String(metadata=label("Oude naam", "Old name"))
    name_today = dy.String(metadata=label("Naam vandaag", "Name today"))
    date = dy.Date(metadata=label("Geldt tot", "Ended on"))
    share_of_places = dy.Float64(
        nullable=True, min=0.0, max=1.0, metadata=label("Deel van de plaatsen", "Share of places")
    )
