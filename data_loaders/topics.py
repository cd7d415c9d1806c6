"""Names of everything that the site caches; `data_loaders.memory` accepts only these."""

from enum import StrEnum


class Topic(StrEnum):
    """The kind of a cached answer."""

    # Made of a whole release, and held with it.
    CATALOGUE = "catalogue"
    RELEASE = "release"
    REMOVED = "removed"
    REGION_TABLES = "region_tables"
    SEARCH = "search"
    FEATURES = "features"

    # Counts and figures.
    COUNT = "count"
    SUGGESTION = "suggestion"
    CHANGES = "changes"
    CHANGES_AT_HOME = "changes_at_home"
    AGREEMENT = "agreement"
    COVERAGE = "coverage"
    NEED = "need"
    INITIATIVE_NAMES = "initiative_names"
    NETWORK_DIRECTORY = "network_directory"

    # Goals.
    GOALS = "goals"
    GOAL_NAMES = "goal_names"
    PROGRESS = "progress"
    OBSERVATIONS = "observations"
    STEPS = "steps"
    SENSITIVITY = "sensitivity"
    READINGS = "readings"
    WANTED = "wanted"
    LINKED = "linked"

    # The map.
    MAP_CLASSES = "map_classes"
    BUBBLE_TABLE = "bubble_table"
    POINT_TABLE = "point_table"
    POINTS = "points"
    SKETCH = "sketch"
    LAND = "land"
    BORDERS = "borders"
    ORIENTATION = "orientation"
    NETWORK_DRAWING = "network_drawing"
    LAYER = "layer"

    # Whole answers.
    PAGE = "page"
    HEADER = "header"
    PACKED_PAGE = "packed_page"
    LIVE_PAGE = "live_page"
    PAPER = "paper"
    PICTURE = "picture"
    CITED_FIGURE = "cited_figure"
    EMBEDDING = "embedding"
    REGION_FILE = "region_file"
