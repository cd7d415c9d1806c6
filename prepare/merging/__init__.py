"""The merger; its rules are written down in `docs/merging.md`."""

from prepare.merging.decisions import read_decisions
from prepare.merging.features import read_words
from prepare.merging.ids import PreviousIds
from prepare.merging.merger import Merged, merge
from prepare.merging.tables import Answer, Decisions, NameWords, Outcomes, PairingRule, Reviews

__all__ = [
    "Answer",
    "Decisions",
    "Merged",
    "NameWords",
    "Outcomes",
    "PairingRule",
    "PreviousIds",
    "Reviews",
    "merge",
    "read_decisions",
    "read_words",
]
