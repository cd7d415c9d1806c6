"""The warning that a newer version of the data could not be used: above every page, live, plain and on paper."""

from data_loaders.schema import Language
from data_loaders.store import last_problem
from ui.texts import text


def stale_words(language: Language) -> str:
    """That the site shows the last good version, and what is wrong with the newer one; empty when it shows the newest."""
    problem = last_problem()
    if problem is None:
        return ""
    return text(language, "problem.stale", message=problem.message_nl if language == "nl" else problem.message_en)
