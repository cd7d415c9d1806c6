"""A page as a value: a `Story` with parts and controls. It does not depend on Streamlit, HTML pages or paper.

`ui.plain` turns a story into HTML, `ui.live` shows that HTML inside Streamlit, and `ui.paper` turns it into a PDF. See
`docs/paginas.md` for an example.
"""

from ui.story.control import Choice, Control, ControlKind, ControlPlace, Field
from ui.story.part import IncompletePartError, Part, PartKind, PartPicture, Place, check, links_part
from ui.story.story import HttpStatus, Link, Story

__all__ = [
    "Choice",
    "Control",
    "ControlKind",
    "ControlPlace",
    "Field",
    "HttpStatus",
    "IncompletePartError",
    "Link",
    "Part",
    "PartKind",
    "PartPicture",
    "Place",
    "Story",
    "check",
    "links_part",
]
