"""What every test shares: no test may be skipped in CI, and browser tests run in one process."""

import os
from collections.abc import Generator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling


class OneBrowser(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """Any test to any worker, except that one worker has all tests in a browser.

    Two browsers beside two servers would measure the machine, not the site. The ready-made `loadgroup` changes ids of
    tests in a way that pytest 9.2 no longer sees, so that it groups nothing.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneBrowser:
    return OneBrowser(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(item.config.rootpath / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)


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
