"""A page as a value: what it says, whatever it is shown on. Frozen and pure; nothing here knows Streamlit, HTML pages or paper.

`ui.plain` writes a story as HTML, `ui.live` shows that HTML inside Streamlit with what only a live page can have, `ui.paper` sets
it as PDF. See `docs/paginas.md` for an example.
"""

from ui.story.control import Choice, Control, ControlKind, ControlPlace, Field
from ui.story.part import IncompletePartError, Part, PartKind, PartPicture, Place, check
from ui.story.story import Link, Status, Story

__all__ = [
    "Choice",
    "Control",
    "ControlKind",
    "ControlPlace",
    "Field",
    "IncompletePartError",
    "Link",
    "Part",
    "PartKind",
    "PartPicture",
    "Place",
    "Status",
    "Story",
    "check",
]
