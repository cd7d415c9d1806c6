"""Partners, relations, goals, indicators, their values and milestones: read, checked, typed.

Nothing is repaired in silence: a row that cannot be used is refused, a doubtful cell is left
out, and both are told with row and remedy.
"""

from prepare.programme.reading import Programme, prepare_programme

__all__ = ["Programme", "prepare_programme"]
