"""Checks a visitor's file, shows the progress, and remembers the report as long as the file is kept."""

from html import escape

import streamlit as st

from data_loaders.checked import CheckReport
from pages.aanleveren.shelf import Sent
from pages.aanleveren.visit import Visit
from pages.aanleveren.worker import Task, check_file
from ui.view import View


def checked(view: View, visit: Visit, sent: Sent) -> CheckReport:
    """The report on a file, with the visitor's choices applied.

    Raises:
        CheckProblemError: the file could not be checked.
    """
    question = (visit.choices.as_toml(), view.language, view.snapshot.version)
    known_report = sent.answers.get(question)
    if isinstance(known_report, CheckReport):
        return known_report
    place = st.empty()

    def progress(before: int) -> None:
        # This runs several times a second. If the visitor presses something else, Streamlit ends the run here, and the check
        # with it.
        words = view.t("aanleveren.waiting", count=before) if before else view.t("aanleveren.busy.checking")
        with place:
            st.html(f'<p class="bezig" role="status">{escape(words)}</p>')

    task = Task(sent.name, sent.content, visit.choices, view.snapshot.folder, view.language)
    try:
        report = check_file(task, progress)
    finally:
        place.empty()
    sent.answers.clear()
    sent.answers[question] = report
    return report
