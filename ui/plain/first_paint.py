"""The style that stands inside a page, for its first paint."""

from ui.plain.needed import needed
from ui.plain.tokens import style
from ui.plain.typeface import typeface

BY_SCRIPT = '<i class="scripts wacht huis knop noot stil wenk wijst begint beweegt wacht-op-lijn kan-bewegen st-key-beweegkaart st-key-beweging"></i>'
"""Classes that scripts put on a page."""


def style_element(html: str) -> str:
    """The rules that `html` needs, inside the page: one answer is all that a first visit waits for."""
    return f"<style>{typeface()}{needed(style(), html + BY_SCRIPT)}</style>"
