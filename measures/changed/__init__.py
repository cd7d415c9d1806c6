"""Changes between two releases in initiatives, figures of indicators, and milestones."""

from measures.changed.between import Release, changes_between
from measures.changed.rows import Change, Happened, ReasonOfChange, Subject

__all__ = ["Change", "Happened", "ReasonOfChange", "Release", "Subject", "changes_between"]
