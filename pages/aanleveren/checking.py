"""Has a file checked, and tells how long that takes; what was found is kept as long as the file is."""

from html import escape

import streamlit as st

from pages.aanleveren.report import FileReport
from pages.aanleveren.shelf import Sent
from pages.aanleveren.visit import Visit
from pages.aanleveren.worker import Task, check_file
from ui.view import View


def checked(view: View, visit: Visit, sent: Sent) -> FileReport:
    """The report on a file with the choices made for it.

    Raises:
        CheckProblemError: there is none.
    """
    question = (visit.choices.as_toml(), view.language, view.snapshot.version)
    known_report = sent.answers.get(question)
    if isinstance(known_report, FileReport):
        return known_report
    place = st.empty()

    def progress(before: int) -> None:
        # Written again and again: a reader who presses something else meanwhile ends this run here, and with it the check.
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
