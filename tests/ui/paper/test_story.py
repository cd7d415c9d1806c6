"""Any page on paper: tagged, with its words, its tables and its drawings."""

from pathlib import Path

import pytest
from pdfua import Validator

from pages import stories
from tests.ui.paper.pdf import read
from ui.address import Params
from ui.paper.story import lines, story_pdf
from ui.plain.prose import prose
from ui.view import view_of

ADDRESSES: list[tuple[str, Params]] = [
    ("over", {}),
    ("data", {"taal": ["en"]}),
    ("initiatieven", {"id": ["buurtbuik-utrecht"]}),
    ("regio", {"gemeente": ["Ommen"]}),
    ("doelen", {"doel": ["2"]}),
    ("netwerken", {}),
    ("kaart", {"thema": ["zorg"], "provincie": ["Limburg"]}),
]


@pytest.mark.parametrize(("page", "params"), ADDRESSES, ids=[page for page, _ in ADDRESSES])
def test_a_story_becomes_a_page_that_everyone_can_read(page: str, params: Params, tmp_path: Path) -> None:
    view = view_of(params)
    story = stories()[page](view)
    file = tmp_path / "blad.pdf"
    file.write_bytes(story_pdf(view, story))

    pdf = read(file.read_bytes())

    assert (pdf.title, pdf.language, pdf.part) == (story.title, view.language, "1")
    assert pdf.figures_without_words == pdf.untagged == 0
    assert pdf.tags.count("/H2") == len(story.parts)
    report = Validator().validate(str(file))
    assert [finding for outcome in report.outcomes for finding in outcome.findings] == []


def test_prose_becomes_a_line_per_paragraph_and_item() -> None:
    assert lines(prose("Een *vet* woord.\n\n- punt & komma\n- <b>")) == ["Een vet woord.", "punt & komma", "<b>"]
