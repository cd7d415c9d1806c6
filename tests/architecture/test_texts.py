import re
from typing import Any

import pytest

from data_loaders.schema import Language
from ui.texts import LANGUAGES, _parts, keys


def filled_in(node: object) -> set[str]:
    return set(re.findall(r"{(\w+)}", str(node)))


def at(language: Language, key: str) -> object:
    node: Any = _parts(language)
    for step in key.split("."):
        node = node[step]
    return node


def test_every_text_is_there_in_both_languages() -> None:
    assert keys("nl") == keys("en")


@pytest.mark.parametrize("key", sorted(keys("nl")))
def test_both_languages_ask_for_the_same_values(key: str) -> None:
    assert filled_in(at("nl", key)) == filled_in(at("en", key))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: Language) -> None:
    assert [key for key in keys(language) if not str(at(language, key)).strip()] == []
