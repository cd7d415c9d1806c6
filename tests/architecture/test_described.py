"""What others read of this project before they read the code."""

import subprocess
import sys
from typing import Any

import yaml

from tests.architecture.source_files import ROOT


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return found


def test_every_file_says_under_which_licence_it_comes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(ROOT), "lint"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_publiccode_names_the_organisation_and_the_licence() -> None:
    described = read("publiccode.yml")

    assert described["publiccodeYmlVersion"] == "0.5"
    assert described["organisation"]["uri"].startswith("https://")
    assert "repoOwner" not in described["legal"]
    for language in ("nl", "en"):
        words = described["description"][language]
        assert len(words["shortDescription"]) <= 150 <= len(words["longDescription"])


def test_citation_and_publiccode_agree() -> None:
    cited, described = read("CITATION.cff"), read("publiccode.yml")

    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited)
    assert (cited["version"], cited["license"]) == (described["softwareVersion"], described["legal"]["license"])
