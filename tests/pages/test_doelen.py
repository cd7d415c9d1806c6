import re
from dataclasses import replace
from datetime import date
from html import unescape

import polars as pl
import pytest

from data_loaders.schema.goal_figures import Progress
from data_loaders.store import current
from measures.goals.goals import goal_progress
from measures.goals.links import linked_initiatives
from measures.goals.programme import Programme
from measures.goals.progress import progress
from measures.memory import Memory
from pages.doelen import board as boards
from pages.doelen.board import region_code, typed_region
from tests.pages.harness import address, open_page, problems, words
from ui.names import names

TODAY = date(2026, 11, 23)
PROGRAMME = Programme.of(current().table)
INDICATORS = PROGRAMME.indicators["indicator_id"].to_list()
FARMS, BY_LAW, TRUST = "herenboerderijen-aantal", "participatieverordening-vastgesteld", "vertrouwen-medemens"


@pytest.fixture(autouse=True)
def on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "today", lambda: TODAY)


def said(**params: str) -> str:
    app = open_page("doelen", **params)
    assert problems(app) == []
    return unescape(words(app))


def test_the_overview_tells_all_five_goals_with_deadline_status_and_evidence() -> None:
    goals = goal_progress(PROGRAMME, progress(PROGRAMME, TODAY), TODAY)
    text = said()

    assert all(title in text for title in PROGRAMME.goals["title_nl"])
    assert all(aim in text for aim in PROGRAMME.goals["aim_nl"])
    for evidence, words_for_it in (("full", "Genoeg"), ("thin", "Weinig"), ("none", "Geen")):
        assert text.count(f"{words_for_it} bewijs.") == goals.filter(pl.col("evidence") == evidence).height
    assert "hoe het ervoor staat: 5 van de 5" in text
    assert "niet te zeggen termijn voorbij Geen bron noemt een streefwaarde." in text
    assert text.count("termijn voorbij") == 1
    assert "Van 49 indicatoren: 4 gaan aantoonbaar de goede kant op, 1 bleef aantoonbaar gelijk" in text
    assert "11 maanden geleden" in text
    assert "Beoordeeld op 23 november 2026" in text


@pytest.mark.parametrize("asked", ["2", "bewoners-zijn-de-beste-oplossers"])
def test_a_goal_is_found_by_number_and_by_slug(asked: str) -> None:
    goal = goal_progress(PROGRAMME, progress(PROGRAMME, TODAY), TODAY).row(
        by_predicate=pl.col("goal_id") == 2, named=True
    )

    text = said(doel=asked)

    assert "Doel 2: Bewoners zijn de beste oplossers" in text
    assert f"Met streefwaarde, maar niet te beoordelen ({len(goal['missing'])})" in text
    assert "Wat ontbreekt, en wie het kan weten" in text


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_has_a_page_that_stands(indicator: str) -> None:
    row = PROGRAMME.indicators.row(by_predicate=pl.col("indicator_id") == indicator, named=True)

    text = said(indicator=indicator)

    assert row["name_nl"] in text
    assert row["definition_nl"] is None or row["definition_nl"] in re.sub(r"\s+", " ", text)


def test_the_sum_behind_a_status_can_be_redone() -> None:
    text = said(indicator=FARMS)

    assert "Gezien per jaar: (21 − 1) ÷ (2024 − 2016) = 2,5." in text
    assert "Nodig per jaar: (350 − 1) ÷ (2030 − 2016) = 24,93." in text
    assert "Deel van het nodige tempo: 2,5 ÷ 24,93 = 0,1." in text
    assert "Stand: te langzaam." in text
    assert (
        "Open SDG, met dezelfde cijfers: matige vooruitgang (moderate progress) (deel van het nodige tempo: 0,891)"
        in text
    )


def test_another_choice_that_makes_a_difference_is_told() -> None:
    assert (
        "elk jaar hetzelfde percentage erbij: achter (deel van het nodige tempo: 0,891). Dat maakt verschil."
        in said(indicator=FARMS)
    )


def test_without_a_target_there_is_a_trend_and_no_verdict() -> None:
    text = said(indicator=TRUST)

    assert "Geen bron noemt een streefwaarde: er is alleen een richting, geen oordeel." in text
    assert "Richting: beter (stijgt, 2012–2023)." in text
    assert (
        "matige vooruitgang (moderate progress) (1,279% per jaar). Daar komt er ook zonder streefwaarde een oordeel"
        in text
    )
    assert "(66,7 − 58) ÷ (2023 − 2012) = 0,791 per jaar" in text


def test_a_figure_that_nobody_has_is_said_to_be_missing() -> None:
    assert "Nederland: geen cijfer gevonden." in said(indicator="wetten-voor-gemeenschappen")


def test_by_laws_are_known_yes_known_no_or_not_known_and_add_up() -> None:
    found = re.search(
        r"Van de (\d+) gemeenten: (\d+) bekend ja, (\d+) bekend nee, (\d+) niet bekend", said(indicator=BY_LAW)
    )

    assert found
    total, *parts = map(int, found.groups())
    assert total == sum(parts) == current().table("regions").filter(level="municipality").height


@pytest.mark.parametrize("region", ["Drenthe", "PV22"])
def test_an_indicator_is_shown_for_any_region_that_has_it(region: str) -> None:
    assert "Drenthe in 2018: 60,8%." in said(indicator=TRUST, regio=region)


def test_a_region_tells_what_is_known_and_of_how_many_it_is_not() -> None:
    rows = PROGRAMME.indicator_values.filter(region_code="GM0363")

    text = said(deel="gebied", regio="Amsterdam")

    known = rows["indicator_id"].n_unique()
    assert f"Van {known} van de {PROGRAMME.indicators.height} indicatoren is een cijfer voor Amsterdam gevonden" in text


def test_coverage_shares_have_their_denominator() -> None:
    shares = re.findall(r"Doel (\d): (\d+) van ([\d.]+) \(([\d,]+)%\)", said(deel="dekking"))

    assert len(shares) == 15
    assert all(
        float(share.replace(",", ".")) == round(100 * int(a) / int(b.replace(".", "")), 1) for _, a, b, share in shares
    )


@pytest.mark.parametrize("params", [{"doel": "9"}, {"indicator": "nep"}, {"regio": "nep"}, {"deel": "nep"}])
def test_what_the_address_cannot_mean_becomes_a_note(params: dict[str, str]) -> None:
    app = open_page("doelen", **params)

    assert problems(app) == []
    assert [value for value in params.values() if value in app.info[0].value]
    assert "Hoe staat het met de vijf doelen?" in words(app)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("goal", ["1", "2", "3", "4", "5"])
def test_every_goal_stands_in_both_languages(goal: str, language: str) -> None:
    title = PROGRAMME.goals.row(int(goal) - 1, named=True)[f"title_{language}"]

    assert title in said(doel=goal, taal=language)


def test_choosing_a_region_writes_the_address() -> None:
    app = open_page("doelen", indicator=TRUST)

    app.selectbox(key="doelen_regio").select("PV22").run()

    assert problems(app) == []
    assert address(app)["regio"] == ["Drenthe"]
    assert "Drenthe in 2018" in words(app)


def test_goals_name_only_initiatives_that_the_data_link() -> None:
    linked = linked_initiatives(PROGRAMME, current().table("initiatives"))
    count = linked.filter(goal_id=1)["initiative_id"].n_unique()

    assert f"{count:,} initiatieven zijn van een soort".replace(",", ".") in said(doel="1")
    assert "Hier telt geen indicator een soort initiatieven" in said(doel="3")
    assert "bijdragen" not in said(doel="1")


def test_an_initiative_leads_back_to_its_goals() -> None:
    linked = linked_initiatives(PROGRAMME, current().table("initiatives")).filter(indicator_id=FARMS)

    app = open_page("initiatieven", id=linked["initiative_id"][0])

    assert "Van dezelfde soort als wat een indicator telt" in words(app)
    assert "Doel 1: Samen = normaal : Aantal herenboerderijen" in words(app)


def test_sources_that_contradict_each_other_are_shown_side_by_side() -> None:
    text = said(indicator="lokaal-eigendom-zon")

    assert "Nederland in 2022: 20,3% of 22,8% (bronnen spreken elkaar tegen)." in text
    assert "Stand: niet te zeggen. Bronnen noemen verschillende cijfers" in text
    assert "Met 21,5% in 2019 en 22,8% in 2022: te langzaam (deel van het nodige tempo: 0,167)." in text
    assert "Met 21,5% in 2019 en 20,3% in 2022: de verkeerde kant op" in text


@pytest.mark.parametrize("indicator", ["gemeenten-right-to-challenge", "wooncooperatie-woningen-amsterdam"])
def test_a_passed_deadline_is_told_beside_the_status(indicator: str) -> None:
    assert "weten wij niet. De termijn is voorbij." in said(indicator=indicator)


def test_what_goal_2_lacks_is_no_older_year_than_what_we_have() -> None:
    app = open_page("doelen", doel="2")

    (table,) = [frame.value for frame in app.dataframe if "Gezocht" in frame.value.columns]
    (by_law,) = table[table["Indicator"] == "Participatieverordening vastgesteld"].to_dict("records")
    assert (by_law["Gezocht"], by_law["Wij hebben"]) == ("nog 289 gebieden", "2026 (53 van de 342)")
    assert "Van 1 indicator zijn de cijfers nieuw genoeg, maar niet van elk gebied bekend." in words(app)


def test_milestones_are_counted_since_the_launch_and_a_law_once() -> None:
    text = said(doel="3")

    assert "14 mijlpalen, in 28 stappen; elke wet telt één keer. Sinds de start op 13 april 2024: 5 gehaald" in text
    assert "Daarvóór: 2 gehaald, 2 bezig." in text
    assert "1 tegenslag" in said(doel="2")


def test_every_year_and_value_on_a_goal_page_is_a_row_of_the_source() -> None:
    judged = progress(PROGRAMME, TODAY)
    source = PROGRAMME.indicator_values.select("indicator_id", "region_code", "year", "value")
    text = said(doel="1")

    rows = judged.filter(pl.col("goal_id") == 1, pl.col("latest_year") == pl.col("newest_year"))
    assert rows.height
    for row in rows.iter_rows(named=True):
        shown = f"{row['latest_value']:,g}".replace(",", "_").replace(".", ",").replace("_", ".")
        assert source.filter(
            indicator_id=row["indicator_id"], year=row["latest_year"], value=row["latest_value"]
        ).height, row["indicator_id"]
        assert shown in text, (row["indicator_id"], shown)


def test_every_input_of_a_verdict_is_shown() -> None:
    app = open_page("doelen", indicator=FARMS)

    table = next(frame.value for frame in app.dataframe if len(frame.value) == len(Progress.columns()))
    assert {"350", "24,92857143", "0,1002865330"[:11]} <= {str(cell)[:11] for cell in table.iloc[:, 1]}


def test_a_message_names_indicator_region_and_year_and_invents_no_address() -> None:
    app = open_page("doelen", indicator="lokaal-eigendom-wind")

    messages = [code.value for code in app.code if "lokaal-eigendom-wind" in code.value and "Gebied" in code.value]
    assert "Gebied: Nederland (NL)" in messages[0]
    assert "Jaar: 2025" in messages[0]
    assert "@" not in messages[0]


def test_a_region_with_two_meanings_is_written_as_a_code() -> None:
    known = names(current())

    for code in [*known.municipalities, *known.provinces]:
        assert region_code(known, typed_region(known, code)) == code


def given(monkeypatch: pytest.MonkeyPatch, **tables: pl.DataFrame) -> None:
    """Let the page work with other tables than the published ones."""
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

    assert (
        "niet te zeggen Het cijfer in het doel zelf ontbreekt. Oordeel van Vereniging Voorbeeld (1 maart 2026): achter"
        in text
    )


@pytest.mark.parametrize("goal", ["1", "2", "5"])
def test_the_page_stands_without_figures_and_without_dates(monkeypatch: pytest.MonkeyPatch, goal: str) -> None:
    undated = PROGRAMME.milestones.with_columns(date=pl.lit(None, pl.Date))
    given(monkeypatch, indicator_values=PROGRAMME.indicator_values.clear(), milestones=undated)

    assert "Geen bewijs." in said(doel=goal)
    assert "Geen bewijs." in said()
    assert "0 bekend ja, 0 bekend nee" in said(indicator=BY_LAW)


def test_the_page_stands_without_milestones(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, milestones=PROGRAMME.milestones.clear())

    assert "Voor dit doel kennen wij geen mijlpalen." in said(doel="1")


def test_words_in_the_data_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    given(monkeypatch, indicators=PROGRAMME.indicators.with_columns(name_nl=pl.lit(hostile)))

    app = open_page("doelen", doel="3")

    assert problems(app) == []
    assert not [element for element in app.get("html") if "<img" in element.proto.body]
