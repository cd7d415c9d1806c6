"""Tables about initiatives."""

import dataframely as dy

from data_loaders.schema.columns import MUNICIPALITY_CODE, WEB_ADDRESS, label, year
from data_loaders.schema.enums import ChangeKind, LegalForm, LocationPrecision, Reach, Status, Theme


class Initiatives(dy.Schema):
    """One row per residents' initiative, merged over all sources."""

    id = dy.String(
        primary_key=True,
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        metadata=label(
            "Kenmerk",
            "Identifier",
            about_nl="Vaste naam in adressen; blijft gelijk als de gegevens opnieuw worden voorbereid.",
            about_en="Stable name used in addresses; survives re-preparation of the data.",
        ),
    )
    name = dy.String(min_length=1, metadata=label("Naam", "Name"))
    other_names = dy.List(
        dy.String(),
        metadata=label(
            "Andere namen",
            "Other names",
            about_nl="Schrijfwijzen in andere bronnen.",
            about_en="Spellings in other sources.",
        ),
    )
    summary = dy.String(
        nullable=True,
        metadata=label(
            "Samenvatting", "Summary", about_nl="In onze eigen woorden.", about_en="In our own words (in Dutch)."
        ),
    )
    themes = dy.List(
        dy.Enum(Theme),
        min_length=1,
        metadata=label("Thema's", "Themes", about_nl="Het hoofdthema staat voorop.", about_en="Main theme first."),
    )
    legal_form = dy.Enum(LegalForm, metadata=label("Rechtsvorm", "Legal form"))
    status = dy.Enum(
        Status,
        metadata=label(
            "Status",
            "Status",
            about_nl="Zoals de nieuwste bron zegt; geldt voor het jaar in de kolom ernaast.",
            about_en="As the newest source states; holds for the year in the next column.",
        ),
    )
    status_year = year(
        nullable=True,
        metadata=label(
            "Status in jaar",
            "Status as of",
            about_nl="Jaar van de bron. Leeg: de bron noemt geen jaar.",
            about_en="Year of the source. Empty: the source gives no year.",
        ),
    )
    status_readings = dy.List(
        dy.Enum(Status),
        metadata=label(
            "Lezingen van de status",
            "Readings of the status",
            about_nl="Wat elke lezing over de status zegt, als zij verschillen. Leeg: zij zijn het eens.",
            about_en="What each reading says of the status, where they differ. Empty: they agree.",
        ),
    )
    seen_year = year(
        nullable=True,
        metadata=label(
            "Laatst gezien in",
            "Last seen in",
            about_nl="Nieuwste jaar van de bronnen. Leeg: geen enkele bron heeft een jaar. Of het daarna nog bestaat, weten wij niet.",
            about_en="Newest year of the sources. Empty: no source has a year. Whether it still exists after that we do not know.",
        ),
    )
    started_year = year(
        nullable=True,
        metadata=label(
            "Startjaar",
            "Started",
            about_nl="Vroegste jaar dat een bron noemt. Leeg: geen jaar bekend.",
            about_en="Earliest year a source states. Empty: no year known.",
        ),
    )
    scope = dy.Enum(
        Reach,
        metadata=label(
            "Bereik",
            "Scope",
            about_nl="Waar het werkt, naar de woorden van de bron. Regionale en landelijke tellen in geen gemeente of provincie mee.",
            about_en="Where it works, by the source's own words. Regional and national ones count in no municipality or province.",
        ),
    )
    place = dy.String(nullable=True, metadata=label("Plaats", "Place"))
    municipality_code = dy.String(
        nullable=True,
        regex=MUNICIPALITY_CODE,
        metadata=label(
            "Gemeentecode",
            "Municipality code",
            about_nl="Indeling van vandaag (342 gemeenten). Leeg bij regionale en landelijke.",
            about_en="Today's division (342 municipalities). Empty for regional and national ones.",
        ),
    )
    seat_code = dy.String(
        nullable=True,
        regex=MUNICIPALITY_CODE,
        metadata=label(
            "Gemeente van vestiging",
            "Municipality of the seat",
            about_nl="Alleen bij regionale en landelijke: de gemeente waar de bron het een adres of plaats geeft.",
            about_en="Only for regional and national ones: the municipality where the source gives it an address or place.",
        ),
    )
    longitude = dy.Float64(
        nullable=True,
        min=3.2,
        max=7.3,
        metadata=label("Lengtegraad", "Longitude", unit_nl="graden (WGS84)", unit_en="degrees (WGS84)"),
    )
    latitude = dy.Float64(
        nullable=True,
        min=50.7,
        max=53.7,
        metadata=label("Breedtegraad", "Latitude", unit_nl="graden (WGS84)", unit_en="degrees (WGS84)"),
    )
    location_precision = dy.Enum(
        LocationPrecision,
        nullable=True,
        metadata=label(
            "Nauwkeurigheid plek",
            "Location precision",
            about_nl="Waar het punt voor staat: adres, postcode, plaats, wijk of gemeente.",
            about_en="What the point stands for: address, postcode, place, district or municipality.",
        ),
    )
    website = dy.String(nullable=True, regex=WEB_ADDRESS, metadata=label("Eigen site", "Own site"))
    networks = dy.List(
        dy.String(),
        metadata=label(
            "Netwerken",
            "Networks",
            about_nl="Kenmerken van partners uit de partnerlijst.",
            about_en="Identifiers from the partner directory.",
        ),
    )
    networks_unlisted = dy.List(
        dy.String(),
        metadata=label(
            "Andere netwerken",
            "Other networks",
            about_nl="Netwerken die een bron noemt maar die niet in de partnerlijst staan, bij hun naam.",
            about_en="Networks a source names that are not in the partner directory, by name.",
        ),
    )
    sources = dy.List(
        dy.Struct(
            {
                "url": dy.String(regex=WEB_ADDRESS),
                "title": dy.String(),
                "year": dy.Int16(nullable=True),
            },
        ),
        min_length=1,
        metadata=label(
            "Bronnen",
            "Sources",
            about_nl="De pagina's waarop het initiatief is gevonden.",
            about_en="The pages on which the initiative was found.",
        ),
    )
    parent_id = dy.String(nullable=True, metadata=label("Onderdeel van", "Part of"))
    search_text = dy.String(
        metadata=label(
            "Zoektekst",
            "Search text",
            about_nl="Namen, plaats, gemeente en samenvatting, klein en zonder accenten; alleen om te zoeken.",
            about_en="Names, place, municipality and summary, folded; for searching only.",
        ),
    )


class Statements(dy.Schema):
    """One row per fact, value and source: what each source says, and which statement the site shows.

    `field` is a column of `Initiatives`, or `main_theme`: the first theme of a reading.
    """

    initiative_id = dy.String(primary_key=True, metadata=label("Kenmerk", "Identifier"))
    field = dy.String(primary_key=True, metadata=label("Gegeven", "Field"))
    value = dy.String(primary_key=True, metadata=label("Waarde", "Value"))
    source_url = dy.String(primary_key=True, regex=WEB_ADDRESS, metadata=label("Bron (adres)", "Source address"))
    source_title = dy.String(metadata=label("Bron", "Source"))
    source_year = year(nullable=True, metadata=label("Jaar van de bron", "Source year"))
    readings = dy.UInt32(
        min=1,
        metadata=label(
            "Lezingen",
            "Readings",
            about_nl="Hoeveel keer dit op deze pagina is gelezen. Sommige pagina's zijn door meer mensen gelezen, los van elkaar.",
            about_en="How many times this was read on this page. Some pages were read by several people, each on their own.",
        ),
    )
    is_shown = dy.Bool(metadata=label("Getoond", "Shown"))


class Aliases(dy.Schema):
    """Old ids of merged or renamed initiatives, with the id that they forward to."""

    old_id = dy.String(primary_key=True, metadata=label("Oud kenmerk", "Old identifier"))
    id = dy.String(metadata=label("Kenmerk", "Identifier"))


class Changes(dy.Schema):
    """The differences from the previous data version, one row per initiative and field."""

    id = dy.String(primary_key=True, metadata=label("Kenmerk", "Identifier"))
    kind = dy.Enum(ChangeKind, primary_key=True, metadata=label("Wat is er veranderd", "Kind of change"))
    field = dy.String(
        primary_key=True,
        metadata=label(
            "Gegeven", "Field", about_nl="Leeg bij toegevoegd of verdwenen.", about_en="Empty when added or removed."
        ),
    )
    name = dy.String(metadata=label("Naam", "Name"))
    municipality_code = dy.String(
        nullable=True, regex=MUNICIPALITY_CODE, metadata=label("Gemeentecode", "Municipality code")
    )
    networks = dy.List(dy.String(), metadata=label("Netwerken", "Networks"))
    before = dy.String(nullable=True, metadata=label("Was", "Before"))
    after = dy.String(nullable=True, metadata=label("Is nu", "After"))
