"""Finds a Chromium that runs on this machine, or installs one: `python -m tests.browser.chromium --install`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
REMEDY = "No Chromium or Chrome that runs was found. Install one, or name one in SAMENKAART_CHROMIUM."


def candidates() -> Iterator[Path]:
    """Possible paths of a browser: the requested one, those of the system, and Playwright's own."""
    if asked := os.environ.get("SAMENKAART_CHROMIUM"):
        yield Path(asked)
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield MAC
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def runs(executable: Path) -> bool:
    """Whether the browser starts; a stub of a package manager, or a browser without its libraries, does not."""
    if not executable.exists():
        return False
    return subprocess.run([executable, "--version"], capture_output=True, check=False, timeout=60).returncode == 0


def find() -> Path | None:
    """The first candidate that runs."""
    return next(filter(runs, candidates()), None)


def find_or_install() -> Path:
    """A browser that runs. If there is none, install one with Playwright or, as root, the Debian package.

    Raises:
        SystemExit: no browser was found and none could be installed.
    """
    for step in (_nothing, _fetch_with_playwright, _fetch_with_apt):
        step()
        if found := find():
            return found
    raise SystemExit(REMEDY)


def _nothing() -> None:
    """Install nothing, because the browser may exist already."""


def _fetch_with_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _fetch_with_apt() -> None:
    if os.geteuid() == 0 and (apt := shutil.which("apt-get")):
        subprocess.run([apt, "update", "--quiet"], check=False)
        subprocess.run([apt, "install", "--yes", "--quiet", "--no-install-recommends", "chromium"], check=False)


if __name__ == "__main__":
    executable = find_or_install() if "--install" in sys.argv else find()
    sys.stdout.write(f"browser: {executable or REMEDY}\n")
