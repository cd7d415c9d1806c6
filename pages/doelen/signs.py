"""Signs for the direction of an indicator, the reading of a figure, and the state of a milestone. Their shapes differ."""

from collections.abc import Iterable

from markupsafe import Markup

from data_loaders.schema import Qualifier
from data_loaders.schema.goal_enums import Evidence, Movement
from measures.goals.kinds import MilestoneState
from ui.drawing import mark
from ui.view import View

MOVEMENTS = {
    Movement.BETTER: Markup('<path class="vol" d="M8 2 14.4 13.4H1.6z"/>'),
    Movement.SAME: Markup('<rect class="vol" x="1.5" y="5.6" width="13" height="5" rx="1"/>'),
    Movement.WORSE: Markup('<path class="vol let" d="M8 14 1.6 2.6h12.8z"/>'),
    Movement.SEEMS_BETTER: Markup('<path class="open" d="M8 3 13.6 13H2.4z"/>'),
    Movement.SEEMS_WORSE: Markup('<path class="open let" d="M8 13 2.4 3h11.2z"/>'),
    Movement.UNKNOWN: Markup('<circle class="open stil-teken" cx="8" cy="8" r="5.6"/><circle class="kern-teken" cx="8" cy="8" r="1.7"/>'),
    Movement.NO_FIGURE: Markup('<circle class="open stil-teken stippel" cx="8" cy="8" r="5.6"/><path class="stil-teken" d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"/>'),
}  # fmt: skip
"""A triangle up, a bar, a triangle down. They are filled if the direction is certain and open if it only seems so. A ring means
that nothing can be said."""

READINGS = {
    Qualifier.EXACT: Markup('<circle class="punt" cx="8" cy="8" r="4.2"/>'),
    Qualifier.ABOUT: Markup('<path class="punt" d="M8 2.4 13.6 8 8 13.6 2.4 8z"/>'),
    Qualifier.AT_LEAST: Markup('<path class="punt" d="M8 2.6 13.6 12.4H2.4z"/>'),
    Qualifier.PERIOD_AVERAGE: Markup('<path class="punt" d="M3.6 3.6h8.8v8.8H3.6z"/>'),
    Qualifier.OTHER_COUNT: Markup('<path class="punt" d="M6 2.6h4V6h3.4v4H10v3.4H6V10H2.6V6H6z"/>'),
    Qualifier.REVISED: Markup('<path class="punt" d="M3.6 2.4 13.4 8l-9.8 5.6z"/>'),
    Qualifier.DISPUTED: Markup('<path class="punt" d="M12.4 2.4 2.6 8l9.8 5.6z"/>'),
    Qualifier.OTHER: Markup('<path class="punt" d="M8 13.4 2.4 3.6h11.2z"/>'),
}

_DIAMOND = "M8 2.8 13.2 8 8 13.2 2.8 8z"
STATES = {
    MilestoneState.DONE: Markup('<path class="inkt" d="{}"/>').format(_DIAMOND),
    MilestoneState.IN_PROGRESS: Markup('<path class="hol" d="{}"/><path class="inkt" d="M8 2.8 2.8 8 8 13.2z"/>').format(_DIAMOND),
    MilestoneState.PLANNED: Markup('<path class="hol" d="{}"/>').format(_DIAMOND),
    MilestoneState.OVERDUE: Markup('<path class="hol let stippel" d="{}"/>').format(_DIAMOND),
    MilestoneState.MISSED: Markup('<path class="let kruis" d="m4.4 4.4 7.2 7.2m0-7.2-7.2 7.2"/>'),
    MilestoneState.SETBACK: Markup('<path class="vol let" d="M8 13 3 4.2h10z"/>'),
}  # fmt: skip

_BARS = {Evidence.NONE: 0, Evidence.THIN: 1, Evidence.FULL: 3}


def movement_mark(view: View, movement: str, name: str = "", size: int = 16) -> Markup:
    """The sign of a direction, with the name of its indicator as tooltip and for screen readers."""
    movement_words = view.t(f"doelen.movement.{movement}")
    return mark(MOVEMENTS[Movement(movement)], f"{name}: {movement_words}" if name else movement_words, size)


def evidence_mark(view: View, level: str) -> Markup:
    """The amount of evidence, as bars and in words."""
    full = _BARS[Evidence(level)]
    bars = Markup().join(Markup('<i class="vol"></i>') if place < full else Markup("<i></i>") for place in range(3))
    evidence_words = view.t(f"doelen.evidence.{level}")
    return Markup('<span class="bewijs"><span aria-hidden="true">{}</span>{}</span>').format(bars, evidence_words)


def legend(view: View) -> Markup:
    """The legend of the signs of indicators and milestones."""
    t = view.t
    moves = [(mark(MOVEMENTS[kind]), t(f"doelen.movement_long.{kind}")) for kind in Movement]
    states = [(mark(STATES[state], size=14), t(f"doelen.milestone.{state}")) for state in MilestoneState]
    return Markup().join(key(rows, t(f"doelen.key.{name}")) for name, rows in (("moves", moves), ("states", states)))


def key(rows: Iterable[tuple[Markup, str]], title: str = "") -> Markup:
    """Signs with what they mean."""
    items = Markup().join(Markup("<li>{}{}</li>").format(*row) for row in rows)
    head = Markup("<b>{}</b>").format(title) if title else ""
    return Markup('<div class="tekens">{}<ul>{}</ul></div>').format(head, items)


def pill(words: str, css: str = "") -> Markup:
    """A status in a rounded box; its outline is dashed if nothing can be said."""
    return Markup('<span class="stand {}">{}</span>').format(css, words)
