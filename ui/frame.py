"""The frame around every live page: its language, and what to say when data is missing or something fails.

Header and footer come from the server (`ui.plain.page`). They stay when the live page takes over.
"""

import logging
from collections.abc import Callable
from secrets import token_hex
from time import time_ns
from urllib.parse import urlencode

import streamlit as st

from data_loaders.schema import Language
from data_loaders.store import DataProblem
from ui import plain
from ui.plain.scripts import code_version
from ui.session import params
from ui.style import STYLE
from ui.texts import texts

LOG = logging.getLogger(__name__)
UNEXPECTED = "onverwacht"
"""Key of the message about an unexpected error; tests and the benchmark look for it."""
# A script in the page sets its language and title; Streamlit cannot.
_PAGE = """
export default function ({ data }) {
  document.documentElement.lang = data.language
  if (data.title) document.title = data.title
  window.samenkaart?.follow?.()
  window.samenkaart?.shows?.(data)
}
"""


def _tell_page(spoken: Language, title: str, path: str) -> None:
    """Tell the page its language, title and address after each run. (On the first load the server sets these.)

    `code` is the version of our scripts. `run` is different each time, so that the component sends every run.
    """
    tell = st.components.v2.component("page", js=_PAGE)
    address = f"/{path}?{urlencode(params(), doseq=True)}"
    tell(
        data={"language": spoken, "title": title, "address": address, "code": code_version(), "run": time_ns()},
        key="page",
    )


def data_problem(problem: DataProblem, spoken: Language) -> None:
    """Show which data file is wrong and what to do about it."""
    t = texts(spoken)
    st.title(t("problem.title"))
    st.error(plain.label(problem.message(spoken)), icon=":material/error:")
    plain.paragraph(t("problem.remedy", remedy=problem.remedy(spoken)))


def unexpected(spoken: Language, reference: str) -> None:
    """Show that something went wrong on our side. The log has the details under `reference`."""
    t = texts(spoken)
    with st.container(key=UNEXPECTED):
        st.error(t("problem.unexpected"), icon=":material/error:")
        plain.paragraph(t("problem.unexpected_remedy", reference=reference))


def framed(run: Callable[[], None], title: str, spoken: Language, path: str = "") -> bool:
    """Run a page inside the frame; returns False if an unexpected error ended it.

    `title` is the title of the tab, unless the page's story sets another. `path` is the path of its address.
    """
    st.html(STYLE)
    _tell_page(spoken, title, path)
    try:
        run()
    except DataProblem as problem:
        data_problem(problem, spoken)
    except Exception:  # Streamlit's own ways to stop or start a run are no `Exception`
        reference = token_hex(4)
        LOG.exception("a page failed (%s): %s", reference, title)
        unexpected(spoken, reference)
        return False
    return True
