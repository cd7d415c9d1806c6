"""One form for singular and plural of a Dutch or English word, for comparing words. The form need not be a word."""

import re
from functools import lru_cache

from data_loaders.schema.folding import fold

_LINKING = frozenset({"en", "and", "of", "or", "de", "het", "een", "the", "van", "voor", "met", "in", "op"})
_SHORTEST = 4
_DOUBLE_CONSONANT = re.compile(r"([bdfgklmnprst])\1$")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1(?=[a-z]$)")


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A form that singular and plural share: huis, huizen; school, scholen; bos, bossen; centrum, centra; thema, themas.

    Args:
        word: one word, folded (`data_loaders.schema.folding.fold`).
    """
    word = _without_s(word)
    if word.endswith(("centra", "musea", "podia")):
        word = word[:-1] + "um"
    if word.endswith("en") and len(word) > _SHORTEST:
        bare = _DOUBLE_CONSONANT.sub(r"\1", word[:-2])
        word = _without_s(bare[:-1] + {"z": "s", "v": "f"}.get(bare[-1], bare[-1]))
    if len(word) > _SHORTEST:
        word = word.removesuffix("e")
    return _DOUBLE_VOWEL.sub(r"\1", word)


def _without_s(word: str) -> str:
    return word.removesuffix("s") if len(word) >= _SHORTEST else word


def words_key(folded: str) -> str:
    """A form in which "naam initiatieven" equals "naam initiatief": each word becomes its stem."""
    return " ".join(map(stem, folded.split()))


def phrase_key(text: str) -> str:
    """A form in which "Energie-coöperaties" equals "energiecoöperatie", and "1. Wonen & zorg" equals "wonen en zorg"."""
    words = [word for word in fold(text).split() if len(word) > 1 and word not in _LINKING and not word.isdigit()]
    return stem("".join(words))
