"""The style rules inside a page, for its first paint."""

from ui.plain.needed import needed
from ui.plain.tokens import style
from ui.plain.typeface import typeface

BY_SCRIPT = '<i class="scripts wacht huis knop noot stil wenk wijst begint beweegt wacht-op-lijn kan-bewegen st-key-beweegkaart st-key-beweging"></i>'
"""Classes that scripts add to a page; their rules are always included."""


def style_element(html: str) -> str:
    """A `<style>` element with the rules that `html` needs. With it in the page, the first paint waits for no other file."""
    return f"<style>{typeface()}{needed(style(), html + BY_SCRIPT)}</style>"
