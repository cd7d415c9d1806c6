import json
from typing import Any
from xml.etree import ElementTree

import feedparser
import polars as pl
import pytest

from data_loaders.documents import Document
from data_loaders.releases import release
from data_loaders.schema.rows import rows_of
from data_loaders.store import current
from measures.changed import changes_between
from tests.pages.harness import view_in
from ui.changes.feed import ATOM, FEEDS, html_of
from ui.changes.known import known_changes, released
from ui.changes.story import changes_story
from ui.changes.words import KnownChange, entries, sentence
from ui.view import View, view_of

OLDER = "2026-11-23-0dd26b7e"


def read(view: View) -> Any:
    return feedparser.parse(FEEDS["atom"][0](view))


def items(view: View) -> list[Document]:
    found: list[Document] = json.loads(FEEDS["json"][0](view))["items"]
    return found


def test_a_feed_reader_reads_it_without_complaint() -> None:
    feed = read(view_in("nl"))

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Wijzigingen in Samenkaart"
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 300


def test_every_entry_has_what_atom_demands() -> None:
    root = ElementTree.fromstring(FEEDS["atom"][0](view_in("en")))  # noqa: S314 - made by ourselves

    for element in (root, *root.findall(f"{{{ATOM}}}entry")):
        for name in ("id", "title", "updated"):
            assert (element.findtext(f"{{{ATOM}}}{name}") or "").strip()
    assert root.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is not None


def test_both_feeds_and_the_page_tell_the_same() -> None:
    view = view_of({"provincie": ["Limburg"]})

    titles = [entry.title for entry in read(view).entries]
    listed = [
        f"{part.title}: {name}"
        for part in changes_story(view).parts
        if "Wat" in part.rows.columns
        for name in part.rows["Wat"]
    ]

    assert titles
    assert titles == [item["title"] for item in items(view)]
    assert sorted(titles) == sorted(listed)


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        ({"gemeente": ["Vlissingen"]}, "Zeeuwind"),
        ({"netwerk": ["oranje-fonds"]}, "Assen Bloeit"),
        ({"thema": ["energie"], "provincie": ["Zeeland"]}, "Zeeuwind"),
    ],
)
def test_an_initiative_that_left_a_choice_is_in_the_feed_of_that_choice(
    choice: dict[str, list[str]], name: str
) -> None:
    view = view_of(choice)

    told = items(view)

    assert name in " ".join(item["title"] for item in told)
    assert len(told) < len(items(view_in("nl")))


def test_entries_of_provinces_and_of_no_region_are_all() -> None:
    everything = known_changes(view_in("nl")).rows.filter(subject="initiatief")
    parts = [known_changes(view_of({"provincie": [code]})).rows for code in view_in("nl").names.provinces]

    inside = sum(part.filter(subject="initiatief").height for part in parts)
    nowhere = int((everything["region_codes"].list.len() == 0).sum())
    assert inside + nowhere == everything.height


def test_a_release_can_be_named() -> None:
    known = known_changes(view_of({"uitgave": [OLDER]}))

    old = released(release(current(), OLDER))
    assert known.since == OLDER
    assert known.rows.height == changes_between(old, released(current())).height


def test_what_stopped_says_which_source_says_so() -> None:
    row: KnownChange = {
        **rows_of(known_changes(view_in("nl")).rows, KnownChange)[0],
        "subject": "initiatief", "kind": "gestopt", "field": "status", "old": "actief", "new": "gestopt", "old_year": 2020, "new_year": 2025,
        "source_url": "https://a.nl", "source_title": "De Krant", "source_year": 2025, "reason": "nieuwe_bron", "note": None,
    }  # fmt: skip

    assert sentence(view_in("nl"), row) == (
        "Gestopt volgens De Krant (2025). De status is nu gestopt (2025); eerst actief (2020). "
        "Dat zegt een bron die wij eerst niet kenden."
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_contains_a_code(language: str) -> None:
    view = view_of({"taal": [language]})

    told = [each for entry in entries(view, known_changes(view).rows) for each in (entry.title, *entry.sentences)]

    assert [words for words in told if "GM0" in words or "municipality_code" in words or "wijzigingen." in words] == []


def test_names_are_words_in_a_feed() -> None:
    view = view_in("nl")
    rows = known_changes(view).rows.head(1).to_dicts()
    hostile = known_changes(view).rows.head(1).with_columns(source_title=pl.lit("<script>x</script>"))

    assert rows
    (entry,) = entries(view, hostile)
    assert "<script>" in entry.sentences[0]
    assert "<script>" not in html_of(entry)


def test_any_two_releases_can_be_named_and_the_table_has_every_row() -> None:
    whole = {"uitgave": [OLDER], "tot_uitgave": [current().version]}

    known = known_changes(view_of(whole))
    written = pl.read_csv(FEEDS["csv"][0](view_of(whole)), infer_schema_length=None)

    assert written["key"].to_list() == known.rows["key"].to_list()
    assert known_changes(view_of({"uitgave": [OLDER], "tot_uitgave": [OLDER]})).rows.is_empty()
    assert known_changes(view_of({"tot_uitgave": ["onbekend"]})).rows.height == known.rows.height
