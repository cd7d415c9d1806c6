"""Rows of goals, indicators, observed values and milestones."""

from data_loaders.schema import Direction, MilestoneKind, MilestoneStatus
from prepare.programme.checks import check_target, in_range
from prepare.programme.context import Context, listed_goal
from prepare.programme.judging import listed_indicator
from prepare.programme.rows import Record, Row
from prepare.programme.words import partial_date, qualifiers


def goal(row: Row, context: Context) -> Record:
    """A row of `goals.csv` as a row of `Goals`."""
    deadline = row.year("deadline_year", required=True)
    if deadline is not None and deadline < context.read_on.year:
        remedy = "Geen actie nodig; de site zegt erbij dat de termijn voorbij is."
        row.remark("deadline_passed", f"De termijn {deadline} is voorbij.", remedy, column="deadline_year")
    return {
        "goal_id": row.whole("goal_id", lowest=1, required=True),
        "deadline_year": deadline,
        **{column: row.required(column) for column in ("slug", "title_nl", "aim_nl", "title_en", "aim_en")},
        "source_url": row.address("source_url", required=True),
    }


def indicator(row: Row, context: Context) -> Record:
    """A row of `indicators.csv` as a row of `Indicators`."""
    record: Record = {
        "indicator_id": row.required("indicator_id"),
        "goal_id": listed_goal(row, context),
        **{column: row.required(column) for column in ("name_nl", "name_en", "unit")},
        "direction": row.choice("direction", Direction),
        "baseline_year": row.year("baseline_year"),
        "baseline_value": row.number("baseline_value"),
        "target_year": row.year("target_year"),
        "target_value": row.number("target_value"),
        "target_source_url": row.address("target_source_url"),
        **{column: row.text(column) for column in ("definition_nl", "source_org", "frequency", "notes_nl")},
    }
    return check_target(row, record)


def value(row: Row, context: Context) -> Record:
    """A row of `indicator_values.csv` as a row of `IndicatorValues`."""
    remark = row.text("qualifier")
    record: Record = {
        "indicator_id": listed_indicator(row, context),
        "region_code": row.required("region_code"),
        "year": row.year("year", required=True),
        "value": row.number("value", required=True),
        "qualifiers": qualifiers(remark),
        "qualifier_note": remark,
        "source_url": row.address("source_url", required=True),
        "source_title": row.required("source_title"),
    }
    unit = context.units.get(record["indicator_id"])
    if unit is not None:
        in_range(row, record["value"], unit, column="value")
    if record["region_code"] and not context.gazetteer.is_region(record["region_code"]):
        remedy = "Gebruik NL, PV en twee cijfers, CR en twee cijfers, of GM en vier cijfers."
        row.reject("region_unknown", f"Regio {record['region_code']!r} bestaat niet.", remedy, column="region_code")
    if record["year"] and record["year"] > context.read_on.year:
        remedy = "Vul het jaar in waarvoor de waarde is gemeten."
        row.reject("year_in_future", f"Het jaar {record['year']} moet nog komen.", remedy, column="year")
    return record


def milestone(row: Row, context: Context) -> Record:
    """A row of `milestones.csv` as a row of `Milestones`."""
    text, status = row.text("date"), row.choice("status", MilestoneStatus)
    when, precision = partial_date(text)
    if text is None:
        remedy = "Vul een jaar (2025), een maand (2025-06) of een dag (2025-06-30) in."
        row.remark("date_unknown", "De mijlpaal heeft geen datum.", remedy, column="date")
    elif when is None:
        row.reject("date_unreadable", f"{text!r} is geen datum.", "Schrijf 2025, 2025-06 of 2025-06-30.", column="date")
    elif when > context.read_on and status in (MilestoneStatus.DONE, MilestoneStatus.MISSED):
        reason = f"De datum {text} moet nog komen, maar de stand is {status}."
        row.reject("date_in_future", reason, "Verbeter de datum of de stand.", column="date")
    return {
        "goal_id": listed_goal(row, context),
        "title_nl": row.required("title_nl"),
        "date": when,
        "date_precision": precision,
        "title_en": row.required("title_en"),
        "status": status,
        "what_nl": row.text("what_nl"),
        "kind": row.choice("kind", MilestoneKind),
        "group": row.required("group"),
        "source_url": row.address("source_url", required=True),
    }
