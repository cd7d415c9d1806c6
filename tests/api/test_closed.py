import pytest
from starlette.responses import PlainTextResponse

from api.addresses import ClosedAddresses
from tests.api.asgi import get


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/_stcore/metrics", 404),
        ("/_stcore/metrics/", 404),
        ("/_stcore/agent/apps", 404),
        ("/_stcore/upload_file/sessie/bestand", 404),
        ("/oauth2callback", 404),
        ("/auth/login", 404),
        ("/_stcore/health", 200),
        ("/authors", 200),
        ("/", 200),
    ],
)
def test_only_addresses_that_no_reader_needs_are_closed(address: str, status: int) -> None:
    assert get(ClosedAddresses(PlainTextResponse("pagina")), address).status == status
