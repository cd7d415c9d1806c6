from urllib.parse import parse_qs

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from api.addresses import LONGEST, MOST_FIELDS, TOO_LONG, ShortAddress
from tests.api.asgi import get


def app() -> ASGIApp:
    return ShortAddress(PlainTextResponse("pagina"))


@pytest.mark.parametrize("query", ["", "?thema=zorg", f"?q={'a' * 10_000}", "?" + "&".join(["thema=x"] * MOST_FIELDS)])
def test_an_ordinary_address_passes(query: str) -> None:
    assert get(app(), f"https://voorbeeld.nl/kaart{query}").body == b"pagina"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_address_with_thousands_of_fields_redirects_to_one_with_the_first(method: str) -> None:
    many = "&".join(["taal=en", *(f"thema=x{n}" for n in range(3000))])

    answer = get(app(), f"https://voorbeeld.nl/kaart?{many}", method=method)

    assert answer.status == 303
    assert answer.headers["location"].startswith("?")
    kept = parse_qs(answer.headers["location"][1:])
    assert kept["taal"] == ["en"]
    assert len(kept["thema"]) == MOST_FIELDS - 1


def test_an_address_cannot_send_a_visitor_elsewhere() -> None:
    answer = get(app(), "https://voorbeeld.nl//elders.nl/?" + "&".join(["a=1"] * 2000))

    assert answer.headers["location"].startswith("?")


@pytest.mark.parametrize(
    "address", [f"/kaart?q={'a' * LONGEST}", f"/{'a' * LONGEST}", f"/?{'&'.join(['a=1'] * LONGEST)}"]
)
def test_an_address_longer_than_any_browsers_is_refused_in_both_languages(address: str) -> None:
    answer = get(app(), f"https://voorbeeld.nl{address}")

    assert answer.status == 414
    assert answer.body.decode() == TOO_LONG
