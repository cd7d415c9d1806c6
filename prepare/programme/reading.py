"""Reads the files of the programme, in the order in which they refer to each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dataframely as dy
import polars as pl

from data_loaders.schema import Goals, Indicators, IndicatorValues, Milestones, Partners, Relations
from data_loaders.schema.goal_rules import GoalJudgements, GoalLinks, IndicatorMethods
from geo.codes import Gazetteer
from prepare.counts import FileCounts
from prepare.programme.checks import Combine, Observed, in_turn, numbered_readings, one_per_key, one_relation
from prepare.programme.context import Context
from prepare.programme.goals import goal, indicator, milestone, value
from prepare.programme.judging import judgement, link, method
from prepare.programme.partners import partner, relation
from prepare.programme.rows import Findings, Record, Row, read_rows


@dataclass(frozen=True)
class Programme:
    """The tables by name, the messages about their rows, and row counts per file."""

    tables: dict[str, pl.DataFrame]
    rejects: pl.DataFrame
    """Rows of `prepare.tables.Rejects`."""
    counts: dict[str, FileCounts]


@dataclass(frozen=True)
class _File:
    name: str
    schema: type[dy.Schema]
    columns: str
    parse: Callable[[Row, Context], Record]
    combine: Combine


_FILES = (
    _File(
        "partners",
        Partners,
        "partner_id name short_name role kind scope municipality provinces themes website members_count members_year summary_nl source_url",
        partner,
        one_per_key("partner_id"),
    ),
    _File("relations", Relations, "from_partner to_partner kind since_year source_url", relation, one_relation),
    _File(
        "goals",
        Goals,
        "goal_id slug title_nl aim_nl deadline_year title_en aim_en source_url",
        goal,
        in_turn(one_per_key("goal_id"), one_per_key("slug")),
    ),
    _File(
        "indicators",
        Indicators,
        "indicator_id goal_id name_nl name_en unit direction baseline_year baseline_value target_year target_value "
        "target_source_url definition_nl source_org frequency notes_nl",
        indicator,
        one_per_key("indicator_id"),
    ),
    _File(
        "indicator_values",
        IndicatorValues,
        "indicator_id region_code year value qualifier source_url source_title",
        value,
        numbered_readings,
    ),
    _File(
        "milestones",
        Milestones,
        "goal_id date title_nl title_en status what_nl source_url kind group",
        milestone,
        one_per_key("goal_id", "title_nl"),
    ),
    _File(
        "indicator_methods",
        IndicatorMethods,
        "indicator_id scope region_code base_year growth minimum_points on_course_from behind_from steady_margin "
        "target_last_day fresh_years step_years breaks is_cumulative is_indicative decides_goal why_nl why_en",
        method,
        one_per_key("indicator_id"),
    ),
    _File(
        "goal_judgements",
        GoalJudgements,
        "subject organisation date status why_nl why_en source_url",
        judgement,
        one_per_key("subject", "organisation", "date"),
    ),
    _File(
        "goal_links",
        GoalLinks,
        "indicator_id theme legal_forms statuses network municipality_code why_nl why_en",
        link,
        one_per_key("indicator_id"),
    ),
)


def prepare_programme(folder: Path, gazetteer: Gazetteer, read_on: date) -> Programme:
    """The programme's tables from the files in `folder`.

    Args:
        folder: `data/sources/programme`.
        gazetteer: names and codes of regions.
        read_on: the day that counts as today, so that the result depends on the sources only.

    Raises:
        SourceError: a file is missing, unreadable, or lacks a column.
    """
    context = Context(gazetteer, read_on)
    findings: list[Findings] = []
    counts: dict[str, FileCounts] = {}
    for file in _FILES:
        per_file = [Findings(path.name) for path in _paths(file, folder)]
        context.tables[file.name], counted = _read(file, folder, context, per_file)
        findings += per_file
        counts |= counted
    return Programme(context.tables, pl.concat([of_file.frame() for of_file in findings]), counts)


def _paths(file: _File, folder: Path) -> list[Path]:
    """The file of a table, then its additions: `milestones.csv`, `milestones_2026.csv`."""
    return [folder / f"{file.name}.csv", *sorted(folder.glob(f"{file.name}_2???.csv"))]


def _read(
    file: _File, folder: Path, context: Context, findings: list[Findings]
) -> tuple[pl.DataFrame, dict[str, FileCounts]]:
    columns = set(file.columns.split())
    rows = [row for each in findings for row in read_rows(folder / each.file, columns, each)]
    parsed = [Observed(row, file.parse(row, context)) for row in rows]
    combined = file.combine([observed for observed in parsed if not observed.row.is_rejected])
    valid, accepted = _valid(file.schema, combined)
    return valid, {each.file: _counts([row for row in rows if row.file == each.file], accepted) for each in findings}


def _counts(rows: list[Row], accepted: list[Observed]) -> FileCounts:
    accepted_rows = {id(observed.row) for observed in accepted}
    taken = sum(id(row) in accepted_rows for row in rows)
    rejected = sum(row.is_rejected for row in rows)
    return FileCounts(len(rows), taken, len(rows) - taken - rejected, rejected)


def _valid(schema: type[dy.Schema], remaining: list[Observed]) -> tuple[pl.DataFrame, list[Observed]]:
    """The rows that satisfy the declared schema; the others are rejected, even if the cell readers accepted them."""
    frame = _frame(schema, remaining)
    if not schema.is_valid(frame):
        for observed in remaining:
            _, failures = schema.filter(_frame(schema, [observed]))
            if failures.counts():
                reason = f"De rij voldoet niet aan de regels van de tabel ({', '.join(failures.counts())})."
                observed.row.reject("rule_broken", reason, "Vergelijk de rij met het datawoordenboek.")
        remaining = [observed for observed in remaining if not observed.row.is_rejected]
        frame = _frame(schema, remaining)
    return schema.validate(frame.sort(schema.primary_key())), remaining


def _frame(schema: type[dy.Schema], rows: list[Observed]) -> pl.DataFrame:
    return pl.DataFrame([observed.record for observed in rows], schema=schema.create_empty().schema)
