"""Rows about how progress is judged: methods, judgements by organisations, links to initiatives."""

from data_loaders.schema import LegalForm, Status, Theme
from data_loaders.schema.goal_rules import Growth, ProgressStatus, TargetScope
from prepare.programme.context import Context
from prepare.programme.rows import Record, Row


def method(row: Row, context: Context) -> Record:
    """A row of `indicator_methods.csv` as a row of `IndicatorMethods`."""
    scope, region = row.choice("scope", TargetScope), _region(row, context, "region_code")
    if (scope is TargetScope.ONE_REGION) != (region is not None):
        remedy = f"Vul een gebied in bij {TargetScope.ONE_REGION}, en alleen daar."
        row.reject("region_of_scope", "Het bereik en het gebied passen niet bij elkaar.", remedy, column="region_code")
    return {
        "indicator_id": listed_indicator(row, context),
        "scope": scope,
        "region_code": region,
        "base_year": row.year("base_year"),
        "growth": row.choice("growth", Growth),
        "minimum_points": row.whole("minimum_points", lowest=2, highest=100, required=True),
        **{column: row.not_negative(column) for column in ("on_course_from", "behind_from", "steady_margin")},
        "target_last_day": row.day("target_last_day"),
        "fresh_years": row.whole("fresh_years", lowest=0, highest=100, required=True),
        "step_years": row.whole("step_years", lowest=1, highest=100, required=True),
        "breaks": row.years("breaks"),
        "is_cumulative": row.flag("is_cumulative"),
        "is_indicative": row.flag("is_indicative"),
        "decides_goal": row.flag("decides_goal"),
        "why_nl": row.text("why_nl"),
        "why_en": row.text("why_en"),
    }


def judgement(row: Row, context: Context) -> Record:
    """A row of `goal_judgements.csv` as a row of `GoalJudgements`."""
    subject = row.required("subject")
    if subject and subject not in context.units and subject not in context.goal_slugs:
        reason = f"{subject!r} is geen doel en geen indicator."
        row.reject(
            "subject_unknown",
            reason,
            "Gebruik de slug van een doel of het kenmerk van een indicator.",
            column="subject",
        )
    return {
        "subject": subject,
        "organisation": row.required("organisation"),
        "date": row.day("date", required=True),
        "status": row.choice("status", ProgressStatus),
        "why_nl": row.required("why_nl"),
        "why_en": row.required("why_en"),
        "source_url": row.address("source_url"),
    }


def link(row: Row, context: Context) -> Record:
    """A row of `goal_links.csv` as a row of `GoalLinks`."""
    network = row.text("network")
    if network and network not in context.partner_ids:
        reason = f"Netwerk {network!r} staat niet in partners.csv."
        row.reject(
            "partner_unknown",
            reason,
            "Zet de partner eerst in partners.csv, of verbeter het kenmerk.",
            column="network",
        )
    conditions = {
        "theme": row.choice("theme", Theme) if row.text("theme") else None,
        "legal_forms": row.choices("legal_forms", LegalForm, strict=True),
        "network": network,
        "municipality_code": _region(row, context, "municipality_code"),
    }
    if not any(conditions.values()):
        remedy = "Vul een thema, rechtsvorm, netwerk of gemeente in."
        row.reject("no_condition", "Zonder voorwaarde zou elk initiatief meetellen.", remedy, column="theme")
    indicator_id = listed_indicator(row, context)
    return {
        "indicator_id": indicator_id,
        **conditions,
        "statuses": row.choices("statuses", Status, strict=True),
        **{column: row.required(column) for column in ("why_nl", "why_en")},
    }


def listed_indicator(row: Row, context: Context) -> str:
    """The id of an existing indicator; an unknown id rejects the row."""
    indicator_id = row.required("indicator_id")
    if indicator_id and indicator_id not in context.units:
        reason = f"Indicator {indicator_id!r} staat niet in indicators.csv."
        row.reject("indicator_unknown", reason, "Verbeter het kenmerk of voeg de indicator toe.", column="indicator_id")
    return indicator_id


def _region(row: Row, context: Context, column: str) -> str | None:
    code = row.text(column)
    if code and not context.gazetteer.is_region(code):
        remedy = "Gebruik NL, PV en twee cijfers, CR en twee cijfers, of GM en vier cijfers."
        row.reject("region_unknown", f"Regio {code!r} bestaat niet.", remedy, column=column)
    return code
