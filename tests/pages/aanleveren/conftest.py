import pytest

from pages.aanleveren import worker


@pytest.fixture(autouse=True)
def no_check_is_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a check may take longer than visitors would wait; what ends one, its own test shows."""
    monkeypatch.setattr(worker, "SECONDS", 3600)
