import pytest

from data_loaders.schema import Language, Theme
from data_loaders.store import current
from measures.region.need import PAIRS
from pages.regio.story import story
from tests.pages.harness import view_in
from ui.filter_controls import nearest
from ui.region.ask import Reader, gaps, question
from ui.region.region_view import RegionView, tell
from ui.story import Part, check
from ui.view import view_of


def told(code: str, language: Language = "nl") -> RegionView:
    found = tell(current(), code, language)
    assert found
    return found


def part_of(**asked: str) -> Part | None:
    return story(view_of({name: [value] for name, value in asked.items()})).part("vraag")


def test_a_gap_is_a_theme_without_a_known_initiative() -> None:
    known = current().table("initiatives").filter(municipality_code="GM0050")["themes"].explode().unique().to_list()

    assert set(gaps(told("GM0050"))) == set(Theme) - {Theme(theme) for theme in known}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("reader", list(Reader))
def test_a_question_says_what_is_known_how_old_that_is_and_where_it_stands(reader: Reader, language: Language) -> None:
    zeewolde, view = told("GM0050", language), view_in(language)
    words = question(view, zeewolde, Theme.CARE, reader)

    known = current().table("initiatives").filter(municipality_code="GM0050").height
    figure = current().table("context_values").filter(indicator_id=PAIRS[Theme.CARE], municipality_code="GM0050")
    neighbours = zeewolde.profile.themes.filter(theme=Theme.CARE)["neighbours"][0]
    for part in (
        f"{known} initiati",
        zeewolde.age,
        f"{figure['value'][0]:g}",
        current().version,
        "/regio?gemeente=Zeewolde",
    ):
        assert part in words
    assert all(f"{each['name']} ({each['known']})" in words for each in neighbours.to_list()[:3])
    assert view.t(f"vraag.ask_{reader}", name="Zeewolde", theme=view.t("theme.zorg").lower()) in words


def test_nothing_known_is_never_told_as_nothing_there() -> None:
    words = question(view_in("nl"), told("GM0050"), Theme.CARE, Reader.COUNCIL)

    assert "Dat wil niet zeggen dat het er niet is" in words
    assert "Dat cijfer zegt niet wat er nodig is." in words


def test_the_part_asks_about_the_chosen_gap_or_else_the_first() -> None:
    chosen, other = part_of(gemeente="Zeewolde", thema="zorg"), part_of(gemeente="Zeewolde", thema="energie")
    assert chosen
    assert other
    check(chosen)

    assert "geen initiatief van bewoners voor zorg" in chosen.body
    first = view_in("nl").t(f"theme.{gaps(told('GM0050'))[0]}").lower()
    assert f"geen initiatief van bewoners voor {first}" in other.body


@pytest.mark.parametrize("asked", [{"provincie": "Flevoland"}, {"vergelijk": "NL"}])
def test_a_region_without_a_council_of_its_own_has_no_question(asked: dict[str, str]) -> None:
    assert part_of(**asked) is None


def test_a_map_without_a_result_leads_to_the_question() -> None:
    gap, known, wide = (
        view_of({name: [value] for name, value in asked.items()})
        for asked in (
            {"gemeente": "Zeewolde", "thema": "zorg"},
            {"gemeente": "Zeewolde", "thema": "energie"},
            {"thema": "zorg"},
        )
    )

    (to_question,) = [each for each in nearest(gap) if each.name == "vraag"]
    assert to_question.choices[0].address == "/regio?gemeente=Zeewolde&thema=zorg#vraag"
    assert not [each for view in (known, wide) for each in nearest(view)]
