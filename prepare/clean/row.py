"""One row of a partner's file made into clean values, with a message for everything that was changed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from data_loaders.schema import LegalForm, Reach, Status, Theme
from data_loaders.schema.columns import WEB_ADDRESS
from data_loaders.schema.folding import fold
from prepare.clean.cells import Cells, at_most
from prepare.clean.numbers import YearFault, parse_year
from prepare.clean.once import Once
from prepare.clean.themes import clean_themes
from prepare.clean.words import Words, hint
from prepare.columns.field import NOES, Field
from prepare.limits import LIMITS
from prepare.messages import Problem

_ADDRESS = re.compile(r"https?://[^\s<>\"';,]+|(?:www\.)?(?:[\w-]+\.)+[a-z]{2,24}(?:/[^\s<>\"';,]*)?", re.I)
_VALID_ADDRESS = re.compile(WEB_ADDRESS)

_SINCE = re.compile(r"\s*[(,]?\s*(?:sinds|since|per|vanaf|in)?\s*(?:\d{1,2}[-/.]){0,2}(?:19|20)\d\d\s*\)?\s*$", re.I)
"""A year behind a word."""
_YEAR_PROBLEMS = {
    YearFault.NOT_A_YEAR: Problem.STARTED_INVALID,
    YearFault.TOO_EARLY: Problem.STARTED_TOO_EARLY,
    YearFault.IN_FUTURE: Problem.STARTED_FUTURE,
}

Value = TypeVar("Value")


@dataclass(frozen=True)
class Row:
    """The clean values of one row that do not concern its location."""

    name: str
    themes: list[Theme]
    legal_form: LegalForm
    status: Status
    scope: Reach | None
    started_year: int | None
    website: str | None
    networks: list[str]
    networks_unlisted: list[str]
    summary: str | None
    source_url: str | None
    source_title: str | None
    source_year: int | None


class RowCleaner:
    """Makes clean values of the rows of one file; equal texts are computed once (see `Once`)."""

    def __init__(self, words: Words, this_year: int) -> None:
        self._words = words
        self._networks = Once([Field.NETWORKS], lambda cells: clean_networks(cells, words))
        self._themes = Once([Field.THEMES], lambda cells: (clean_themes(cells, words), cells.categories))
        self._legal_form = Once(
            [Field.LEGAL_FORM],
            lambda cells: _listed(cells, Field.LEGAL_FORM, words.legal_forms, Problem.LEGAL_FORM_UNKNOWN),
        )
        self._status = Once(
            [Field.STATUS], lambda cells: _listed(cells, Field.STATUS, words.statuses, Problem.STATUS_UNKNOWN)
        )
        self._scope = Once([Field.SCOPE, Field.PLACE, Field.MUNICIPALITY], lambda cells: clean_scope(cells, words))
        self._started_year = Once(
            [Field.STARTED_YEAR],
            lambda cells: _year(cells, Field.STARTED_YEAR, words, this_year, lambda fault: _YEAR_PROBLEMS[fault]),
        )
        self._source_year = Once(
            [Field.SOURCE_YEAR],
            lambda cells: _year(cells, Field.SOURCE_YEAR, words, this_year, lambda _: Problem.SOURCE_YEAR_INVALID),
        )

    def clean(self, cells: Cells) -> Row:
        """The values of a row; `cells.messages` says what could not be used, and whether the row is rejected."""
        words = self._words
        networks, unlisted = self._networks.of(cells)
        name = clean_name(cells, words)
        _check_consent(cells, words)
        themes, cells.categories = self._themes.of(cells)
        return Row(
            name=name,
            themes=themes,
            legal_form=self._legal_form.of(cells) or LegalForm.UNKNOWN,
            status=self._status.of(cells) or Status.UNKNOWN,
            scope=self._scope.of(cells),
            started_year=self._started_year.of(cells),
            website=_address(cells, Field.WEBSITE, words),
            networks=networks,
            networks_unlisted=unlisted,
            summary=cells.get(Field.SUMMARY, words),
            source_url=_address(cells, Field.SOURCE_URL, words),
            source_title=cells.get(Field.SOURCE_TITLE, words),
            source_year=self._source_year.of(cells),
        )


def clean_name(cells: Cells, words: Words) -> str:
    """The name. A row is rejected when it has no name ("n.v.t."), or a whole text instead of one."""
    name = cells.texts.get(Field.NAME, "")
    if not fold(name) or words.is_absent(name):
        cells.tell(Problem.NAME_ABSENT, Field.NAME, rejects=True)
    elif len(name) > LIMITS.name:
        cells.tell(Problem.NAME_TOO_LONG, Field.NAME, rejects=True, limit=LIMITS.name)
    return name


def _check_consent(cells: Cells, words: Words) -> None:
    """Reject a row whose maker does not want it shown."""
    answer = fold(cells.texts.get(Field.CONSENT, ""))
    if answer in NOES or answer in words.hidden:
        cells.tell(Problem.NOT_SHARED, Field.CONSENT, rejects=True)


def clean_scope(cells: Cells, words: Words) -> Reach | None:
    """How far the initiative reaches: by the scope column, else by the words for its place."""
    stated = cells.get(Field.SCOPE, words)
    if stated and fold(stated) in words.scopes:
        return words.scopes[fold(stated)]
    if stated:
        cells.tell(Problem.SCOPE_UNKNOWN, Field.SCOPE)
    places = [f" {fold(cells.texts.get(field, ''))} " for field in (Field.PLACE, Field.MUNICIPALITY)]
    meant = {scope for word, scope in words.scopes_of_places.items() if any(f" {word} " in place for place in places)}
    return max(meant, key=list(Reach).index, default=None)


def clean_networks(cells: Cells, words: Words) -> tuple[list[str], list[str]]:
    """Partner ids of the networks that a row names, and the names of networks that are not partners."""
    stated = cells.get(Field.NETWORKS, words)
    listed: list[str] = []
    unlisted: list[str] = []
    for part in _network_parts(stated or "", words):
        partner = words.networks.get(fold(part))
        (listed if partner else unlisted).append(partner or part)
        if not partner:
            cells.tell(Problem.NETWORK_UNKNOWN, Field.NETWORKS, value=part, hint=hint(part, words.network_names))
    return list(dict.fromkeys(listed)), list(dict.fromkeys(unlisted))


def _network_parts(stated: str, words: Words) -> list[str]:
    """The names in a cell; a comma, slash or bar separates only where a known name stands beside it."""
    parts: list[str] = []
    for part in at_most(re.split(r"\s*[;\n]\s*", stated)):
        pieces = at_most(re.split(r"\s*[,/|]\s*", part))
        is_list = fold(part) not in words.networks and any(fold(piece) in words.networks for piece in pieces)
        parts += pieces if is_list else [part]
    return parts


def _listed(cells: Cells, about: Field, known: Mapping[str, Value], problem: Problem) -> Value | None:
    text = cells.texts.get(about, "")
    # In "Bewoond (2021)" the year says since when the status holds.
    value = known.get(fold(text)) or known.get(fold(_SINCE.sub("", text)))
    if value is None and fold(text):
        cells.tell(problem, about)
    return value


def _year(
    cells: Cells, about: Field, words: Words, this_year: int, problem: Callable[[YearFault], Problem]
) -> int | None:
    text = cells.get(about, words)
    year = parse_year(text, this_year) if text else None
    if isinstance(year, YearFault):
        cells.tell(problem(year), about)
        return None
    return year


def _address(cells: Cells, about: Field, words: Words) -> str | None:
    text = cells.get(about, words)
    if text is None:
        return None
    address = web_address(text)
    if address is None:
        cells.tell(Problem.WEBSITE_INVALID, about)
    return address


def web_address(text: str) -> str | None:
    """The web address that `text` begins with, with https where it has no scheme; None when there is none."""
    matched = _ADDRESS.match(text)
    address = matched[0].rstrip(".)") if matched else ""
    whole = address if address.lower().startswith("http") else f"https://{address}"
    return whole if address and _VALID_ADDRESS.match(whole) else None
