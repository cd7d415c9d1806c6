"""Closed lists of the data contract.

The values are Dutch words, used in data files and page addresses. The words that readers see are in `ui/texts`, under
these values as keys.
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
    """What the newest source says about the initiative; it is a fact about `status_year` only."""

    ACTIVE = "actief"
    STARTING = "in_oprichting"
    ENDED = "gestopt"
    UNKNOWN = "onbekend"


class Reach(StrEnum):
    """How far an initiative reaches, in the words of its source, smallest first."""

    LOCAL = "lokaal"
    REGIONAL = "regionaal"
    NATIONAL = "landelijk"


class LocationPrecision(StrEnum):
    """How precise the point of an initiative is, most precise first."""

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
    """The coalition itself; it has core partners but is not one."""
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
    """Kind of a directed relation: `from_partner` is <kind> `to_partner`."""

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
    """State of a milestone, according to its source."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    MISSED = "missed"


class MilestoneKind(StrEnum):
    """Kind of a milestone; a setback never counts as achieved."""

    LAW = "wet"
    DECISION = "besluit"
    MONEY = "geld"
    AGREEMENT = "afspraak"
    EVENT = "gebeurtenis"
    SETBACK = "tegenslag"


class DatePrecision(StrEnum):
    """Precision of a milestone's date."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Qualifier(StrEnum):
    """How an observation must be interpreted; `qualifier_note` has the words of the source."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    REVISED = "revised"
    PERIOD_AVERAGE = "period_average"
    OTHER_COUNT = "other_count"
    DISPUTED = "disputed"
    """Another source gives another figure, or denies that this figure measures the indicator."""
    OTHER = "other"


class ContextMerging(StrEnum):
    """How the figure of a merged municipality is computed from those of its parts."""

    SUM = "som"
    BY_INHABITANTS = "inwoners"
    """Average, weighted by the inhabitants of the parts."""
    NONE = "niet"


class ContextGap(StrEnum):
    """Why a municipality has no value for a figure."""

    NOT_PUBLISHED = "niet_gepubliceerd"
    """The source publishes none for this municipality."""
    PART_UNKNOWN = "deel_onbekend"
    """The municipality was merged, and a part has no value or weight, or the parts cannot be combined."""


class ChangeKind(StrEnum):
    """What happened to an initiative since the previous data version."""

    ADDED = "added"
    CHANGED = "changed"
    MERGED = "merged"
    STOPPED = "stopped"
    REMOVED = "removed"
