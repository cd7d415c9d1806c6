"""Columns known by their names, or as the settings say."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from data_loaders.schema.folding import fold
from prepare.clean.words import Words
from prepare.columns.field import Column, Field, How, letter
from prepare.messages import quote

_SURE_SPELLING = 88
_SHORTEST_FUZZY = 5
_MOST_SCORED = 1_000
_LONGEST_SCORED = 60


_WEAK = frozenset({Field.NAME, Field.UNUSED})
"""A header such as "Naam gemeente" or "Aantal leden gemeente" is about its other word, or about none."""

_COUNTING = frozenset({"aantal", "percentage", "bedrag", "budget", "number", "count", "amount"})


def by_name(header: str, headers: Mapping[str, str]) -> tuple[Field, How] | None:
    """The field that a column name stands for: the whole name, a part of it, or all but its spelling."""
    folded = fold(header)
    if folded in headers:
        return Field(headers[folded]), How.NAME
    inside = _part_of_name(folded, headers)
    if inside:
        return inside, How.PART_OF_NAME
    if len(folded) >= _SHORTEST_FUZZY:
        likely = [word for word in headers if len(word) >= _SHORTEST_FUZZY]
        found = process.extractOne(folded, likely, scorer=fuzz.ratio, score_cutoff=_SURE_SPELLING)
        if found:
            return Field(headers[found[0]]), How.SPELLING
    return None


def _part_of_name(folded: str, headers: Mapping[str, str]) -> Field | None:
    """The longest known word inside the name; words for a name or for nothing only if there is no other."""
    words = folded.split()
    if _COUNTING & set(words):
        return Field.UNUSED
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + 5) + 1)]
    known = [run for run in runs if len(run) > 2 and run in headers]
    best = max(
        known, key=lambda run: (headers[run] not in _WEAK, headers[run] == Field.PERSONAL, len(run)), default=None
    )
    return Field(headers[best]) if best else None


def header_score(cells: Sequence[str], words: Words) -> int:
    """How much a row looks like a row of column names: two for each field named in full, one for a part of a name."""
    scores: dict[str, int] = {}
    for folded in {fold(cell) for cell in cells[:_MOST_SCORED] if len(cell) < _LONGEST_SCORED}:
        field, score = words.headers.get(folded), 2
        if field is None:
            field, score = _part_of_name(folded, words.headers), 1
        if field and field != Field.UNUSED:
            scores[field] = max(score, scores.get(field, 0))
    return sum(scores.values())


def name_columns(header: Sequence[str], words: Words, stated: Mapping[str, str]) -> list[Column]:
    """All columns with the field that their name, or `stated` (header to field), gives them."""
    seen: set[str] = set()
    columns = []
    asked = {fold(name): field for name, field in stated.items()}
    for position, cell in enumerate(header):
        title = quote(" ".join(cell.split()))
        label = title if title and title not in seen else f"{title} (kolom {letter(position)})".strip()
        seen.add(label)
        named = by_name(title, words.headers) if title and len(title) < 200 else None
        chosen = asked.get(fold(title)) or asked.get(fold(label)) if title else asked.get(fold(label))
        field, how = (Field(chosen), How.SETTINGS) if chosen else named or (None, None)
        columns.append(Column(position, label, field, how))
    return columns
