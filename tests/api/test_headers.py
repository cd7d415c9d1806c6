import pytest

from api.headers import policy
from geo import base_map


def sources(directive: str) -> list[str]:
    """The sources that the policy allows for one kind of content."""
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))
    return rules[directive].split()


def test_the_policy_allows_no_eval_and_only_our_own_inline_scripts() -> None:
    allowed = sources("script-src")

    assert "'unsafe-eval'" not in allowed
    assert "'unsafe-inline'" not in allowed
    # The digest of "a", by any other tool.
    assert "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='" in policy(["a"])
    assert sources("connect-src") == ["'self'"]


def test_nothing_comes_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(base_map.SETTING, raising=False)

    assert "//" not in policy()


def test_a_base_map_adds_its_own_host_to_pictures_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(base_map.SETTING, raising=False)
    without = {directive: sources(directive) for directive in ("img-src", "connect-src")}
    monkeypatch.setenv(base_map.SETTING, "pdok")

    for directive, before in without.items():
        assert sources(directive) == [*before, base_map.HOST]
    assert policy().count("//") == len(without)
