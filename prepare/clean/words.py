"""The word lists: what words in partners' files mean. Data in `data/sources/words`, never code."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from data_loaders.schema import LegalForm, Reach, Status, Theme
from data_loaders.schema.folding import fold
from prepare.clean.stems import phrase_key, stem, words_key
from prepare.language import Phrase, phrase

_BRACKETS = re.compile(r"\s*\(([^)]*)\)")
_LONGEST_ABSENT = 40
_SAME_WORD = 80
"""Likeness from which a word is offered as "did you mean"; it is never used without asking."""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@dataclass(frozen=True)
class Partner:
    """What the reading of files needs to know of one partner."""

    partner_id: str
    name: str
    website: str | None


@dataclass(frozen=True)
class Words:
    """All word lists; every key is a folded word (`data_loaders.schema.folding.fold`)."""

    headers: dict[str, str]
    """Column name to field (`prepare.columns.field.Field`)."""
    vague_headers: dict[str, tuple[str, ...]]
    """Column name that can mean several things to the fields that its cells may fit, likeliest first."""
    header_words: dict[str, frozenset[str]]
    """Words in column names by what they do there; `header_words.csv` has the kinds."""
    themes: dict[str, tuple[Theme, ...]]
    statuses: dict[str, Status]
    legal_forms: dict[str, LegalForm]
    scopes: dict[str, Reach]
    scopes_of_places: dict[str, Reach]
    """Words in the name of a place that say how far something reaches: "Landelijk, kantoor Utrecht"."""
    yes: frozenset[str]
    """Answers: they say something below a question only."""
    shown: frozenset[str]
    """States in which a text is public, such as "publish"."""
    hidden: frozenset[str]
    """States in which it is not, such as "draft"."""
    absent: frozenset[str]
    """Ways to write "nothing"."""
    nowhere: frozenset[str]
    """Words in a column of places that do not tell where, such as "landelijk"."""
    short_places: dict[str, str]
    """Places as people shorten them: "A'dam"."""
    home: frozenset[str]
    """Names of the Netherlands."""
    countries: frozenset[str]
    """Other countries, and regions of neighbours, under which a row lies abroad."""
    namesakes: dict[str, list[tuple[int, int]]]
    """Belgian place to its postcodes, first and last; they look like Dutch ones."""
    given_names: frozenset[str]
    """First names that are common in the Netherlands."""
    local_names: dict[str, frozenset[str]]
    """Hamlets, polders and regions that no official list has, to the codes of their municipalities."""
    totals: frozenset[str]
    """First words of a row that adds up the others."""
    networks: dict[str, str]
    """Name of a network to partner id."""
    partners: dict[str, Partner]

    @classmethod
    def load(cls, sources: Path) -> "Words":
        """Read the lists below `sources` (usually `data/sources`).

        Raises:
            OSError: a list is missing.
            ValueError: a list names a theme, status, legal form or partner that does not exist.
        """
        lists = sources / "words"
        partners = [
            Partner(row["partner_id"], row["name"], row["website"] or None)
            for row in _rows(sources / "programme" / "partners.csv")
        ]
        values = [(row["field"], fold(row["word"]), row["value"]) for row in _rows(lists / "values.csv")]
        more_names = [(row["name"], row["partner_id"]) for row in _rows(lists / "network_names.csv")]
        strangers = {partner_id for _, partner_id in more_names} - {partner.partner_id for partner in partners}
        if strangers:
            raise ValueError(f"network_names.csv: no such partner: {', '.join(sorted(strangers))}")
        return cls(
            headers={fold(row["word"]): row["field"] for row in _rows(lists / "headers.csv")},
            vague_headers={
                fold(row["word"]): tuple(row["fields"].split(";")) for row in _rows(lists / "vague_headers.csv")
            },
            header_words=_by_kind(_rows(lists / "header_words.csv")),
            themes=_theme_words(_rows(lists / "themes.csv")),
            statuses={fold(s): s for s in Status} | {w: Status(v) for f, w, v in values if f == "status"},
            legal_forms={fold(s): s for s in LegalForm} | {w: LegalForm(v) for f, w, v in values if f == "legal_form"},
            scopes={fold(s): s for s in Reach} | {w: Reach(v) for f, w, v in values if f == "scope"},
            scopes_of_places={w: Reach(v) for f, w, v in values if f == "scope_of_place"},
            yes=frozenset(w for f, w, _ in values if f == "answer"),
            shown=frozenset(w for f, w, _ in values if f == "shown"),
            hidden=frozenset(w for f, w, _ in values if f == "hidden"),
            absent=frozenset(w for f, w, _ in values if f == "absent") | {""},
            nowhere=frozenset(w for f, w, _ in values if f == "nowhere"),
            short_places={w: v for f, w, v in values if f == "short_place"},
            home=frozenset(w for f, w, _ in values if f == "home"),
            countries=frozenset(w for f, w, _ in values if f == "abroad"),
            namesakes=_namesakes(_rows(lists / "belgian_postcodes.csv")),
            given_names=frozenset(fold(row["name"]) for row in _rows(lists / "given_names.csv")),
            local_names=_local_names(_rows(lists / "local_names.csv")),
            totals=frozenset(w for f, w, _ in values if f == "totals"),
            networks=_network_names(partners) | {fold(name): partner_id for name, partner_id in more_names},
            partners={partner.partner_id: partner for partner in partners},
        )

    def with_categories(self, stated: Mapping[str, list[str]]) -> "Words":
        """The same lists, in which the words in `stated` stand for the themes beside them."""
        more = {fold(word): tuple(map(Theme, themes)) for word, themes in stated.items()}
        return replace(self, themes=self.themes | more)

    def is_absent(self, text: str) -> bool:
        """Whether `text` is a way to write that there is nothing."""
        return not text or (len(text) <= _LONGEST_ABSENT and fold(text) in self.absent)

    @cached_property
    def header_forms(self) -> dict[str, str]:
        """Column name with its words in the form of `stem`, to the name as listed; the first listed wins."""
        return {words_key(name): name for name in reversed([*self.headers, *self.vague_headers])}

    @cached_property
    def header_stems(self) -> frozenset[str]:
        """Stem of every word without which a column name says nothing to us."""
        kinds = ("person", "own_name", "counting", "picture", "asks_name")
        known = [*self.headers, *self.vague_headers, *(word for kind in kinds for word in self.header_words[kind])]
        return frozenset(stem(word) for name in known for word in name.split())

    @cached_property
    def header_ends(self) -> dict[str, tuple[str, ...]]:
        """Ends of words for a person, for a thing and for a kind of initiative: "-leider", "-plek", "-tuin"."""
        return {kind: tuple(self.header_words[f"{kind}_end"]) for kind in ("person", "thing", "listed")}

    def themes_of(self, category: str) -> tuple[Theme, ...] | None:
        """The themes that a category stands for, in singular or plural, with or without hyphens; None when unknown."""
        exact = self.themes.get(fold(category))
        return exact if exact is not None else self._theme_keys.get(phrase_key(category))

    @cached_property
    def _theme_keys(self) -> dict[str, tuple[Theme, ...]]:
        return {key: themes for word, themes in self.themes.items() if (key := phrase_key(word))}

    @cached_property
    def network_names(self) -> dict[str, str]:
        """Folded name of a network to the partner's full name."""
        return {folded: self.partners[partner_id].name for folded, partner_id in self.networks.items()}

    @cached_property
    def theme_names(self) -> str:
        """The themes as a reader may write them."""
        return ", ".join(theme.replace("_", " en ") for theme in Theme)


def hint(text: str, known: Mapping[str, object]) -> str:
    """ " Bedoelt u …?" with the known word most like `text`, or nothing; for advice only.

    Args:
        text: a word that is not known.
        known: folded words; where the value is a text, that is how the word is shown.
    """
    nearest = process.extractOne(fold(text), known.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    if not nearest or nearest[0] == fold(text):
        return ""
    name = known[nearest[0]]
    return phrase(Phrase.DID_YOU_MEAN, name=name if isinstance(name, str) else nearest[0])


def _by_kind(rows: Iterable[dict[str, str]]) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        kinds[row["kind"]].add(fold(row["word"]))
    return {kind: frozenset(words) for kind, words in kinds.items()}


def _namesakes(rows: Iterable[dict[str, str]]) -> dict[str, list[tuple[int, int]]]:
    postcodes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        postcodes[fold(row["place"])].append((int(row["first"]), int(row["last"])))
    return dict(postcodes)


def _local_names(rows: Iterable[dict[str, str]]) -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        codes[fold(row["name"])].add(row["municipality_code"])
    return {name: frozenset(municipalities) for name, municipalities in codes.items()}


def _theme_words(rows: Iterable[dict[str, str]]) -> dict[str, tuple[Theme, ...]]:
    listed = {fold(row["word"]): tuple(Theme(theme) for theme in row["themes"].split(";")) for row in rows}
    return {fold(theme): (theme,) for theme in Theme} | listed


def _network_names(partners: Iterable[Partner]) -> dict[str, str]:
    """Partner ids by id, full name, name without brackets and short name in brackets."""
    names: dict[str, str] = {}
    for partner in partners:
        short = _BRACKETS.search(partner.name)
        forms = [partner.partner_id, partner.name, _BRACKETS.sub("", partner.name)]
        if short:
            forms.append(short[1].removeprefix("voorheen "))
        names.update({fold(form): partner.partner_id for form in forms})
    return names
