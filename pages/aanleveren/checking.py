"""Has a file checked, and tells how long that takes; what was found is kept as long as the file is."""

import streamlit as st

from pages.aanleveren.report import FileReport
from pages.aanleveren.shelf import Sent
from pages.aanleveren.visit import Visit
from pages.aanleveren.worker import CheckProblemError, Task, check_file
from ui import plain
from ui.view import View


def checked(view: View, visit: Visit, sent: Sent) -> FileReport | None:
    """The report on a file with the choices made for it; None when there is none, which the page then tells."""
    asked = (visit.choices.as_toml(), view.language, view.snapshot.version)
    kept = sent.answers.get(asked)
    if isinstance(kept, FileReport):
        return kept
    place = st.empty()
    task = Task(sent.name, sent.content, visit.choices, view.snapshot.folder, view.language)

    def progress(before: int) -> None:
        # Written again and again: a reader who presses something else meanwhile ends this run here, and with it the check.
        words = view.t("aanleveren.waiting", count=before) if before else view.t("aanleveren.busy.checking")
        with place:
            plain.paragraph(words, "p", "bezig")

    try:
        report = check_file(task, progress)
    except CheckProblemError as problem:
        place.empty()
        plain.paragraph(view.t("aanleveren.busy.problem_title"), "h1")
        plain.paragraph(view.t(f"aanleveren.busy.{problem.key}"), name="zin")
        return None
    place.empty()
    sent.answers.clear()
    sent.answers[asked] = report
    return report
