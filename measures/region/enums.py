"""Closed lists of the measures on regions, such as reasons for a missing figure.

Values that are used in addresses are Dutch (`SimilarMethod`). The words for readers are in `ui/texts`.
"""

from enum import StrEnum, auto


class FigureReason(StrEnum):
    """Why a figure is empty or uncertain. This is not an error; the page gives the reason in words."""

    UNKNOWN_CODE = auto()
    """The code is not on today's list."""
    UNPLACED = auto()
    """A rest row, for initiatives without a region of this level."""
    NO_POPULATION = auto()
    NO_URBANITY = auto()
    NOT_A_MUNICIPALITY = auto()
    NO_REST = auto()
    """The reference consists of the region itself only."""
    NOTHING_KNOWN = auto()
    """No initiative is known in the region and the reference together."""
    GROUP_TOO_SMALL = auto()
    NO_ESTIMATE = auto()
    """No source gives an estimate for this region."""
    KNOWN_EXCEEDS_ESTIMATE = auto()
    DUPLICATE = auto()
    TOO_MANY = auto()
    TOO_FEW = auto()
    SPLIT = auto()
    """A former municipality was split, so its figure cannot be divided."""
    NOT_ADDITIVE = auto()
    """A percentage or average of a merged municipality; these cannot be added."""


class CountSize(StrEnum):
    """How reliable a count is, given its size."""

    NOTHING_KNOWN = auto()
    SMALL = auto()
    ENOUGH = auto()


class Verdict(StrEnum):
    """A region's count compared with the count expected for its number of inhabitants."""

    USUAL = auto()
    """The difference is usual between regions of this level."""
    MORE = auto()
    FEWER = auto()
    NOT_TESTABLE = auto()


class ReferenceKind(StrEnum):
    """What a region is compared with."""

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
    """Whether we know initiatives of a theme. There is no value for "none", because unknown does not mean none."""

    KNOWN = auto()
    NOT_KNOWN = auto()


class NetworkState(StrEnum):
    """How a network relates to a region."""

    ACTIVE = auto()
    """At least one known initiative here belongs to it."""
    COVERS = auto()
    """Its service area includes the region, but no known initiative here names it."""
    MAYBE = auto()
    """It works somewhere in the province, but does not state whether here."""


class Completeness(StrEnum):
    """How to interpret `share_known`, given the remark of the estimate's source."""

    ABOUT = auto()
    AT_MOST = auto()
    """The estimate is a lower bound, so the true share is this or less."""
