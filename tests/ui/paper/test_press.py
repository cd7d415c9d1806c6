import re
from html import unescape
from pathlib import Path

import pytest
from pdfua import Validator

from data_loaders.schema import Language
from data_loaders.snapshot import Snapshot, load_snapshot
from data_loaders.store import current
from tests.releases import publish
from tests.ui.paper.pdf import read
from ui.paper.__main__ import main
from ui.paper.drawn import paper_data
from ui.paper.press import PaperKind, press, unknown_html
from ui.region.figures import warning
from ui.region.need import need_part
from ui.region.region_view import region_view_of
from ui.region.story import beside_part
from ui.view import View, data_of

SITE = "https://voorbeeld.nl"
LARGE, SMALL, EMPTY, PROVINCE = "GM0363", "GM0088", "GM0175", "PV31"
HOSTILE = [
    {"name": '#panic("uitgevoerd")', "place": "$x^2$ *vet* _schuin_ @verwijzing <label>"},
    {"name": "<script>alert(1)</script>", "place": '"><img src=x onerror=alert(1)>'},
    {"name": '\\ ` // /* "#', "place": "{{ 7*7 }} {% raw %}"},
]


def made(snapshot: Snapshot, code: str, kind: PaperKind, language: Language = "nl") -> bytes:
    file = press(snapshot, code, language, kind, SITE)
    assert file is not None
    return file


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", [LARGE, SMALL, EMPTY, PROVINCE, "CR01", "NL"])
def test_the_paper_is_one_page_that_everyone_can_read(code: str, language: Language) -> None:
    pdf = read(made(current(), code, PaperKind.PDF, language))

    assert pdf.pages == 1
    assert pdf.language == language
    assert pdf.title == current().table("regions").filter(code=code)["name"].item()
    assert pdf.part == "1"
    assert pdf.is_marked
    assert pdf.shows_title
    assert pdf.figures_without_words == 0
    assert pdf.untagged == 0
    assert pdf.tags[:1] == ("/Document",)
    assert [tag for tag in pdf.tags if tag in {"/H1", "/H2"}][:2] == ["/H1", "/H2"]
    assert {"/Table", "/TH", "/Figure", "/Link"} <= set(pdf.tags)


@pytest.mark.parametrize("code", [LARGE, SMALL, EMPTY])
def test_a_checker_of_pdf_ua_finds_nothing(code: str, tmp_path: Path) -> None:
    file = tmp_path / "a4.pdf"
    file.write_bytes(made(current(), code, PaperKind.PDF))

    report = Validator().validate(str(file))

    assert [finding for outcome in report.outcomes for finding in outcome.findings] == []


def test_long_names_make_the_list_shorter_and_never_a_second_page(tmp_path: Path) -> None:
    publish(tmp_path / "data", *({"name": f"Vereniging {'lang ' * 55}{number}"} for number in range(26)))
    file = made(load_snapshot(tmp_path / "data"), "GM0193", PaperKind.PDF)

    assert read(file).pages == 1
    assert 0 < read(file).tags.count("/LI") < 26


def test_the_same_data_gives_the_same_bytes() -> None:
    assert made(current(), SMALL, PaperKind.PDF) == made(current(), SMALL, PaperKind.PDF)


def test_words_from_data_are_printed_and_not_run(tmp_path: Path) -> None:
    publish(tmp_path / "data", *HOSTILE)
    snapshot = load_snapshot(tmp_path / "data")

    assert read(made(snapshot, "GM0193", PaperKind.PDF)).pages == 1
    html = made(snapshot, "GM0193", PaperKind.HTML).decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", html)
    assert "{{ 7*7 }}" in html


@pytest.mark.parametrize(("language", "spoken"), [("nl", "Wij kennen er"), ("en", "We know")])
def test_the_page_of_plain_html_has_a_title_and_description_for_link_previews(language: Language, spoken: str) -> None:
    html = made(current(), LARGE, PaperKind.HTML, language).decode()

    assert f'<html lang="{language}">' in html
    assert "<title>Amsterdam · Samenkaart</title>" in html
    assert re.search(rf'<meta name="description" content="[^"]*{spoken}', html)
    assert re.search(rf'<meta property="og:image" content="{SITE}/beeld/regio\.png\?gemeente=GM0363', html)
    assert "<script" not in html
    assert "<form" not in html
    assert not re.search(r'href="/', html)
    assert "<svg" in html


def test_page_and_paper_say_the_same_sentence() -> None:
    html = made(current(), SMALL, PaperKind.HTML).decode()

    assert "Schiermonnikoog is een gemeente in de provincie Fryslân" in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_and_paper_explain_the_margin_in_the_same_words_and_name_the_largest_source(language: Language) -> None:
    told = region_view_of(current(), "PV22", language)
    assert told is not None
    explained, source = beside_part(told).note, warning(told)

    paper = paper_data(View(data_of(current()), language), told, SITE)
    html = unescape(made(current(), "PV22", PaperKind.HTML, language).decode())

    assert paper["method"] == explained
    assert "rtvdrenthe.nl" in source == paper["warning"]
    assert html.count(explained) == 1
    assert source in html


@pytest.mark.parametrize("code", [LARGE, EMPTY, PROVINCE])
def test_the_paper_has_need_beside_supply_in_the_words_of_the_page(code: str) -> None:
    region = region_view_of(current(), code, "nl")
    assert region
    view = View(data_of(current()), "nl")
    part = need_part(view, region)
    assert part

    assert {"title": part.title, "sentence": part.sentence} in paper_data(view, region, SITE)["parts"]
    assert "CBS" in part.source


@pytest.mark.parametrize("kind", list(PaperKind))
def test_an_unknown_region_has_no_file(kind: PaperKind) -> None:
    assert press(current(), "GM9999", "nl", kind, SITE) is None


def test_an_unknown_region_gets_a_helpful_page() -> None:
    html = unknown_html("<b>x", "nl", SITE).decode()

    assert "kennen wij niet" in html
    assert "&lt;b&gt;x" in html
    assert f"{SITE}/regio" in html


def test_the_command_writes_files_per_region_and_language(tmp_path: Path) -> None:
    assert main([str(tmp_path / "regio"), "--alleen", "GM0088", "PV31"]) == 0

    written = {str(path.relative_to(tmp_path / "regio")) for path in (tmp_path / "regio").rglob("*.*")}
    names = {f"{code}.{kind}" for code in ("GM0088", "PV31") for kind in PaperKind}
    assert written == names | {f"en/{name}" for name in names}


def test_the_command_names_a_code_that_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--taal", "nl", "--alleen", "GM9999"]) == 1

    assert "GM9999: deze code staat niet op de lijst van vandaag" in capsys.readouterr().err
