import pytest

from geo import base_map
from tests.pages.harness import open_page, problems


@pytest.mark.parametrize(("language", "exception"), [("nl", "Met één uitzondering"), ("en", "With one exception")])
def test_the_privacy_words_name_the_base_map_only_where_it_is_on(
    language: str, exception: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(base_map.SETTING, raising=False)
    without = open_page("over", taal=language)
    monkeypatch.setenv(base_map.SETTING, "pdok")

    told = open_page("over", taal=language)

    assert problems(told) == []
    assert not [text.value for text in without.markdown if exception in text.value]
    assert [text.value for text in told.markdown if exception in text.value and "service.pdok.nl" in text.value]
