"""The page for partners' lists, without a browser: what it shows of a file, and that the file is removed."""

import gc
import os
import re
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_loaders.checked import CheckReport
from pages import PAGES, stories
from pages.aanleveren import checking, shelf
from pages.aanleveren.shelf import SHELF
from pages.aanleveren.visit import KEY, Visit
from pages.aanleveren.worker import CheckProblemError, Task
from tests.pages.aanleveren.reports import refused, report, row
from tests.pages.harness import DASHBOARD, open_page, problems, words
from ui.plain.site import Site
from ui.site_address import SENDING_SETTING

Answer = Callable[[Task], CheckReport]


@pytest.fixture(autouse=True)
def an_empty_shelf() -> Iterator[None]:
    yield
    for ticket in list(SHELF._places):
        SHELF.forget(ticket)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], list[Task]]:
    """A fake checker that answers at once and records its tasks."""

    def set_answer(make: Answer) -> list[Task]:
        asked: list[Task] = []

        def check(task: Task, progress: Callable[[int], None]) -> CheckReport:
            asked.append(task)
            progress(2)
            progress(0)
            return make(task)

        monkeypatch.setattr(checking, "check_file", check)
        return asked

    return set_answer


def ticket_of(app: AppTest) -> str:
    visit: Visit = app.session_state[KEY]
    return visit.ticket


def sent(app: AppTest, name: str = "lijst.csv", content: bytes = b"x") -> AppTest:
    """The page after an upload of a file."""
    assert SHELF.put(ticket_of(app), name, content) is None
    return app.run()


def told(_task: Task) -> CheckReport:
    return report(row(2), row(3, "merged", same_as_row=2), refused(4), row(5, doubtful=True, same_as_row=2))


def row_numbers(app: AppTest) -> list[str]:
    """The row numbers, in the order of the page."""
    shown = "".join(element.proto.body for element in app.get("html"))
    return re.findall(r'class="nummer">Rij (\d)', shown)


@pytest.mark.parametrize(("language", "kept"), [("nl", "Wij bewaren niets."), ("en", "We keep nothing.")])
def test_limits_and_privacy_stand_above_the_box(language: str, kept: str) -> None:
    app = open_page("aanleveren", taal=language)

    assert problems(app) == []
    assert kept in words(app)
    assert "10 MB" in words(app)
    limits = next(n for n, each in enumerate(app.main) if kept in str(getattr(each.proto, "body", "")))
    box = max(n for n, each in enumerate(app.main) if each.type == "bidi_component")
    assert limits < box


def test_a_file_is_told_row_by_row_and_the_counts_add_up(answer: Callable[[Answer], list[Task]]) -> None:
    answer(told)

    app = sent(open_page("aanleveren"))

    assert problems(app) == []
    assert "3 van de 4 rijen kunnen op de kaart" in words(app)
    assert "Samen 4." in words(app)
    assert row_numbers(app) == ["4", "5", "3", "2"]
    assert [column.label for column in app.selectbox][:2] == ["Kleur", "Organisatie"]


def test_who_waits_is_told_how_many_files_are_before(
    answer: Callable[[Answer], list[Task]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(told)
    said: list[str] = []
    show = st.html

    def noting(body: str, *, width: Literal["stretch", "content"] = "stretch") -> object:
        said.append(body)
        return show(body, width=width)

    monkeypatch.setattr(st, "html", noting)

    sent(open_page("aanleveren"))

    waiting = [body for body in said if 'role="status"' in body]
    assert [re.sub("<[^>]+>", "", body) for body in waiting] == [
        "Eerst zijn 2 andere bestanden aan de beurt. Daarna kijken wij uw bestand na.",
        "Wij kijken uw bestand na. Dat duurt meestal een paar seconden.",
    ]


def test_the_filter_stands_in_the_address(answer: Callable[[Answer], list[Task]]) -> None:
    answer(told)
    app = sent(open_page("aanleveren", uitkomst="geweigerd"))
    assert row_numbers(app) == ["4"]

    app.query_params["uitkomst"] = ["nieuw", "samengevoegd", "onzin"]
    app.run()

    assert row_numbers(app) == ["3", "2"]


def test_a_choice_has_the_file_checked_again_and_other_presses_do_not(
    answer: Callable[[Answer], list[Task]],
) -> None:
    asked = answer(told)
    app = sent(open_page("aanleveren"))

    app.selectbox(key="kolom_1_Kleur").set_value("summary").run()
    app.selectbox(key="woord_1_samen klussen").set_value(("ontmoeten",)).run()
    app.run()

    assert [task.choices.columns for task in asked] == [{}, {"Kleur": "summary"}, {"Kleur": "summary"}]
    assert asked[-1].choices.categories == {"samen klussen": ("ontmoeten",)}
    assert problems(app) == []


def test_choices_are_for_one_file_only(answer: Callable[[Answer], list[Task]]) -> None:
    asked = answer(told)
    app = sent(open_page("aanleveren"))
    app.selectbox(key="kolom_1_Kleur").set_value("summary").run()

    sent(app, "andere.csv", b"y")

    assert asked[-1].name == "andere.csv"
    assert asked[-1].choices.as_toml() == ""


def test_an_unusable_file_still_offers_its_columns(answer: Callable[[Answer], list[Task]]) -> None:
    answer(lambda _: report(usable=False, messages=[]))

    app = sent(open_page("aanleveren"))

    assert problems(app) == []
    assert "Dit bestand kunnen wij nog niet lezen" in words(app)
    assert "Kleur" in [box.label for box in app.selectbox]


@pytest.mark.parametrize("key", ["slow", "much", "failed"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_check_that_fails_says_so_and_offers_another_file(
    key: str, language: str, answer: Callable[[Answer], list[Task]]
) -> None:
    def fail(_task: Task) -> CheckReport:
        raise CheckProblemError(key)

    answer(fail)

    app = sent(open_page("aanleveren", taal=language))

    assert problems(app) == []
    assert app.button(key="weg")


def test_nothing_is_left_when_the_file_is_thrown_away(answer: Callable[[Answer], list[Task]]) -> None:
    answer(told)
    app = sent(open_page("aanleveren"))

    app.button(key="weg").click().run()

    assert SHELF.files() == 0
    assert "Uw lijst nakijken" in words(app)


def test_nothing_is_left_when_another_page_is_opened(answer: Callable[[Answer], list[Task]]) -> None:
    answer(told)
    app = sent(open_page("aanleveren"))
    ticket = ticket_of(app)

    app.switch_page("pages/over/page.py").run()

    assert SHELF.files() == 0
    assert SHELF.touch(ticket) is False
    assert KEY not in app.session_state


@pytest.mark.parametrize("way", ["another page", "thrown away", "closed", "another file"])
def test_nothing_of_a_file_stays_in_memory(way: str, answer: Callable[[Answer], list[Task]]) -> None:
    alive: list[weakref.ref[object]] = []

    def watched(task: Task) -> CheckReport:
        made = told(task)
        alive.extend((weakref.ref(made), weakref.ref(task)))
        return made

    asked = answer(watched)
    app = sent(open_page("aanleveren"))
    alive.append(weakref.ref(SHELF.sent(ticket_of(app))))
    assert all(each() is not None for each in alive)
    asked.clear()  # what the test itself kept

    if way == "another page":
        app.switch_page("pages/over/page.py").run()
    elif way == "thrown away":
        app.button(key="weg").click().run()
    elif way == "closed":
        SHELF.forget(ticket_of(app))
        app.run()
    else:
        answer(told)
        sent(app, "andere.csv", b"y")
    gc.collect()

    assert [each() for each in alive] == [None, None, None]


def test_a_page_that_was_left_alone_says_that_its_file_is_gone(answer: Callable[[Answer], list[Task]]) -> None:
    answer(told)
    app = sent(open_page("aanleveren"))

    SHELF.forget(ticket_of(app))
    app.run()

    assert "Uw bestand is weg." in words(app)
    assert sent(app).session_state[KEY].had_file


def test_an_example_that_finds_no_room_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("aanleveren")
    monkeypatch.setattr(shelf, "MOST_FILES", 0)

    app.button(key="voorbeeld_net").click().run()

    assert "Het is nu druk." in words(app)
    assert "Het is nu druk." not in words(app.run())


@pytest.mark.parametrize("example", ["net", "eigen", "formulier"])
def test_each_example_is_checked_for_real(example: str) -> None:
    app = open_page("aanleveren")

    app.button(key=f"voorbeeld_{example}").click().run()

    assert problems(app) == []
    assert re.search(r"rijen? ka?u?nn?e?n? ?(al )?op de kaart|geen enkele rij", words(app))


def test_a_setting_takes_the_page_away() -> None:
    listed = [
        subprocess.run(
            [sys.executable, "-c", "import pages; print(*pages.PAGES)"],
            env={**os.environ, SENDING_SETTING: value},
            cwd=Path(DASHBOARD).parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for value in ("uit", "", "elders")
    ]

    assert "aanleveren" not in listed[0]
    assert listed[1] == [*PAGES]
    assert listed[2] == listed[0]
    assert "over" in listed[0]


def test_a_server_beside_the_one_with_the_page_links_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {}
    # Another page for each, since pages are kept.
    for value, path in (("uit", "/data"), ("elders", "/doelen")):
        monkeypatch.setenv(SENDING_SETTING, value)
        site = Site({name: told for name, told in stories().items() if name != "aanleveren"})
        page, lost = site.page(path, {}), site.page("/aanleveren", {})
        assert page
        assert lost
        assert lost.status == 404
        shown[value] = 'href="/aanleveren"' in page.body

    assert shown == {"uit": False, "elders": True}
