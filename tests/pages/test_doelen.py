"""The stories of the goals per address, on a fixed day."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import dataframely as dy
import polars as pl
import pytest

from data_loaders.memory import Memory
from data_loaders.schema import Language, ProgressStatus
from data_loaders.schema.goal_enums import Movement
from data_loaders.schema.goal_figures import Progress
from data_loaders.store import current
from measures.goals.goals import goal_progress
from measures.goals.links import linked_initiatives
from measures.goals.programme import Programme
from measures.goals.progress import progress
from pages.doelen.board import region_code, typed_region
from pages.doelen.method import CODES
from pages.doelen.story import story
from ui.names import names
from ui.plain.render import story_html
from ui.story import HttpStatus, Part, Story
from ui.view import View, view_of

TODAY = date(2026, 11, 23)
PROGRAMME = Programme.of(current().table)
PROGRESS = progress(PROGRAMME, TODAY)
GOALS = goal_progress(PROGRAMME, PROGRESS, TODAY)
FARMS, BY_LAW, TRUST, SUN = (
    "herenboerderijen-aantal",
    "participatieverordening-vastgesteld",
    "vertrouwen-medemens",
    "lokaal-eigendom-zon",
)
LANGUAGES: tuple[Language, ...] = ("nl", "en")


def at(**params: str) -> View:
    return replace(view_of({name: [value] for name, value in params.items()}), day=TODAY)


def told(**params: str) -> Story:
    return story(at(**params))


def said(**params: str) -> str:
    """The whole text of the page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html(**params))))


def html(**params: str) -> str:
    view = at(**params)
    return str(story_html(view, story(view)))


def part(name: str, **params: str) -> Part:
    found = told(**params).part(name)
    assert found
    return found


def test_the_heading_is_built_from_counts() -> None:
    counts = PROGRESS["movement"].value_counts()
    better = counts.filter(movement="better")["count"].item()
    unsure = PROGRESS.filter(~pl.col("movement").is_in([Movement.BETTER, Movement.SAME, Movement.WORSE])).height

    overview = told()

    assert overview.answer == "Wij weten nog niet of de vijf doelen worden gehaald"
    assert f"Van de 49 indicatoren gaan er {better} aantoonbaar de goede kant op. 1 bleef gelijk." in overview.limits
    assert f"Van {unsure} is de richting onzeker of onbekend." in overview.limits


def test_the_heading_changes_when_a_goal_can_be_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = GOALS.with_columns(
        status=pl.when(goal_id=1).then(pl.lit(ProgressStatus.BEHIND)).otherwise("status").cast(GOALS["status"].dtype)
    )
    monkeypatch.setattr(Memory, "recall", lambda _self, _question, answer: answer())
    monkeypatch.setattr("pages.doelen.board.goal_progress", lambda *_: judged)

    assert told().answer == "Van 4 van de vijf doelen weten wij nog niet of ze worden gehaald"


def test_the_overview_has_all_five_goals_with_one_sign_per_indicator() -> None:
    page, text = html(), said()

    assert all(title in text and aim in text for title, aim in PROGRAMME.goals.select("title_nl", "aim_nl").iter_rows())
    assert page.count('class="stand unknown"') == 5
    assert page.count('class="stand voorbij"') == 1
    body = page[page.index('<table class="doelen"') : page.index("Elk teken is")]
    assert body.count('<svg class="tekening teken"') == PROGRESS.height + GOALS["telling"].count()
    assert "11 maanden geleden" in text
    assert "4 niet te zeggen, 1 geen cijfer bekend" in text
    assert part("vijf-doelen").rows.height == 5


def test_every_goal_stands_in_both_languages_and_by_its_slug() -> None:
    for goal in PROGRAMME.goals.iter_rows(named=True):
        for language in LANGUAGES:
            page = told(doel=str(goal["goal_id"]), taal=language)
            assert page.answer.endswith(goal[f"title_{language}"])
            assert page.sentence == goal[f"aim_{language}"]
        assert told(doel=goal["slug"]).address == f"/doelen?doel={goal['goal_id']}"


def test_every_indicator_has_a_page_that_stands() -> None:
    for row in PROGRAMME.indicators.iter_rows(named=True):
        text = said(indicator=row["indicator_id"])
        assert row["name_nl"] in text
        assert row["definition_nl"] is None or row["definition_nl"] in text


@pytest.mark.parametrize("params", [{"doel": "9"}, {"indicator": "nep"}])
def test_what_does_not_exist_is_not_found_and_leads_to_what_does(params: dict[str, str]) -> None:
    page = told(**params)

    assert page.status is HttpStatus.UNKNOWN
    assert page.parts[0].rows.height == PROGRAMME.goals.height + PROGRAMME.indicators.height


@pytest.mark.parametrize("params", [{"regio": "nep"}, {"deel": "nep"}])
def test_what_the_address_cannot_mean_becomes_a_note(params: dict[str, str]) -> None:
    page = told(**params)

    assert [note for note in page.notes if "nep" in note]
    assert page.part("vijf-doelen")


def test_the_sum_behind_a_status_can_be_redone() -> None:
    text = said(indicator=FARMS)

    assert told(indicator=FARMS).answer == "Aantal herenboerderijen: 21 (Nederland, 2024)"
    assert "Gezien per jaar: (21 − 1) ÷ (2024 − 2016) = 2,5." in text
    assert "Nodig per jaar: (350 − 1) ÷ (2030 − 2016) = 24,93." in text
    assert "Deel van het nodige tempo: 2,5 ÷ 24,93 = 0,1." in text
    assert "Stand: te langzaam." in text
    assert "matige vooruitgang (moderate progress) (deel van het nodige tempo: 0,891)" in text
    assert "elk jaar hetzelfde percentage erbij: achter (deel van het nodige tempo: 0,891). Dat maakt verschil." in text
    account = part("oordeel", indicator=FARMS)
    assert account.rows.height == len(Progress.columns())
    assert {"350", "24,92857143", "0,1002865330"[:11]} <= {str(cell)[:11] for cell in account.rows.to_series(1)}


def test_without_a_target_there_is_a_trend_and_no_verdict() -> None:
    text = said(indicator=TRUST)

    assert "Geen bron noemt een streefwaarde: er is alleen een richting, geen oordeel." in text
    assert "Richting: beter (stijgt, 2012–2023)." in text
    assert "(66,7 − 58) ÷ (2023 − 2012) = 0,791 per jaar" in text
    assert "geen cijfer gevonden" in told(indicator="wetten-voor-gemeenschappen").answer


def test_sources_that_contradict_each_other_are_shown_side_by_side() -> None:
    text = said(indicator=SUN)

    assert told(indicator=SUN).answer == "Lokaal eigendom van zonneparken: 20,3% of 22,8% (Nederland, 2022)"
    assert "Stand: niet te zeggen. Bronnen noemen verschillende cijfers" in text
    assert "Met 21,5% in 2019 en 22,8% in 2022: te langzaam (deel van het nodige tempo: 0,167)." in text
    assert "Met 21,5% in 2019 en 20,3% in 2022: de verkeerde kant op" in text
    assert "20,3% of 22,8%" in said(doel="3")


def test_sources_of_figures_are_links() -> None:
    figures = part("cijfers", indicator=SUN)

    assert figures.links["Bron"] == figures.rows["Adres van de bron"].to_list()
    assert all(address and address.startswith("https://") for address in figures.links["Bron"])


def test_by_laws_are_known_yes_known_no_or_not_known_and_add_up() -> None:
    answered = part("per-gemeente", indicator=BY_LAW)
    found = re.search(
        r"Van de (\d+) gemeenten: (\d+) bekend ja, (\d+) bekend nee, (\d+) niet bekend", answered.sentence
    )

    assert found
    total, *parts = map(int, found.groups())
    assert total == sum(parts) == answered.rows.height == current().table("regions").filter(level="municipality").height
    assert part("per-provincie", indicator=BY_LAW).rows["ja"].sum() == parts[0]
    assert told(indicator=BY_LAW).answer.endswith(f"bekend van {parts[0] + parts[1]} van de {total} gemeenten")


@pytest.mark.parametrize("region", ["Drenthe", "PV22"])
def test_an_indicator_is_shown_for_any_region_that_has_it(region: str) -> None:
    page = told(indicator=TRUST, regio=region)
    (choice,) = page.controls

    assert page.answer == "Vertrouwen in andere mensen: 60,8% (Drenthe, 2018)"
    assert [each.words for each in choice.chosen] == ["Drenthe"]
    assert ("indicator", TRUST) in choice.keeps
    assert any(each.value == "NL" for each in choice.choices)


@pytest.mark.parametrize(
    ("regio", "name", "is_told"),
    [("Utrecht", "Utrecht (gemeente)", True), ("PV26", "Utrecht (provincie)", False), ("Limburg", "Limburg", False)],
)
def test_a_municipality_and_a_province_of_one_name_are_told_apart(regio: str, name: str, is_told: bool) -> None:
    story = told(deel="gebied", regio=regio)

    assert story.answer.endswith(name)
    assert any("is een gemeente en een provincie" in note for note in story.notes) is is_told


def test_an_empty_group_is_said_in_words_and_a_step_that_was_taken_is_no_goal_reached() -> None:
    text = said(doel="2")

    assert "(0)" not in text
    assert "Geen enkele indicator telt mee." in text
    assert "gebeurd" in part("mijlpalen", doel="2").sentence
    assert "gehaald" not in part("mijlpalen", doel="2").sentence


def test_a_region_tells_what_is_known_and_of_how_many_it_is_not() -> None:
    known = PROGRAMME.indicator_values.filter(region_code="GM0363")["indicator_id"].n_unique()

    page = told(deel="gebied", regio="Amsterdam")

    assert page.answer == f"Bij {known} van de 49 indicatoren kennen wij een cijfer voor Amsterdam"
    assert [part.rows.height for part in page.parts] == [known, PROGRAMME.indicators.height - known]
    assert told(regio="Amsterdam").answer == told(gemeente="Amsterdam", deel="gebied").answer == page.answer


def test_coverage_counts_add_up_and_shares_have_their_denominator() -> None:
    text, pages = said(deel="dekking"), told(deel="dekking")

    shares = re.findall(r"Doel (\d): ([\d.]+) van ([\d.]+) \(([\d,]+)%\)", text)
    numbers = [(int(a.replace(".", "")), int(b.replace(".", "")), float(c.replace(",", "."))) for _, a, b, c in shares]
    assert len(numbers) == 15
    assert all(
        share == round(100 * known / cells, 1 if 1000 * known >= cells else 2) for known, cells, share in numbers
    )
    for each in pages.parts:
        assert each.file_rows
        assert each.rows.select(pl.sum_horizontal("bekend", "alleen ouder", "ontbreekt")).sum().item() == each.file_rows().height  # fmt: skip
    assert pages.answer == f"Wij kennen {pages.parts[0].rows['bekend'].sum()} van de 735 mogelijke jaarcijfers"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_behind_a_verdict_has_words(language: Language) -> None:
    declared = {
        name for name, column in Progress.columns().items() if isinstance(getattr(column, "inner", column), dy.Enum)
    }
    rows = part("oordeel", indicator=FARMS, taal=language).rows

    assert declared == set(CODES)
    assert [cell for cell in rows[:, 1] if re.fullmatch(r"[a-z]+(_[a-z]+)+", cell)] == []


def test_the_method_is_the_text_of_the_documentation() -> None:
    for language in LANGUAGES:
        assert len(told(deel="methode", taal=language).parts) > 5
    assert "Examples" not in said(deel="methode")
    assert "minstens 95 procent van wat nodig is" in said(deel="methode")


def test_goals_name_only_initiatives_that_the_data_link() -> None:
    linked = linked_initiatives(PROGRAMME, current().table("initiatives"))
    count = linked.filter(goal_id=1)["initiative_id"].n_unique()

    same = part("zelfde-soort", doel="1")
    assert same.rows.height == count == len(same.links["Initiatief"])
    assert f"{count:,} initiatieven zijn van een soort".replace(",", ".") in same.sentence
    assert "Hier telt geen indicator een soort initiatieven" in said(doel="3")


@pytest.mark.parametrize("indicator", ["gemeenten-right-to-challenge", "wooncooperatie-woningen-amsterdam"])
def test_a_passed_deadline_is_told_beside_the_status(indicator: str) -> None:
    assert "weten wij niet. De termijn is voorbij." in said(indicator=indicator)


def test_what_goal_2_lacks_is_no_older_year_than_what_we_have() -> None:
    missing = part("ontbreekt", doel="2")

    by_law = missing.rows.row(by_predicate=pl.col("Indicator") == "Participatieverordening vastgesteld", named=True)
    assert (by_law["Gezocht"], by_law["Wij hebben"]) == ("nog 289 gebieden", "2026 (53 van de 342)")
    assert "Van 1 indicator zijn de cijfers nieuw genoeg, maar niet van elk gebied bekend." in missing.sentence
    assert missing.links["Ik weet dit cijfer"][0] == f"{missing.links['Indicator'][0]}#weet-dit"


def test_targets_stand_beside_what_is_known() -> None:
    targets = part("streefwaarden", doel="2")

    assert targets.title == "Drie streefwaarden"
    assert targets.rows.height == 3
    assert "75 <small>Nederland, 2018" in targets.body
    assert "van de 342 gemeenten: bekend ja (2026)" in targets.body


def test_milestones_are_counted_since_the_launch_and_a_law_once() -> None:
    sentence = part("mijlpalen", doel="3").sentence

    assert "14 mijlpalen, in 28 stappen; elke wet telt één keer. Sinds de start op 13 april 2024: 5 gebeurd" in sentence
    assert "Daarvóór: 2 gebeurd, 2 bezig." in sentence
    assert "1 tegenslag" in part("mijlpalen", doel="2").sentence


def test_a_message_names_indicator_region_and_year_and_invents_no_address() -> None:
    message = str(part("weet-dit", indicator="lokaal-eigendom-wind").body)

    assert "lokaal-eigendom-wind" in message
    assert "Gebied: Nederland (NL)" in message
    assert "Jaar: 2025" in message
    assert "@" not in message


def test_a_region_with_two_meanings_is_written_as_a_code() -> None:
    known = names(current())

    for code in [*known.municipalities, *known.provinces]:
        assert region_code(known, typed_region(known, code)) == code


def given(monkeypatch: pytest.MonkeyPatch, **tables: pl.DataFrame) -> None:
    """Replace the published tables of the page by others."""
    changed = replace(PROGRAMME, **tables)
    monkeypatch.setattr(Programme, "of", classmethod(lambda _cls, _table: changed))
    # What was judged before was another programme under the same data version.
    monkeypatch.setattr(Memory, "recall", lambda _self, _question, answer: answer())


def test_a_judgement_of_an_organisation_stands_beside_the_computed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    judgement = {
        "subject": "samenwerkingswetten",
        "organisation": "Vereniging Voorbeeld",
        "date": date(2026, 3, 1),
        "status": "behind",
        "why_nl": "Eén wet is aangenomen.",
        "why_en": "One law was adopted.",
        "source_url": None,
    }
    given(monkeypatch, goal_judgements=pl.DataFrame([judgement], schema=PROGRAMME.goal_judgements.schema))

    text = said()

    assert text.count("Oordeel van Vereniging Voorbeeld (1 maart 2026): achter. Eén wet is aangenomen.") == 1
    assert "Het cijfer in het doel zelf ontbreekt." in text


def test_the_page_stands_without_figures_and_without_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    undated = PROGRAMME.milestones.with_columns(date=pl.lit(None, pl.Date))
    given(monkeypatch, indicator_values=PROGRAMME.indicator_values.clear(), milestones=undated)

    for goal in ("1", "2", "5"):
        assert "geen bewijs" in said(doel=goal)
    assert "geen bewijs" in said()
    assert "0 bekend ja, 0 bekend nee" in said(indicator=BY_LAW)
    assert "Wij kennen 0 van de" in told(deel="dekking").answer


def test_the_page_stands_without_milestones_and_without_goals(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, milestones=PROGRAMME.milestones.clear())
    assert "Voor dit doel kennen wij geen mijlpalen." in said(doel="1")

    given(monkeypatch, goals=PROGRAMME.goals.clear())
    assert told().answer == "In deze gegevens staan geen doelen."


def test_words_in_the_data_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    given(
        monkeypatch,
        indicators=PROGRAMME.indicators.with_columns(name_nl=pl.lit(hostile), definition_nl=pl.lit(hostile)),
        milestones=PROGRAMME.milestones.with_columns(title_nl=pl.lit(hostile)),
    )

    for params in ({}, {"doel": "3"}, {"indicator": SUN}, {"deel": "dekking"}):
        assert "<img" not in html(**params)
        assert "&lt;img" in html(**params)
