import logging
import re

import pytest
import streamlit as st

from tests.pages.harness import open_page, problems, words
from ui.plain.written import StoryOf


def break_off(_story: StoryOf) -> None:
    raise ZeroDivisionError("geheim van de server")


@pytest.mark.parametrize(
    ("language", "said", "remedy"),
    [("nl", "Er ging iets mis bij ons.", "Wat u kunt doen"), ("en", "Something went wrong", "What you can do")],
)
def test_an_error_that_nobody_foresaw_is_told_in_the_language_of_the_reader(
    language: str, said: str, remedy: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("pages.kaart.page.show_page", break_off)

    with caplog.at_level(logging.ERROR, "ui.frame"):
        app = open_page(taal=language)

    assert not app.exception
    assert app.error[0].value.startswith(said)
    assert remedy in words(app)
    assert "geheim van de server" not in words(app) + app.error[0].value
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError]
    reference = re.search(r"\((\w{8})\)", caplog.text)
    assert reference is not None
    assert reference[1] in words(app)


def test_tests_see_such_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.kaart.page.show_page", break_off)

    assert len(problems(open_page())) == 1


def test_a_page_may_stop_itself(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("pages.kaart.page.show_page", lambda _story: st.stop())

    app = open_page()

    assert problems(app) == []
    assert not [record for record in caplog.records if record.name == "ui.frame"]
