"""Closed lists of the region measures: why a figure is missing, and how a result must be read.

Values that can stand in a page address are Dutch (`SimilarMethod`); readers' words for all of
them come from `ui/texts`.
"""

from enum import StrEnum, auto


class FigureReason(StrEnum):
    """Why a figure is empty or a result is thin. Never an error: the page says it in words."""

    UNKNOWN_CODE = auto()
    """The code is not on today's list."""
    UNPLACED = auto()
    """A rest row: initiatives that no region of this level can be given to."""
    NO_POPULATION = auto()
    NO_URBANITY = auto()
    NOT_A_MUNICIPALITY = auto()
    NO_REST = auto()
    """The reference holds nothing but the region itself."""
    NOTHING_KNOWN = auto()
    """Not one initiative known in region and reference together."""
    GROUP_TOO_SMALL = auto()
    NO_ESTIMATE = auto()
    """No source gives an estimate for this very region."""
    KNOWN_EXCEEDS_ESTIMATE = auto()
    DUPLICATE = auto()
    TOO_MANY = auto()
    TOO_FEW = auto()
    SPLIT = auto()
    """A former municipality went to several: its figure cannot be divided."""
    NOT_ADDITIVE = auto()
    """A percentage or average of a merged part: parts cannot be added."""


class CountSize(StrEnum):
    """How much a count can carry."""

    NOTHING_KNOWN = auto()
    SMALL = auto()
    ENOUGH = auto()


class Verdict(StrEnum):
    """How a region's count relates to what its number of inhabitants would lead one to expect."""

    USUAL = auto()
    """Regions of this level often differ as much."""
    MORE = auto()
    FEWER = auto()
    NOT_TESTABLE = auto()


class ReferenceKind(StrEnum):
    """What a region is put beside."""

    SIMILAR = auto()
    COROP = auto()
    PROVINCE = auto()
    COUNTRY = auto()


class SimilarMethod(StrEnum):
    """How the group of similar regions is chosen."""

    SIZE_AND_URBANITY = "grootte_en_stedelijkheid"
    SIZE = "grootte"
    URBANITY = "stedelijkheid"
    NEAREST = "meest_gelijk"
    PROVINCE = "provincie"
    NEIGHBOURS = "buren"
    CHOSEN = "gekozen"
    SAME_LEVEL = "zelfde_niveau"


class SizeClass(StrEnum):
    """CBS size classes of municipalities, by inhabitants, smallest first."""

    UNDER_5 = "tot_5000"
    FROM_5 = "5000_tot_10000"
    FROM_10 = "10000_tot_20000"
    FROM_20 = "20000_tot_50000"
    FROM_50 = "50000_tot_100000"
    FROM_100 = "100000_tot_150000"
    FROM_150 = "150000_tot_250000"
    FROM_250 = "250000_en_meer"


class ThemeState(StrEnum):
    """Whether we know initiatives of a theme. There is no third value: not known is not none."""

    KNOWN = auto()
    NOT_KNOWN = auto()


class NetworkState(StrEnum):
    """How a network relates to a region."""

    ACTIVE = auto()
    """At least one known initiative here belongs to it."""
    COVERS = auto()
    """Its stated service area holds the region, but no known initiative here names it."""
    MAYBE = auto()
    """It works somewhere in the province; whether here is not stated."""


class Completeness(StrEnum):
    """How `share_known` must be read, given the remark of the estimate's source."""

    ABOUT = auto()
    AT_MOST = auto()
    """The estimate is a lower bound, so the true share is this or less."""
