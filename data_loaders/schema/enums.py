"""Closed lists of the data contract.

The values are the Dutch words that stand in the data files and in page addresses;
what readers see comes from `ui/texts`, keyed by these values.
"""

from enum import StrEnum


class Theme(StrEnum):
    """What an initiative works on; the order is the order on every screen."""

    HOUSING = "wonen"
    CARE = "zorg"
    ENERGY = "energie"
    MEETING = "ontmoeten"
    LIVELIHOOD = "bestaanszekerheid"
    FACILITIES = "voorzieningen"
    GREEN_FOOD = "groen_voedsel"
    MOBILITY = "mobiliteit"


class LegalForm(StrEnum):
    """Legal form, as far as the source states one."""

    COOPERATIVE = "cooperatie"
    FOUNDATION = "stichting"
    ASSOCIATION = "vereniging"
    INFORMAL = "informeel"
    UNKNOWN = "onbekend"


class Status(StrEnum):
    """What the newest source said about the initiative; holds for `status_year` only."""

    ACTIVE = "actief"
    STARTING = "in_oprichting"
    ENDED = "gestopt"
    UNKNOWN = "onbekend"


class Reach(StrEnum):
    """Where an initiative works, by its source's own words, smallest first."""

    LOCAL = "lokaal"
    REGIONAL = "regionaal"
    NATIONAL = "landelijk"


class LocationPrecision(StrEnum):
    """What the point of an initiative stands for, most precise first."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"


class RegionLevel(StrEnum):
    """Levels of region, smallest first."""

    MUNICIPALITY = "municipality"
    COROP = "corop"
    PROVINCE = "province"
    COUNTRY = "country"


class PartnerRole(StrEnum):
    """Role of an organisation in and around the coalition."""

    COALITION = "coalitie"
    """The coalition itself, which has core partners and is none."""
    CORE = "kernpartner"
    JOINED = "aangesloten"
    REGIONAL = "regionaal_netwerk"
    MEMBER = "lid"
    FUND = "fonds"
    KNOWLEDGE = "kennispartner"


class PartnerKind(StrEnum):
    """What kind of organisation a partner is."""

    NETWORK = "netwerk"
    UMBRELLA = "koepel"
    ASSOCIATION = "vereniging"
    FOUNDATION = "stichting"
    COOPERATIVE = "cooperatie"
    FUND = "fonds"
    KNOWLEDGE_INSTITUTE = "kennisinstelling"
    GOVERNMENT = "overheid"


class Scope(StrEnum):
    """Reach of a partner."""

    NATIONAL = "landelijk"
    REGIONAL = "regionaal"
    PROVINCIAL = "provinciaal"
    LOCAL = "lokaal"


class RelationKind(StrEnum):
    """Directed: `from_partner` is <kind> `to_partner`."""

    CORE_PARTNER_OF = "kernpartner_van"
    MEMBER_OF = "lid_van"
    PART_OF = "onderdeel_van"
    SUPPORTS = "steunt"
    WORKS_WITH = "werkt_samen_met"


class Direction(StrEnum):
    """Which way an indicator should move."""

    HIGHER = "higher_is_better"
    LOWER = "lower_is_better"


class MilestoneStatus(StrEnum):
    """State of a milestone as its source tells it."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    MISSED = "missed"


class MilestoneKind(StrEnum):
    """What a milestone is; a setback is never an achievement."""

    LAW = "wet"
    DECISION = "besluit"
    MONEY = "geld"
    AGREEMENT = "afspraak"
    EVENT = "gebeurtenis"
    SETBACK = "tegenslag"


class DatePrecision(StrEnum):
    """How exactly a milestone's date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Qualifier(StrEnum):
    """How an observation must be read; words stand in `qualifier_note`."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    REVISED = "revised"
    PERIOD_AVERAGE = "period_average"
    OTHER_COUNT = "other_count"
    DISPUTED = "disputed"
    """Another source gives another figure, or says that this one is no such figure."""
    OTHER = "other"


class ContextMerging(StrEnum):
    """How a figure of merged municipalities is made from those of its parts."""

    SUM = "som"
    BY_INHABITANTS = "inwoners"
    """Average, each part weighing as many as it had inhabitants."""
    NONE = "niet"


class ContextGap(StrEnum):
    """Why a municipality has no value of a figure."""

    NOT_PUBLISHED = "niet_gepubliceerd"
    """Its source gives none."""
    PART_UNKNOWN = "deel_onbekend"
    """It was merged, and of a part the value or the weight is not known, or parts cannot be put together."""


class ChangeKind(StrEnum):
    """What happened to an initiative since the previous data version."""

    ADDED = "added"
    CHANGED = "changed"
    MERGED = "merged"
    STOPPED = "stopped"
    REMOVED = "removed"
