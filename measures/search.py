"""Search by words: the free-text filter, and the search box for everything that has a name.

Accents, case, punctuation and the order of words are ignored. A word matches a longer word that begins with it or, from
four letters, ends with it. One typing error per word is forgiven. The filter forgives only if nothing matches exactly, so
that `burg` does not also give `berg`.
"""

import re
from collections.abc import Collection, Mapping
from typing import Protocol, TypedDict

import numpy as np
import polars as pl

from data_loaders.memory import once_per_release
from data_loaders.topics import Topic
from measures.search_names import ENTRY, THING, NameKind, entries
from measures.word_index import MEANINGFUL, Closeness, Flags, Positions, WordIndex, query_words

LEAST_LETTERS = 2
"""Fewest letters for which the search box gives answers."""

_POSTCODE = re.compile(r"\s*(\d{4})\s?[a-z]{0,2}\s*", re.IGNORECASE)
_SEARCHED = ("initiatives", "regions", "municipality_changes", "places", "partners", "postcodes")
_SPELLINGS = 50
"""More names than any single item has; the search fetches this many times the limit, because it drops duplicates later."""


_NOTHING: tuple[Positions, Flags] = (np.array([], dtype=np.int64), np.array([], dtype=np.uint8))


class TextIndex:
    """The free-text filter over the initiatives of one data version."""

    def __init__(self, texts: pl.Series) -> None:
        """Index `texts`, one folded string per initiative."""
        self._index = WordIndex(texts)

    def rows(self, query: str, *, forgiving: bool = True) -> pl.Series:
        """Positions (UInt32, ascending) of the initiatives that contain every word of `query`.

        All positions if `query` has no letter or digit. With `forgiving`, typing errors are forgiven if nothing matches
        exactly.
        """
        words = query_words(query)
        hits = self._hits(words, forgiving=False)
        if forgiving and not hits.any():
            hits = self._hits(words, forgiving=True)
        return pl.Series("row", np.flatnonzero(hits), dtype=pl.UInt32)

    def likeness(self, text: str, most_common: float) -> pl.Series:
        """Per initiative the share of the rare words of the folded `text` that it contains too (Float64, 0 to 1).

        See `WordIndex.shared_rarity`.
        """
        words = list(dict.fromkeys(text.split()))
        return pl.Series("likeness", self._index.shared_rarity(words, most_common))

    def _hits(self, words: list[str], *, forgiving: bool) -> Flags:
        return self._index.texts(_hits(self._index, words, forgiving=forgiving))


class Suggestion(TypedDict):
    """The columns of `SearchIndex.suggest` that are shown."""

    kind: str
    id: str
    label: str
    hint: str | None
    municipality_code: str | None


def text_index(initiatives: pl.DataFrame) -> TextIndex:
    """An index of the column `search_text`; make it once per data version."""
    return TextIndex(initiatives["search_text"])


class Release(Protocol):
    """The tables of one data version."""

    @property
    def version(self) -> str:
        """The data version."""
        ...

    def table(self, name: str) -> pl.DataFrame:
        """A table as it is declared."""
        ...


class SearchIndex:
    """The search box: initiatives, municipalities, provinces, places, postcodes and networks by name."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Index the names of one data version.

        Args:
            tables: `initiatives`, `regions`, `municipality_changes`, `places`, `partners` and
                `postcodes` as declared.
        """
        self._entries = entries(tables)
        self._index = WordIndex(self._entries["text"])
        words = self._entries["text"].str.split(" ")
        self._first_word = self._index.number_of(words.list.first())
        self._word_count = words.list.len().to_numpy()

    def suggest(self, query: str, limit: int = 10, kinds: Collection[NameKind] = tuple(NameKind)) -> pl.DataFrame:
        """The names that match `query` best, best first, each item once.

        The order of matches is: the whole name, whole words, and beginnings of words. If there are too few, these follow:
        endings and whole names with a typing error, and names with a typing error in one word. Equal matches are sorted by
        `NameKind`, then inhabitants, then the shorter name.

        Args:
            query: what the reader has typed so far; a postcode may have its letters.
            limit: largest number of rows.
            kinds: kinds of item to search.

        Returns:
            At most `limit` rows: `kind` (Kind), `id` (region code, place code, postcode, partner id or
            initiative id), `label` (the name that matched, which may be a nickname or a former name), `hint` (where it
            lies, or today's name; null for provinces and networks), `municipality_code` (null for provinces and
            networks) and `score` (UInt8, higher is better). No rows for fewer than two letters.
        """
        postcode = _POSTCODE.fullmatch(query)
        words = query_words(postcode[1] if postcode else query)
        if sum(map(len, words)) < LEAST_LETTERS:
            return self._things(*_NOTHING, limit)
        things = self._things(*self._named(words, limit, kinds, forgiving=False), limit)
        if (things["score"] >= 4 * Closeness.BEGINNING).sum() == limit:
            return things
        return self._things(*self._named(words, limit, kinds, forgiving=True), limit)

    def _named(
        self, words: list[str], limit: int, kinds: Collection[NameKind], *, forgiving: bool
    ) -> tuple[Positions, Flags]:
        """The best entries for `words` and their scores."""
        hits = _hits(self._index, words, forgiving=forgiving)
        closeness = self._index.texts(hits)
        if len(kinds) < len(NameKind):
            closeness = np.where(self._entries["kind"].is_in(list(kinds)).to_numpy(), closeness, 0)
        positions = np.flatnonzero(closeness)
        opens = np.any([hit[self._first_word[positions]] > 0 for hit in hits], axis=0)
        whole = self._word_count[positions] == len(words)
        close = closeness[positions]
        close = np.where(whole & (close == Closeness.TYPO), Closeness.ENDING, close)
        if len(words[-1]) < MEANINGFUL:
            # Two or three letters are the beginning of a name: `ut` probably means Utrecht, not `Ut Kretsje`.
            close = np.where(whole, close, np.minimum(close, Closeness.BEGINNING))
        score = (4 * close + 2 * whole + opens).astype(np.uint8)
        most = limit * _SPELLINGS
        if len(positions) > most:
            best = np.argpartition(-score.astype(np.int64) * self._entries.height + positions, most)[:most]
            positions, score = positions[best], score[best]
        order = np.lexsort((positions, -score.astype(np.int64)))
        return positions[order], score[order]

    def _things(self, positions: Positions, score: Flags, limit: int) -> pl.DataFrame:
        """The entries at `positions`, each item once."""
        shown = [name for name in ENTRY.names() if name not in {"weight", "is_other_name", "text"}]
        rows = self._entries.select(shown)[positions].with_columns(score=pl.Series(score, dtype=pl.UInt8))
        return rows.unique(THING, keep="first", maintain_order=True).head(limit)


@once_per_release(Topic.SEARCH)
def search_index(release: Release) -> SearchIndex:
    """The search index of a release, for the search box and for names of regions in texts."""
    return SearchIndex({name: release.table(name) for name in _SEARCHED})


def _hits(index: WordIndex, words: list[str], *, forgiving: bool) -> list[Flags]:
    last = len(words) - 1
    return [index.hits(word, is_last=place == last, forgiving=forgiving) for place, word in enumerate(words)]


__all__ = ["LEAST_LETTERS", "NameKind", "SearchIndex", "TextIndex", "search_index", "text_index"]
