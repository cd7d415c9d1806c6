"""Declared tables of figures on progress, for readers and downloads; `measures.goals` computes them."""

import dataframely as dy

from data_loaders.schema.columns import REGION_CODE, label, year
from data_loaders.schema.enums import Direction, Qualifier
from data_loaders.schema.goal_enums import Evidence, GoalReason, MethodChoice, Movement, OpenSdg, Trend, VerdictReason
from data_loaders.schema.goal_rules import Growth, ProgressStatus


def _reasons(nl: str, en: str) -> dy.List:
    return dy.List(dy.Enum(VerdictReason), metadata=label(nl, en))


def _ids(nl: str, en: str) -> dy.List:
    return dy.List(dy.String(), metadata=label(nl, en))


def _count(nl: str, en: str) -> dy.Int32:
    return dy.Int32(min=0, metadata=label(nl, en))


class Progress(dy.Schema):
    """The status of one indicator in one region, with every figure needed to recompute it."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    goal_id = dy.Int16(metadata=label("Doel", "Goal"))
    region_code = dy.String(
        nullable=True,
        regex=REGION_CODE,
        metadata=label(
            "Gebied",
            "Region",
            about_nl="Leeg: wordt per gemeente of provincie gemeten.",
            about_en="Empty: measured per municipality or province.",
        ),
    )
    status = dy.Enum(ProgressStatus, metadata=label("Stand", "Status"))
    reasons = _reasons("Waarom geen oordeel", "Why no verdict")
    is_judged = dy.Bool(
        metadata=label(
            "Beoordeeld",
            "Judged",
            about_nl="Cijfers laten zien hoe het met het streven staat.",
            about_en="Figures show how the target is doing.",
        ),
    )
    counts_for_goal = dy.Bool(
        metadata=label(
            "Telt mee voor het doel",
            "Counts for the goal",
            about_nl="Beoordeeld, met een cijfer dat niet ouder is dan bij de meting past.",
            about_en="Judged, with a figure no older than fits the measurement.",
        ),
    )
    is_past_deadline = dy.Bool(
        metadata=label(
            "Termijn voorbij",
            "Deadline passed",
            about_nl="Zegt niets over de uitkomst; die staat bij de stand.",
            about_en="Says nothing about the outcome, which is the status.",
        ),
    )
    decides_goal = dy.Bool(metadata=label("Beslist over het doel", "Decides the goal"))
    direction = dy.Enum(Direction, metadata=label("Gewenste richting", "Desired direction"))
    growth = dy.Enum(Growth, metadata=label("Gelijkmatig pad", "Even path"))
    base_year = year(nullable=True, metadata=label("Eerste jaar", "First year"))
    base_value = dy.Float64(nullable=True, metadata=label("Eerste cijfer", "First figure"))
    latest_year = year(nullable=True, metadata=label("Laatste jaar", "Latest year"))
    latest_value = dy.Float64(nullable=True, metadata=label("Laatste cijfer", "Latest figure"))
    target_year = year(nullable=True, metadata=label("Doeljaar", "Target year"))
    target_value = dy.Float64(nullable=True, metadata=label("Streefwaarde", "Target value"))
    target_last_day = dy.Date(nullable=True, metadata=label("Laatste dag", "Last day"))
    years_seen = dy.Int16(nullable=True, metadata=label("Jaren gezien", "Years seen"))
    change_seen = dy.Float64(
        nullable=True,
        metadata=label(
            "Gezien per jaar",
            "Seen per year",
            about_nl="In eenheden; bij gelijk percentage als deel (0,1 is 10 procent).",
            about_en="In units; for an equal percentage as a share (0.1 is 10 per cent).",
        ),
    )
    years_needed = dy.Int16(nullable=True, metadata=label("Jaren tot het doeljaar", "Years to the target year"))
    change_needed = dy.Float64(nullable=True, metadata=label("Nodig per jaar", "Needed per year"))
    ratio = dy.Float64(nullable=True, metadata=label("Gezien gedeeld door nodig", "Seen divided by needed"))
    on_course_from = dy.Float64(metadata=label("Op koers vanaf", "On course from"))
    behind_from = dy.Float64(metadata=label("Achter vanaf", "Behind from"))
    points = _count("Vergelijkbare cijfers", "Comparable figures")
    minimum_points = dy.Int16(metadata=label("Minimum aantal cijfers", "Minimum number of figures"))
    observations = _count("Alle cijfers voor dit gebied", "All figures for this region")
    input_qualifiers = dy.List(
        dy.Enum(Qualifier),
        metadata=label("Hoe het eerste en laatste cijfer te lezen", "How to read the first and latest figure"),
    )
    first_reached_year = year(nullable=True, metadata=label("Voor het eerst gehaald in", "First reached in"))
    trend = dy.Enum(Trend, nullable=True, metadata=label("Ontwikkeling", "Trend"))
    movement = dy.Enum(
        Movement,
        metadata=label(
            "Kant",
            "Direction",
            about_nl="Beter, gelijk of slechter alleen waar dat aantoonbaar is.",
            about_en="Better, same or worse only where that is demonstrable.",
        ),
    )
    movement_reasons = _reasons("Waarom niet zekerder", "Why no more certain")
    trend_from_year = year(nullable=True, metadata=label("Ontwikkeling vanaf", "Trend from"))
    trend_from_value = dy.Float64(nullable=True, metadata=label("Cijfer toen", "Figure then"))
    trend_to_year = year(nullable=True, metadata=label("Ontwikkeling tot en met", "Trend up to"))
    trend_to_value = dy.Float64(nullable=True, metadata=label("Cijfer daarna", "Figure after"))
    trend_per_year = dy.Float64(nullable=True, metadata=label("Verandering per jaar", "Change per year"))
    trend_points = _count("Cijfers achter de ontwikkeling", "Figures behind the trend")
    exact_points = _count("Daarvan precies", "Of which exact")
    newest_year = year(
        nullable=True,
        metadata=label(
            "Nieuwste cijfer uit",
            "Newest figure from",
            about_nl="Van welke soort dan ook; zonder eigen gebied: van alle gebieden.",
            about_en="Of any kind; without a region of its own: of all regions.",
        ),
    )
    is_old = dy.Bool(
        nullable=True, metadata=label("Verouderd", "Old", about_nl="Leeg: geen cijfer.", about_en="Empty: no figure.")
    )
    evidence = dy.Enum(Evidence, metadata=label("Hoeveel bewijs", "How much evidence"))
    open_sdg = dy.Enum(
        OpenSdg,
        metadata=label(
            "Uitkomst volgens Open SDG",
            "Outcome under Open SDG",
            about_nl="Met dezelfde cijfers en de rekenregel van sdg-build.",
            about_en="Of the same figures, by the calculation of sdg-build.",
        ),
    )
    open_sdg_value = dy.Float64(
        nullable=True,
        metadata=label(
            "Getal daarbij",
            "Its number",
            about_nl="Met streefwaarde: deel van het nodige tempo. Zonder: groei per jaar als deel.",
            about_en="With a target: share of the pace needed. Without: growth per year as a share.",
        ),
    )
    open_sdg_differs = dy.Bool(
        metadata=label(
            "Open SDG zegt iets anders",
            "Open SDG says otherwise",
            about_nl="De uitkomst hoort bij een andere stand dan de onze.",
            about_en="The outcome belongs to another status than ours.",
        ),
    )


class Readings(dy.Schema):
    """The status for each figure that sources give for the first and the last year; without rows where sources agree."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    number = dy.Int16(primary_key=True, min=1, metadata=label("Lezing", "Reading"))
    base_year = year(metadata=label("Eerste jaar", "First year"))
    base_value = dy.Float64(metadata=label("Eerste cijfer", "First figure"))
    latest_year = year(metadata=label("Laatste jaar", "Latest year"))
    latest_value = dy.Float64(metadata=label("Laatste cijfer", "Latest figure"))
    status = dy.Enum(ProgressStatus, metadata=label("Stand", "Status"))
    ratio = dy.Float64(nullable=True, metadata=label("Gezien gedeeld door nodig", "Seen divided by needed"))


class Sensitivity(dy.Schema):
    """The status or trend under another reasonable choice of method."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    choice = dy.Enum(MethodChoice, primary_key=True, metadata=label("Keuze", "Choice"))
    other = dy.String(primary_key=True, metadata=label("Andere keuze", "Other choice"))
    used = dy.String(metadata=label("Onze keuze", "Our choice"))
    status = dy.Enum(ProgressStatus, metadata=label("Stand", "Status"))
    other_status = dy.Enum(ProgressStatus, metadata=label("Stand bij andere keuze", "Status under the other choice"))
    other_reasons = _reasons("Waarom dan geen oordeel", "Why no verdict then")
    ratio = dy.Float64(nullable=True, metadata=label("Gezien gedeeld door nodig", "Seen divided by needed"))
    other_ratio = dy.Float64(
        nullable=True, metadata=label("Zelfde deling bij andere keuze", "The same under the other choice")
    )
    trend = dy.Enum(Trend, nullable=True, metadata=label("Ontwikkeling", "Trend"))
    other_trend = dy.Enum(
        Trend, nullable=True, metadata=label("Ontwikkeling bij andere keuze", "Trend under the other choice")
    )
    differs = dy.Bool(metadata=label("Maakt verschil", "Makes a difference"))


class GoalProgress(dy.Schema):
    """The status of one goal, with its evidence."""

    goal_id = dy.Int16(primary_key=True, metadata=label("Doel", "Goal"))
    status = dy.Enum(ProgressStatus, metadata=label("Stand", "Status"))
    reasons = dy.List(dy.Enum(GoalReason), metadata=label("Waarom geen oordeel", "Why no verdict"))
    decided_by = _ids("Indicatoren die de stand bepalen", "Indicators that decide the status")
    judged = _ids("Indicatoren die meetellen", "Indicators that count")
    outdated = _ids("Beoordeeld, maar het cijfer is te oud", "Judged, but the figure is too old")
    missing = _ids("Indicatoren met streven, zonder oordeel", "Indicators with a target, without a verdict")
    without_target = _ids("Indicatoren zonder streven", "Indicators without a target")
    deadline = dy.Date(metadata=label("Laatste dag", "Last day"))
    days_left = dy.Int32(
        metadata=label(
            "Dagen over",
            "Days left",
            about_nl="Onder nul: zoveel dagen geleden.",
            about_en="Below zero: so many days ago.",
        ),
    )
    is_past_deadline = dy.Bool(metadata=label("Termijn voorbij", "Deadline passed"))
    indicators = _count("Indicatoren", "Indicators")
    better = _count("Gaan aantoonbaar de goede kant op", "Demonstrably move the right way")
    same = _count("Aantoonbaar gelijk gebleven", "Demonstrably stayed the same")
    worse = _count("Gaan aantoonbaar de verkeerde kant op", "Demonstrably move the wrong way")
    seems_better = _count("Lijken de goede kant op te gaan", "Seem to move the right way")
    seems_worse = _count("Lijken de verkeerde kant op te gaan", "Seem to move the wrong way")
    direction_unknown = _count("Richting niet te zeggen", "Direction cannot be told")
    no_figure = _count("Zonder cijfer", "Without a figure")
    telling = dy.String(
        nullable=True,
        metadata=label(
            "Reeks die het meest zegt",
            "Series that tells most",
            about_nl="De indicator waarvan de richting het zekerst is; daarna de nieuwste, dan de langste reeks.",
            about_en="The indicator whose direction is most certain; then the newest, then the longest series.",
        ),
    )
    observed = _count("Met minstens één cijfer", "With at least one figure")
    fresh = _count("Met een actueel cijfer", "With an up-to-date figure")
    well_evidenced = _count("Met een actuele, precieze reeks", "With an up-to-date, exact series")
    evidence = dy.Enum(Evidence, metadata=label("Hoeveel bewijs", "How much evidence"))
    last_observation_year = year(nullable=True, metadata=label("Laatste cijfer uit", "Latest figure from"))
    last_milestone = dy.String(
        nullable=True,
        metadata=label(
            "Laatste gehaalde mijlpaal",
            "Latest milestone done",
            about_nl="Zo precies als de bron: jaar, maand of dag.",
            about_en="As exact as its source: year, month or day.",
        ),
    )
    milestones_done = _count("Mijlpalen gehaald sinds de start", "Milestones done since the launch")
    milestones_done_before = _count("Mijlpalen gehaald vóór de start", "Milestones done before the launch")
    milestones_overdue = _count("Mijlpalen over tijd", "Milestones overdue")
    setbacks = _count("Tegenslagen", "Setbacks")
