"""Finds the texts that contain a word, a longer word that begins or ends with it, or a word with a typing error.

It is an inverted index: a sorted vocabulary, and for each word the texts that contain it. The vocabulary hardly grows once
there are many texts, so the time of a search depends on the number of hits and not on the number of texts.
"""

import string
from collections.abc import Iterable
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import polars as pl

from data_loaders.schema.folding import fold

MOST_WORDS = 12
"""Most words of a query that count. Readers type fewer; a hostile address may have thousands."""

LONGEST_WORD = 40
"""Most letters of a word that count."""

MEANINGFUL = 4
"""Fewest letters of a word that may be the ending of a longer word, or have any kind of typing error."""

PART = 50_000
"""Texts that are split into words per batch; all words of a million texts at once would take gigabytes."""

_HALF = np.uint64(32)

Flags = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]
Words = npt.NDArray[np.bytes_]


class Closeness(IntEnum):
    """How well a word of the query matches a word of a text; higher is better."""

    NONE = 0
    TYPO = 1
    """One letter is missing, added, different, or swapped with its neighbour."""
    ENDING = 2
    """The end of a Dutch compound: `winkel` in `dorpswinkel`."""
    BEGINNING = 3
    WHOLE = 4


def query_words(query: str) -> list[str]:
    """The distinct words of `query`, folded, in the order typed; all characters except letters and digits separate words."""
    # Cut the query before folding. Folding makes at most a few letters of one, so no word that counts is lost.
    words = fold(query[: MOST_WORDS * LONGEST_WORD * 2]).split()
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in words))[:MOST_WORDS]


class WordIndex:
    """Finds the texts that contain every word of a query."""

    def __init__(self, texts: pl.Series) -> None:
        """Index `texts`: folded strings with single spaces between words; nulls count as empty texts."""
        self.size = len(texts)
        parts = [_occurrences(texts, start) for start in range(0, self.size, PART)]
        self.vocabulary = (
            pl.concat([pl.Series("word", [], dtype=pl.String), *(own for own, _ in parts)]).unique().sort()
        )
        numbers = self.vocabulary.to_frame().with_row_index("number")
        pairs = np.sort(np.concatenate([np.empty(0, np.uint64), *(_numbered(*part, numbers) for part in parts)]))
        self._texts = pairs.astype(np.uint32)
        counts = np.bincount((pairs >> _HALF).astype(np.int64), minlength=len(self.vocabulary))
        self._starts = np.concatenate([[0], counts.cumsum()])
        self._words = _encoded(self.vocabulary)
        backwards = _encoded(self.vocabulary, backwards=True)
        self._by_ending = np.argsort(backwards)
        self._backwards = backwards[self._by_ending]

    def hits(self, word: str, *, is_last: bool, forgiving: bool) -> Flags:
        """The closeness of `word` to each word of the vocabulary.

        Args:
            word: one of `query_words`.
            is_last: whether this is the last word, which the reader may still be typing; then even a short beginning
                matches.
            forgiving: whether words with one typing error match too.
        """
        closeness_of = np.zeros(len(self.vocabulary), dtype=np.uint8)
        if forgiving:
            self._mark(closeness_of, near_misses(word), Closeness.TYPO, beginnings=is_last and len(word) > MEANINGFUL)
        if len(word) >= MEANINGFUL:
            for start, stop in _spans(self._backwards, _encoded([word], backwards=True), beginnings=True):
                closeness_of[self._by_ending[start:stop]] = Closeness.ENDING
        if is_last or len(word) >= MEANINGFUL:
            self._mark(closeness_of, [word], Closeness.BEGINNING, beginnings=True)
        self._mark(closeness_of, [word], Closeness.WHOLE, beginnings=False)
        return closeness_of

    def texts(self, hits: list[Flags]) -> Flags:
        """Per text the lowest closeness of any word of the query; 0 if a word is missing."""
        worst = np.full(self.size, Closeness.WHOLE, dtype=np.uint8)
        for hit in hits:
            best = np.zeros(self.size, dtype=np.uint8)
            words = np.flatnonzero(hit)
            words = words[np.argsort(hit[words], kind="stable")]
            lengths = self._starts[words + 1] - self._starts[words]
            # A text with several of these words is assigned several times; the last, closest word stays.
            best[self._texts[_ranges(self._starts[words], lengths)]] = np.repeat(hit[words], lengths)
            worst = np.minimum(worst, best)
        return worst

    def shared_rarity(self, words: list[str], most_common: float) -> npt.NDArray[np.float64]:
        """Per text the weighted share of `words` that it contains, 0 to 1.

        The weight of a word is its inverse document frequency (K. Spärck Jones, 1972): the logarithm of the number of
        texts divided by the number that contain the word. Words in more than the share `most_common` of the texts have
        weight 0.
        """
        total = np.zeros(self.size)
        weights = 0.0
        for start, _ in _spans(self._words, _encoded(words), beginnings=False):
            texts = self._texts[self._starts[start] : self._starts[start + 1]]
            if len(texts) <= most_common * self.size:
                weight = np.log(self.size / len(texts))
                total[texts] += weight
                weights += weight
        return total / weights if weights else total

    def number_of(self, words: pl.Series) -> Positions:
        """Position in the vocabulary of each of `words`; all of them must be in it."""
        return np.searchsorted(self._words, _encoded(words))

    def _mark(self, closeness_of: Flags, words: list[str], closeness: Closeness, *, beginnings: bool) -> None:
        """Set `closeness` for the entries of the vocabulary that equal one of `words`, or begin with one (`beginnings`)."""
        for start, stop in _spans(self._words, _encoded(words), beginnings=beginnings):
            closeness_of[start:stop] = closeness


def _occurrences(texts: pl.Series, start: int) -> tuple[pl.Series, pl.DataFrame]:
    """The distinct words of one batch of texts, and the distinct pairs of word (`own`) and text (`text`), as numbers."""
    part = texts.slice(start, PART).alias("word").to_frame().with_row_index("text", offset=start)
    words = part.with_columns(pl.col("word").str.split(" ")).explode("word", empty_as_null=True)
    words = words.filter(pl.col("word").str.len_bytes() > 0)
    own = words["word"].unique().sort()
    return own, words.join(own.to_frame().with_row_index("own"), on="word").select("own", "text").unique()


def _numbered(own: pl.Series, occurrences: pl.DataFrame, numbers: pl.DataFrame) -> npt.NDArray[np.uint64]:
    """Each occurrence as one number: the word in the high bits and the text in the low bits."""
    number = own.to_frame().join(numbers, on="word", how="left", maintain_order="left")["number"].to_numpy()
    pairs: npt.NDArray[np.uint64] = number[occurrences["own"].to_numpy()].astype(np.uint64) << _HALF
    pairs |= occurrences["text"].to_numpy().astype(np.uint64)
    return pairs


def near_misses(word: str) -> list[str]:
    """The words that differ from `word` by one typing error; empty for words with digits.

    For a word of three letters only a missing letter is considered, because other errors give too many words.
    """
    if len(word) < MEANINGFUL - 1 or not (word.isascii() and word.isalpha()):
        return []
    letters = string.ascii_lowercase
    halves = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    meant = {left + letter + right for left, right in halves for letter in letters}
    if len(word) >= MEANINGFUL:
        meant |= {left + right[1:] for left, right in halves if right}
        meant |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
        meant |= {left + letter + right[1:] for left, right in halves if right for letter in letters}
    return sorted(meant - {word})


def _encoded(words: Iterable[str], *, backwards: bool = False) -> Words:
    """`words` as an array of bytes for comparison; each is one byte wider than the longest word that counts."""
    order = -1 if backwards else 1
    return np.array([word.encode()[::order][:LONGEST_WORD] for word in words], dtype=f"S{LONGEST_WORD + 1}")


def _spans(ordered: Words, words: Words, *, beginnings: bool) -> list[tuple[int, int]]:
    """Start and end in `ordered` of the entries that equal (or begin with) each of `words`, without empty ranges."""
    # No UTF-8 text contains the byte FF, so this sorts after every word with the same beginning. The cast keeps the
    # type of `ordered`, which numpy would otherwise copy.
    after = np.strings.add(words, b"\xff").astype(ordered.dtype) if beginnings else words
    first = np.searchsorted(ordered, words, side="left")
    end = np.searchsorted(ordered, after, side="left" if beginnings else "right")
    return list(zip(first[first < end].tolist(), end[first < end].tolist(), strict=True))


def _ranges(starts: Positions, lengths: Positions) -> Positions:
    """The numbers `starts[i]`, …, `starts[i] + lengths[i] - 1` of all ranges, concatenated."""
    ends = lengths.cumsum()
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
