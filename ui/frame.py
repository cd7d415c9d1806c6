"""The frame around every live page: its language, and what to say when data is missing.

Header and footer are the server's (`ui.plain.page`): they stay when the live page takes over, and nothing of Streamlit lies
over them.
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
"""Key of what a reader sees of an error that nobody foresaw; tests and the benchmark look for it."""
# What only the page itself can do: say its language and title.
_PAGE = """
export default function ({ data }) {
  document.documentElement.lang = data.language
  if (data.title) document.title = data.title
  window.samenkaart?.follow?.()
  window.samenkaart?.shows?.(data)
}
"""


def _tell_page(spoken: Language, title: str, path: str) -> None:
    """Let `lang` follow a switch of language inside the page (the server sets it on the first load), and the rest above.

    `address` is what this run shows and `code` with which scripts; `run` is never the same, so that each run is heard.
    """
    tell = st.components.v2.component("page", js=_PAGE)
    address = f"/{path}?{urlencode(params(), doseq=True)}"
    tell(
        data={"language": spoken, "title": title, "address": address, "code": code_version(), "run": time_ns()},
        key="page",
    )


def data_problem(problem: DataProblem, spoken: Language) -> None:
    """Say which file is wrong and what to do, instead of half a figure."""
    t = texts(spoken)
    st.title(t("problem.title"))
    message, remedy = (
        (problem.message_nl, problem.remedy_nl) if spoken == "nl" else (problem.message_en, problem.remedy_en)
    )
    st.error(plain.label(message), icon=":material/error:")
    plain.paragraph(t("problem.remedy", remedy=remedy))


def unexpected(spoken: Language, reference: str) -> None:
    """Say, in the reader's language, that something went wrong on our side; what it was stands in the log by `reference`."""
    t = texts(spoken)
    with st.container(key=UNEXPECTED):
        st.error(t("problem.unexpected"), icon=":material/error:")
        plain.paragraph(t("problem.unexpected_remedy", reference=reference))


def framed(run: Callable[[], None], title: str, spoken: Language, path: str = "") -> bool:
    """Run a page inside the frame; False when an error that nobody foresaw cut it short.

    `title` is that of the tab, unless the page is a story and says its own; `path` is that of its address.
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
