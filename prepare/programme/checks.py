"""Checks on the programme that need more than one cell or more than one row."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx

from data_loaders.schema import Qualifier, RelationKind
from prepare.programme.rows import Record, Row

UNIT_RANGES: dict[str, tuple[float, float]] = {"%": (0.0, 100.0), "1 = ja": (0.0, 1.0)}
"""Lowest and highest possible value per unit; every other unit is a count, which cannot be negative."""

_COUNTING = (0.0, float("inf"))


@dataclass(frozen=True)
class Observed:
    """A row without errors, and the record that was read from it."""

    row: Row
    record: Record


Combine = Callable[[list[Observed]], list[Observed]]
"""A step that combines rows without errors. A row missing from the result was rejected, or joined a row that stays."""


def in_range(row: Row, value: float | None, unit: str, *, column: str) -> None:
    """Reject a value that its unit cannot have."""
    low, high = UNIT_RANGES.get(unit, _COUNTING)
    if value is not None and not low <= value <= high:
        bound = f"tussen {low:g} en {high:g}" if high < float("inf") else f"{low:g} of hoger"
        reason = f"{value:g} kan niet bij de eenheid {unit!r}."
        row.reject("value_out_of_range", reason, f"Vul een waarde in van {bound}.", column=column)


def check_target(row: Row, record: Record) -> Record:
    """Check baseline and target against each other and their unit; an impossible target is removed, with a remark."""
    for column in ("baseline_value", "target_value"):
        in_range(row, record[column], record["unit"], column=column)
    if record["baseline_value"] == 0:
        remedy = "Geen actie nodig; de site rekent dan niet met een percentage van de basis."
        row.remark("zero_base", "De basiswaarde is 0.", remedy, column="baseline_value")
    problem = _target_problem(record)
    if problem is None:
        return record
    code, reason, remedy = problem
    row.remark(code, reason + " Het streven is weggelaten.", remedy, column="target_value")
    return {**record, "target_year": None, "target_value": None, "target_source_url": None}


def _target_problem(record: Record) -> tuple[str, str, str] | None:
    base, target = record["baseline_year"], record["target_year"]
    if base and target and target < base:
        return (
            "target_before_base",
            f"Het doeljaar {target} ligt voor het basisjaar {base}.",
            "Verbeter een van de jaren.",
        )
    if target and record["target_value"] is None:
        return (
            "target_without_value",
            f"Er is een doeljaar ({target}) maar geen streefwaarde.",
            "Vul de streefwaarde in.",
        )
    if record["target_value"] is not None and record["target_source_url"] is None:
        return "target_without_source", "Het streven heeft geen bron.", "Vul target_source_url in."
    return None


def one_per_key(*columns: str) -> Combine:
    """A step after which each key occurs once: equal rows join, and a row that differs from the first is rejected."""

    def combine(rows: list[Observed]) -> list[Observed]:
        stays: dict[tuple[object, ...], Observed] = {}
        for observed in rows:
            first = stays.setdefault(tuple(observed.record[column] for column in columns), observed)
            if first.record != observed.record:
                reason = f"Deze {' en '.join(columns)} staat al in {first.row.place}, met andere gegevens."
                observed.row.reject("duplicate_key", reason, "Maak er één rij van.", column=columns[0])
        return list(stays.values())

    return combine


def in_turn(*combines: Combine) -> Combine:
    """A step that runs several steps in order."""

    def combine(rows: list[Observed]) -> list[Observed]:
        for step in combines:
            rows = step(rows)
        return rows

    return combine


def numbered_readings(rows: list[Observed]) -> list[Observed]:
    """Number the values that sources give for the same indicator, region and year, in the order of the files.

    Different values all stay, marked as disputed, because a choice between sources would be a guess. One exception: if
    exactly one source calls its value revised, that value replaces the others.
    """
    return [reading for same in _grouped(rows, ("indicator_id", "region_code", "year")) for reading in _readings(same)]


def _readings(same: list[Observed]) -> list[Observed]:
    by_value = {observed.record["value"]: observed for observed in reversed(same)}
    firsts = sorted(by_value.values(), key=same.index)
    revised = [observed for observed in firsts if Qualifier.REVISED in observed.record["qualifiers"]]
    if len(revised) == 1:
        return _superseding(revised[0], same)
    for observed in firsts if len(firsts) > 1 else ():
        others = ", ".join(other.row.place for other in firsts if other is not observed)
        reason = f"Een andere bron noemt een andere waarde voor hetzelfde jaar ({others}). De site toont ze allemaal."
        remedy = "Geen actie nodig; weet u welke klopt, zet daar dan in kolom qualifier: bijgesteld."
        observed.row.remark("values_differ", reason, remedy, column="value")
    return [_numbered(observed, number, len(firsts)) for number, observed in enumerate(firsts, start=1)]


def _superseding(revised: Observed, same: list[Observed]) -> list[Observed]:
    for observed in same:
        if observed.record["value"] != revised.record["value"]:
            reason = f"De waarde in {revised.row.place} is een bijgestelde en vervangt deze."
            observed.row.reject("value_superseded", reason, "Geen actie nodig.", column="value")
    return [_numbered(revised, 1, 1)]


def _numbered(observed: Observed, number: int, of: int) -> Observed:
    kinds = set(observed.record["qualifiers"]) | ({Qualifier.DISPUTED} if of > 1 else set())
    shown = kinds - {Qualifier.EXACT} or kinds
    qualifiers = sorted(shown, key=list(Qualifier).index)
    return Observed(observed.row, {**observed.record, "reading": number, "qualifiers": qualifiers})


def one_relation(rows: list[Observed]) -> list[Observed]:
    """One row per relation, with the earliest year; relations that make a partner a part of itself are rejected."""
    relations = []
    for same in _grouped(rows, ("from_partner", "to_partner", "kind")):
        years = sorted({observed.record["since_year"] for observed in same} - {None})
        if len(years) > 1:
            reason = f"Deze relatie staat er vaker, met de jaren {', '.join(map(str, years))}. We tonen het vroegste."
            for observed in same:
                observed.row.remark("years_differ", reason, "Laat één rij staan.", column="since_year")
        relations.append(Observed(same[0].row, {**same[0].record, "since_year": years[0] if years else None}))
    circular = _circular(relations)
    for observed in circular:
        reason = "Deze relaties vormen een kring: een partner zou onderdeel zijn van zichzelf."
        observed.row.reject(
            "part_of_itself", reason, "Verwijder of verbeter een van de relaties in de kring.", column="to_partner"
        )
    return [observed for observed in relations if observed not in circular]


def _grouped(rows: list[Observed], columns: tuple[str, ...]) -> list[list[Observed]]:
    groups: dict[tuple[object, ...], list[Observed]] = defaultdict(list)
    for observed in rows:
        groups[tuple(observed.record[column] for column in columns)].append(observed)
    return list(groups.values())


def _circular(rows: list[Observed]) -> list[Observed]:
    parts = [observed for observed in rows if observed.record["kind"] == RelationKind.PART_OF]
    graph = nx.DiGraph((observed.record["from_partner"], observed.record["to_partner"]) for observed in parts)
    ring = {
        partner: number for number, members in enumerate(nx.strongly_connected_components(graph)) for partner in members
    }
    return [
        observed for observed in parts if ring[observed.record["from_partner"]] == ring[observed.record["to_partner"]]
    ]
