"""Partners, relations, goals, indicators, their values and milestones: read, checked, typed.

Nothing is repaired silently. An unusable row is refused and a doubtful cell is left out; both give a message with the
row and a remedy.
"""

from prepare.programme.reading import Programme, prepare_programme

__all__ = ["Programme", "prepare_programme"]
