"""Tables about the action programme: partners, relations, goals and what is measured."""

import dataframely as dy

from data_loaders.schema.columns import MUNICIPALITY_CODE, REGION_CODE, WEB_ADDRESS, label, year
from data_loaders.schema.enums import (
    DatePrecision,
    Direction,
    MilestoneKind,
    MilestoneStatus,
    PartnerKind,
    PartnerRole,
    Qualifier,
    RelationKind,
    Scope,
    Theme,
)


class Partners(dy.Schema):
    """One row per organisation in or around the coalition."""

    partner_id = dy.String(primary_key=True, metadata=label("Kenmerk", "Identifier"))
    name = dy.String(min_length=1, metadata=label("Naam", "Name"))
    short_name = dy.String(
        nullable=True,
        metadata=label(
            "Korte naam",
            "Short name",
            about_nl="Voor in een tekening; leeg als de naam kort genoeg is.",
            about_en="For use in a drawing; empty when the name is short enough.",
        ),
    )
    role = dy.Enum(PartnerRole, metadata=label("Rol", "Role"))
    kind = dy.Enum(PartnerKind, metadata=label("Soort organisatie", "Kind of organisation"))
    scope = dy.Enum(Scope, metadata=label("Bereik", "Reach"))
    municipality_code = dy.String(
        nullable=True, regex=MUNICIPALITY_CODE, metadata=label("Vestiging (gemeentecode)", "Seat (municipality code)")
    )
    province_codes = dy.List(
        dy.String(),
        metadata=label(
            "Werkgebied (provincies)",
            "Service area (provinces)",
            about_nl="Alle twaalf als de partner landelijk werkt.",
            about_en="All twelve when the partner works nationwide.",
        ),
    )
    themes = dy.List(dy.Enum(Theme), metadata=label("Thema's", "Themes"))
    website = dy.String(nullable=True, regex=WEB_ADDRESS, metadata=label("Eigen site", "Own site"))
    members_count = dy.Int32(nullable=True, min=0, metadata=label("Leden", "Members"))
    members_year = year(nullable=True, metadata=label("Leden in jaar", "Members as of"))
    summary = dy.String(nullable=True, metadata=label("Samenvatting", "Summary"))
    source_url = dy.String(regex=WEB_ADDRESS, metadata=label("Bron", "Source"))


class Relations(dy.Schema):
    """One row per sourced relation: `from_partner` is <kind> `to_partner`."""

    from_partner = dy.String(primary_key=True, metadata=label("Van", "From"))
    to_partner = dy.String(primary_key=True, metadata=label("Naar", "To"))
    kind = dy.Enum(RelationKind, primary_key=True, metadata=label("Soort relatie", "Kind of relation"))
    since_year = year(nullable=True, metadata=label("Sinds", "Since"))
    source_url = dy.String(regex=WEB_ADDRESS, metadata=label("Bron", "Source"))


class Goals(dy.Schema):
    """The five goals of the action programme."""

    goal_id = dy.Int16(primary_key=True, min=1, metadata=label("Doel", "Goal"))
    slug = dy.String(unique=True, metadata=label("Kenmerk", "Identifier"))
    title_nl = dy.String(metadata=label("Titel", "Title (Dutch)"))
    aim_nl = dy.String(metadata=label("Wat moet waar zijn", "Aim (Dutch)"))
    deadline_year = year(metadata=label("Uiterlijk in", "Deadline"))
    title_en = dy.String(metadata=label("Titel (Engels)", "Title"))
    aim_en = dy.String(metadata=label("Wat moet waar zijn (Engels)", "Aim"))
    source_url = dy.String(regex=WEB_ADDRESS, metadata=label("Bron", "Source"))


class Indicators(dy.Schema):
    """What is measured for a goal; it has a target only if a source states one."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    goal_id = dy.Int16(metadata=label("Doel", "Goal"))
    name_nl = dy.String(metadata=label("Naam", "Name (Dutch)"))
    name_en = dy.String(metadata=label("Naam (Engels)", "Name"))
    unit = dy.String(metadata=label("Eenheid", "Unit"))
    direction = dy.Enum(Direction, metadata=label("Gewenste richting", "Desired direction"))
    baseline_year = year(nullable=True, metadata=label("Basisjaar", "Base year"))
    baseline_value = dy.Float64(nullable=True, metadata=label("Basiswaarde", "Base value"))
    target_year = year(nullable=True, metadata=label("Doeljaar", "Target year"))
    target_value = dy.Float64(nullable=True, metadata=label("Streefwaarde", "Target value"))
    target_source_url = dy.String(
        nullable=True, regex=WEB_ADDRESS, metadata=label("Bron van het streven", "Target source")
    )
    definition_nl = dy.String(nullable=True, metadata=label("Definitie", "Definition (Dutch)"))
    source_org = dy.String(nullable=True, metadata=label("Bronhouder", "Source organisation"))
    frequency = dy.String(nullable=True, metadata=label("Verschijnt", "Frequency"))
    notes_nl = dy.String(nullable=True, metadata=label("Let op", "Notes (Dutch)"))


class IndicatorValues(dy.Schema):
    """One observation of an indicator for a region and a year; several if sources contradict each other."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    region_code = dy.String(primary_key=True, regex=REGION_CODE, metadata=label("Regio", "Region"))
    year = year(primary_key=True, metadata=label("Jaar", "Year"))
    reading = dy.Int8(
        primary_key=True,
        min=1,
        metadata=label(
            "Lezing",
            "Reading",
            about_nl="1: het cijfer dat wij het eerst vonden. 2 en hoger: wat een andere bron voor hetzelfde jaar noemt.",
            about_en="1: the figure that we found first. 2 and up: what another source gives for the same year.",
        ),
    )
    value = dy.Float64(metadata=label("Waarde", "Value"))
    qualifiers = dy.List(
        dy.Enum(Qualifier),
        metadata=label("Hoe te lezen", "How to read it"),
    )
    qualifier_note = dy.String(nullable=True, metadata=label("Toelichting van de bron", "Source's remark"))
    source_url = dy.String(regex=WEB_ADDRESS, metadata=label("Bron (adres)", "Source address"))
    source_title = dy.String(metadata=label("Bron", "Source"))


class Milestones(dy.Schema):
    """One dated step towards (or away from) a goal."""

    goal_id = dy.Int16(primary_key=True, metadata=label("Doel", "Goal"))
    title_nl = dy.String(primary_key=True, metadata=label("Mijlpaal", "Milestone (Dutch)"))
    date = dy.Date(
        nullable=True,
        metadata=label(
            "Datum",
            "Date",
            about_nl="Eerste dag van het jaar of de maand als de bron niet preciezer is.",
            about_en="First day of the year or month when the source is no more precise.",
        ),
    )
    date_precision = dy.Enum(DatePrecision, nullable=True, metadata=label("Nauwkeurigheid datum", "Date precision"))
    title_en = dy.String(metadata=label("Mijlpaal (Engels)", "Milestone"))
    status = dy.Enum(MilestoneStatus, metadata=label("Stand", "State"))
    what_nl = dy.String(nullable=True, metadata=label("Wat", "What (Dutch)"))
    kind = dy.Enum(
        MilestoneKind,
        metadata=label(
            "Soort",
            "Kind",
            about_nl="Een tegenslag heet nooit gehaald.",
            about_en="A setback is never called achieved.",
        ),
    )
    group = dy.String(
        min_length=1,
        metadata=label(
            "Hoort bij",
            "Belongs to",
            about_nl="Stappen van dezelfde wet, of hetzelfde fonds. Een wet telt één keer, hoeveel stappen er ook zijn.",
            about_en="Steps of the same law, or the same fund. A law counts once, however many steps there are.",
        ),
    )
    source_url = dy.String(regex=WEB_ADDRESS, metadata=label("Bron", "Source"))
