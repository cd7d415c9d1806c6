"""The warning above every page that a newer version of the data could not be used."""

from data_loaders.schema import Language
from data_loaders.store import last_problem
from ui.texts import text


def stale_words(language: Language) -> str:
    """Says that the site shows the last good version, and what is wrong with the newer one; empty if it shows the newest."""
    problem = last_problem()
    if problem is None:
        return ""
    return text(language, "problem.stale", message=problem.message_nl if language == "nl" else problem.message_en)
