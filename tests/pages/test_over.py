import re

import pytest

from data_loaders.schema import Language
from geo import base_map
from pages.over.story import guide, story
from tests.pages.harness import html, open_page, problems
from ui.site_address import CODE, MAIL
from ui.texts import LANGUAGES
from ui.view import view_of


@pytest.mark.parametrize(("language", "exception"), [("nl", "Met één uitzondering"), ("en", "With one exception")])
def test_the_privacy_words_name_the_base_map_only_where_it_is_on(
    language: str, exception: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def words_of_the_page() -> str:
        return " ".join(str(part.body) for part in story(view_of({"taal": [language]})).parts)

    monkeypatch.delenv(base_map.SETTING, raising=False)
    assert exception not in words_of_the_page()
    monkeypatch.setenv(base_map.SETTING, "pdok")
    assert exception in words_of_the_page()
    assert "service.pdok.nl" in words_of_the_page()


@pytest.mark.parametrize(("asked", "opened"), [({}, False), ({"deel": "partners"}, True)])
def test_an_address_opens_the_guide_for_partners(asked: dict[str, str], opened: bool) -> None:
    app = open_page("over", **asked)

    assert problems(app) == []
    assert ("<details open><summary>Handleiding voor partners" in html(app)) is opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_is_whole_in_each_language_and_leads_nowhere_outside_the_site(language: Language) -> None:
    told = guide(language)

    assert "](" not in told
    assert not re.search("^##? ", told, flags=re.MULTILINE)


def test_both_languages_have_the_same_parts_columns_and_settings() -> None:
    fields, parts = re.compile(r"^\|[^|]*\|( `[^|]*)\|", re.MULTILINE), re.compile(r"^### ", re.MULTILINE)

    assert len(parts.findall(guide("nl"))) == len(parts.findall(guide("en")))
    assert fields.findall(guide("nl")) == fields.findall(guide("en")) != []
    assert [line.split("#")[0] for line in guide("nl").splitlines() if " = " in line] == [
        line.split("#")[0] for line in guide("en").splitlines() if " = " in line
    ]


@pytest.mark.parametrize(
    ("set_to", "told"),
    [
        ({}, ["nog geen adres"]),
        ({MAIL: "lek@voorbeeld.nl"}, ['<a href="mailto:lek@voorbeeld.nl">']),
        ({CODE: "https://voorbeeld.nl/code"}, ['<a href="https://voorbeeld.nl/code">', "Report a vulnerability"]),
        ({CODE: "javascript:alert(1)"}, ["nog geen adres"]),
        ({MAIL: '"><script>', CODE: "https://voorbeeld.nl/<b>"}, ["&lt;script&gt;", "&lt;b&gt;"]),
    ],
)
def test_who_runs_the_site_says_where_a_leak_is_reported(
    set_to: dict[str, str], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (MAIL, CODE):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)

    part = story(view_of({})).part("veiligheid")

    assert part
    assert [words for words in told if words not in part.body] == []
    assert ("nog geen adres" in part.body) is ("nog geen adres" in told)
