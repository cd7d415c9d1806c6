"""Settings for all tests: in CI no test may be skipped, and tests that need a browser are marked."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# No test depends on how busy the machine is.
settings.register_profile("samenkaart", deadline=None)
settings.load_profile("samenkaart")


WAITING_MOST = ("browser", "deploy")
"""Folders whose tests wait for a browser or a server. They run first, so that at the end only short files are left to divide."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(tests / "browser"):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: not any(item.path.is_relative_to(tests / folder) for folder in WAITING_MOST))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _fail_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        _fail_in_ci(report)
    return report


def _fail_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI", "").lower() in {"true", "1"}:
        report.outcome = "failed"
        report.longrepr = f"Skipped, and in CI no test may be: {report.longrepr}"
