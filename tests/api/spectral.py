"""Lint the OpenAPI document of `/api/v1` with Spectral, by the rules of the Dutch government: `python -m tests.api.spectral`.

Spectral is a program for Node. It is fetched once, into `.venv`, where there is npm; elsewhere this says that it could not be had.
`tests/api/test_rules.py` holds the document to the rules that matter most on every machine.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.api.v1.machine import ask
from ui.site_address import SETTING

VERSION = "6.16.3"
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv" / f"spectral-{VERSION}"
PROGRAM = FOLDER / "node_modules" / ".bin" / "spectral"
RULES = Path(__file__).parent / "standards" / "nlgov-api.yaml"
"""As Logius publishes them (commit 6edd13c of May 2026, CC BY 4.0), unchanged."""


def fetched() -> str:
    """Why Spectral is not here; empty when it is. Scripts of packages are not run."""
    if PROGRAM.exists():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "this machine has no npm"
    FOLDER.mkdir(parents=True, exist_ok=True)
    package = f"@stoplight/spectral-cli@{VERSION}"
    wanted = [
        npm,
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel",
        "error",
        "--prefix",
        str(FOLDER),
        package,
    ]
    done = subprocess.run(wanted, capture_output=True, text=True, check=False, timeout=300)
    return "" if PROGRAM.exists() else f"npm could not fetch it: {done.stderr.strip()[-200:]}"


def main() -> int:
    """0 when no rule is broken, or when there is no Spectral to ask."""
    if missing := fetched():
        sys.stdout.write(f"spectral: not run, {missing}\n")
        return 0
    os.environ[SETTING] = "https://voorbeeld.nl"
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "openapi.json"
        document.write_bytes(ask("/api/v1/openapi.json").body)
        command = [str(PROGRAM), "lint", "--fail-severity", "warn", "--ruleset", str(RULES), str(document)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    sys.stdout.write(f"spectral {VERSION}: {done.stdout.strip()}\n{done.stderr}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
