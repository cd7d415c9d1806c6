import pytest

from pages import PAGES
from tests.pages.harness import open_page, problems, words

ADDRESSES: dict[str, dict[str, str | list[str]]] = {
    "good": {"thema": ["zorg", "energie"], "provincie": "Limburg", "van": "2015"},
    "unknown": {"thema": "nep", "gemeente": "Nergenshuizen", "netwerk": "nep", "van": "NaN", "status": "x"},
    "empty": {"q": "ditbestaatnietwaarschijnlijk"},
    "markup": {"q": "<img src=x onerror=alert(1)>", "gemeente": "'; DROP TABLE--", "thema": "[x](javascript:alert(1))"},
    "long": {"q": "a" * 10_000, "thema": [f"thema{n}" for n in range(2000)]},
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", list(ADDRESSES))
@pytest.mark.parametrize("page", ["", *PAGES])
def test_the_page_stands(page: str, address: str, language: str) -> None:
    app = open_page(page, taal=language, **ADDRESSES[address])

    assert problems(app) == []
    assert words(app)
