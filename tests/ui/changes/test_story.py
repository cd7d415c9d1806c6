import io
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest

from data_loaders.releases import kept_versions
from data_loaders.schema import Language
from data_loaders.schema.rows import rows_of
from data_loaders.store import current
from measures.changed import Happened
from measures.changed.followed import in_municipalities
from pages import stories
from pages.data.story import story as data_story
from tests.pages.harness import view_in
from tests.ui.paper.pdf import read
from ui.address import Params
from ui.changes.known import _compared, known_changes
from ui.changes.story import changes_story, entries_by_kind, listed
from ui.changes.words import KnownChange, sentence
from ui.paper.story import story_pdf
from ui.plain.site import Site
from ui.region.changed import changes_part
from ui.region.region_view import own_region_view, region_view_of
from ui.site_address import site_address
from ui.story import ControlKind, Part, Story, check
from ui.view import View, view_of

NEW, MIDDLE, OLD = "2026-11-28-aaaaaaaa", "2026-11-23-bbbbbbbb", "2026-11-20-cccccccc"
KEPT = (NEW, MIDDLE, OLD)
LIMBURG = {"provincie": ["Limburg"]}
OLDEST = kept_versions(current())[-1]


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(stories(), story_pdf)


def kinds(story: Story) -> dict[str, Part]:
    return {part.name: part for part in story.parts if part.name in set(Happened)}


def here(part: Part) -> list[str]:
    """All rows of a part of a region's page, from its file."""
    assert part.file_rows
    return part.file_rows()[part.rows.columns[0]].to_list()


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("", "", [NEW, MIDDLE, OLD]),
        (OLD, "", [NEW, OLD]),
        (OLD, MIDDLE, [MIDDLE, OLD]),
        (MIDDLE, OLD, [MIDDLE, OLD]),
        ("", MIDDLE, [MIDDLE, OLD]),
        (NEW, "", [NEW, MIDDLE, OLD]),
        (OLD, OLD, [OLD]),
        ("2020-01-01-dddddddd", "x", [NEW, MIDDLE, OLD]),
    ],
)
def test_any_two_releases_are_compared_the_older_first(since: str, until: str, expected: list[str]) -> None:
    assert list(_compared(KEPT, since, until)) == expected


@pytest.mark.parametrize("params", [{}, LIMBURG, {"thema": ["zorg"], "taal": ["en"]}, {"netwerk": ["oranje-fonds"]}])
def test_the_page_counts_what_it_lists(params: dict[str, list[str]]) -> None:
    view = view_of(params)
    story = changes_story(view)
    counted = story.part("aantallen")
    assert counted

    total = sum(int(counted.rows[name].sum()) for name in counted.rows.columns[1:])
    for part in story.parts:
        check(part)
    assert total == sum(len(here(part)) for part in kinds(story).values())
    assert str(total) in story.answer
    assert "23" in story.answer


def test_what_did_not_happen_is_a_count_too() -> None:
    story = changes_story(view_of({"gemeente": ["Roosendaal"]}))
    counted = story.part("aantallen")

    assert counted
    assert counted.rows.row(1)[:2] == ("Gestopt", 0)
    assert "gestopt: 0" in story.sentence
    assert "gestopt" not in kinds(story)


def test_every_correction_has_a_reason_also_that_no_source_gives_one() -> None:
    view = view_in("nl")
    corrected = known_changes(view).rows.filter(kind="verbeterd")
    unknown = corrected.filter(pl.col("reason").is_null())

    reasons = {view.t(f"wijzigingen.reason.{each}") for each in corrected["reason"].drop_nulls().unique()}
    for row in rows_of(corrected, KnownChange):
        words = sentence(view, row)
        assert any(reason in words for reason in reasons) or "zeggen de bronnen niet" in words
    assert unknown.height


def test_figures_and_milestones_have_their_names_in_the_language_of_the_reader() -> None:
    names = here(kinds(changes_story(view_of({"taal": ["en"]})))["toegevoegd"])
    tables = current().table

    english = [*tables("indicators")["name_en"], *tables("milestones")["title_en"].drop_nulls()]
    dutch = {*tables("indicators")["name_nl"], *tables("milestones")["title_nl"]} - {*english}
    assert any(name.startswith(tuple(english)) for name in names)
    assert {name.partition(" (")[0] for name in names} & dutch == set()


def test_an_unknown_release_gives_a_note_and_the_newest_are_compared() -> None:
    story = changes_story(view_of({"uitgave": ["2020-01-01-dddddddd"]}))

    assert any("2020-01-01-dddddddd" in note for note in story.notes)
    assert story.answer == changes_story(view_in("nl")).answer


def test_a_choice_keeps_the_releases_and_the_releases_keep_the_choice() -> None:
    old = kept_versions(current())[-1]
    story = changes_story(view_of({**LIMBURG, "uitgave": [old]}))

    for control in story.controls:
        if control.kind is not ControlKind.CHIPS:
            kept = dict(control.keeps)
            assert (control.name == "uitgave") or kept["uitgave"] == old
            assert (control.name == "provincie") or kept["provincie"] == "Limburg"
    chip = next(control for control in story.controls if control.kind is ControlKind.CHIPS).choices[0]
    assert parse_qs(urlsplit(chip.address).query) == {"uitgave": [old]}


def test_the_page_and_its_files_are_served(site: Site) -> None:
    page = site.page("/wijzigingen", LIMBURG)
    made = site.file("wijzigingen", "verbeterd", "csv", LIMBURG)

    assert page
    assert page.status == 200
    assert "/bestand/wijzigingen/verbeterd.csv?provincie=Limburg" in page.body
    assert made
    rows = pl.read_csv(io.BytesIO(made[0]), separator=";", infer_schema=False)
    assert rows["Wat"].to_list() == here(kinds(changes_story(view_of(LIMBURG)))["verbeterd"])
    assert [bool(each) for each in rows["Bron"]] == [each.startswith("http") for each in rows["Adres van de bron"]]
    assert "wijzigingen" not in site.menu


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_has_one_address_a_citation_a_picture_and_paper(site: Site, language: Language) -> None:
    params: Params = {**LIMBURG, "uitgave": [OLDEST], "zoek": ["x"], "taal": [language]}
    page, paper, picture = (
        site.page("/wijzigingen", params),
        site.paper("wijzigingen", params),
        site.picture("wijzigingen", params),
    )

    assert page
    assert paper
    assert picture
    own = f"/wijzigingen?provincie=Limburg&uitgave={OLDEST}"
    spoken = "" if language == "nl" else "&taal=en"
    assert f'<link rel="canonical" href="{site_address()}{own}{spoken}">'.replace("&", "&amp;") in page.head
    assert f"/beeld{own.replace('?', '.png?')}{spoken}".replace("&", "&amp;") in page.head
    assert "/wijzigingen.pdf?provincie=Limburg" in page.body
    assert view_in(language).t("share.apa") in page.body
    assert read(paper).pages >= 1
    assert read(paper).language == language
    assert read(paper).untagged == 0
    assert picture.startswith(b"\x89PNG")
    assert page.body.count(view_in(language).t("wijzigingen.stay")) == 1


def test_what_changed_in_a_readers_own_region_is_not_listed(site: Site) -> None:
    page = site.page("/wijzigingen", {"gemeenten": ["Utrecht,Zeist"], "naam": ["Zorg"]})

    assert page
    assert 'content="noindex"' in page.head
    assert 'rel="canonical"' not in page.head


def test_a_long_list_is_cut_with_its_number_and_whole_in_the_file() -> None:
    view = view_in("nl")
    told = entries_by_kind(view, known_changes(view).rows)[Happened.ADDED]

    part = listed(view, Part("toegevoegd", "x", "x"), told, 3)

    assert part.rows.height == 3
    assert str(len(told)) in part.note
    assert len(here(part)) == len(told) > 3
    assert all(len(addresses) == 3 for addresses in part.links.values())


def part_of(view: View, code: str) -> Part:
    told = region_view_of(view.snapshot, code, view.language)
    assert told
    return changes_part(view, told)


def test_the_page_of_a_region_has_the_same_changes() -> None:
    view = view_of({"gemeente": ["Roosendaal"], "thema": ["zorg"], "uitgave": ["x"]})
    province = changes_story(view_of(LIMBURG))
    everything = changes_story(view_in("nl"))

    assert len(here(part_of(view, "PV31"))) == sum(len(here(part)) for part in kinds(province).values())
    assert len(here(part_of(view, "NL"))) == sum(len(here(part)) for part in kinds(everything).values())
    assert "Bewonersplatform Wouwse Plantage" in " ".join(here(part_of(view, "GM1674")))


def test_an_own_region_of_one_municipality_changes_as_that_municipality() -> None:
    view = view_in("en")
    own = changes_part(view, own_region_view(view.snapshot, "Mine", ["GM1674"], "/regio", "en"))

    assert here(own) == here(part_of(view, "GM1674"))
    assert own.sentence == part_of(view, "GM1674").sentence


def test_nothing_in_a_region_is_zero_things() -> None:
    view = view_in("nl")
    touched = known_changes(view).rows["region_codes"].explode().to_list()
    part = part_of(view, next(code for code in view.names.municipalities if code not in touched))

    assert part.sentence.endswith("veranderden 0 dingen.")
    check(part)


def test_a_region_holds_what_is_or_was_in_it() -> None:
    def row(name: str, codes: list[str]) -> dict[str, object]:
        return {"name": name, "region_codes": codes}

    rows = pl.DataFrame(
        [row("moved", ["GM1", "GM2"]), row("there", ["GM3"]), row("wide", [])],
        schema={"name": pl.String, "region_codes": pl.List(pl.String)},
    )

    assert in_municipalities(rows, {"GM2"})["name"].to_list() == ["moved"]


def test_every_release_leads_to_what_it_changed() -> None:
    part = data_story(view_in("en")).part("uitgaven")

    assert part
    new, *_, old = kept_versions(current())
    first, *_, last = part.links["What changed"]
    assert parse_qs(urlsplit(first or "").query)["tot_uitgave"] == [new]
    assert last is None
    assert part.rows["What changed"].to_list()[-1] == ""
    assert old in part.rows.columns or old in str(part.rows["What changed"].to_list())
