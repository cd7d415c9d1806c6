"""The metadata of the project: licences, publiccode.yml and CITATION.cff."""

import re
import subprocess
import sys

import pytest
import yaml
from jsonschema import Draft202012Validator

from data_loaders.documents import Document
from tests.architecture.source_files import ROOT


def read(name: str) -> Document:
    found: Document = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return found


def test_every_file_says_under_which_licence_it_comes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(ROOT), "lint"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


# The rules of publiccode.yml 0.5 (docs.publiccode.community, "The Standard (core)") for the keys that we use, in our own words: nobody
# publishes a schema of it that agrees with that text.
WORDS = {"type": "string", "minLength": 1}
WEB = {"type": "string", "pattern": "^https?://[^ ]+$"}
WRITTEN = {
    "type": "object",
    "required": ["shortDescription", "longDescription", "features"],
    "additionalProperties": False,
    "properties": {
        "genericName": WORDS | {"maxLength": 35},
        "shortDescription": WORDS | {"maxLength": 150, "pattern": "^[^\n]+$"},
        "longDescription": WORDS | {"minLength": 150, "maxLength": 10_000},
        "features": {"type": "array", "minItems": 1, "items": WORDS | {"maxLength": 100}},
    },
}
NEEDED = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": dict.fromkeys(("name", "version", "versionMin", "versionMax"), WORDS),
}
PUBLICCODE = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "organisation", "description", "legal",
        "maintenance", "localisation",
    ],
    "properties": {
        "publiccodeYmlVersion": {"const": "0.5"},
        "name": WORDS,
        "url": WEB | {"pattern": "^https://.+"},
        "softwareVersion": WORDS,
        "organisation": {
            "type": "object", "required": ["uri"], "additionalProperties": False, "properties": {"name": WORDS, "uri": WEB},
        },
        "platforms": {"type": "array", "minItems": 1, "items": {"enum": ["web", "windows", "mac", "linux", "ios", "android"]}},
        "categories": {"type": "array", "items": {"enum": ["data-visualization", "geographic-information-systems"]}},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"enum": ["standalone/mobile", "standalone/desktop", "standalone/web", "standalone/backend", "library"]},
        "description": {"type": "object", "required": ["nl", "en"], "additionalProperties": WRITTEN},
        "legal": {"type": "object", "additionalProperties": False, "required": ["license"], "properties": {"license": WORDS}},
        "maintenance": {
            "type": "object",
            "required": ["type", "contacts"],
            "properties": {
                "type": {"enum": ["internal", "community"]},
                "contacts": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
            },
        },
        "localisation": {
            "type": "object",
            "required": ["localisationReady", "availableLanguages"],
            "properties": {
                "localisationReady": {"type": "boolean"},
                "availableLanguages": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"}},
            },
        },
        "dependsOn": {
            "type": "object",
            "additionalProperties": False,
            "properties": {kind: {"type": "array", "items": NEEDED} for kind in ("open", "proprietary", "hardware")},
        },
    },
}  # fmt: skip


def test_publiccode_follows_the_standard() -> None:
    assert [error.message for error in Draft202012Validator(PUBLICCODE).iter_errors(read("publiccode.yml"))] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("publiccodeYmlVersion", "0.4"), ("organisation", {"name": "x"}), ("legal", {"license": "x", "repoOwner": "x"}),
        ("maintenance", {"type": "community"}), ("url", "git@elders"), ("dependsOn", ["Python"]), ("oud", "x"),
    ],
)  # fmt: skip
def test_the_rules_of_publiccode_refuse_what_the_standard_refuses(key: str, value: object) -> None:
    assert not Draft202012Validator(PUBLICCODE).is_valid({**read("publiccode.yml"), key: value})


def test_no_address_of_ours_is_made_up() -> None:
    # What is not known yet stands in a domain that can never exist (RFC 2606), with the reason beside it; elsewhere it is left out.
    written = {name: (ROOT / name).read_text("utf-8") for name in ("publiccode.yml", "CITATION.cff", "SECURITY.md")}

    addresses = {name: set(re.findall(r"https?://([^/\s\"]+)|[\w.]+@([\w.]+)", text)) for name, text in written.items()}
    assert addresses == {
        "publiccode.yml": {("samenkaart.example", ""), ("coalitie.wedoenhetsamen.nu", "")}, "CITATION.cff": set(), "SECURITY.md": set(),
    }  # fmt: skip
    assert "can never exist" in written["publiccode.yml"]


def test_citation_and_publiccode_agree() -> None:
    cited, described = read("CITATION.cff"), read("publiccode.yml")

    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited)
    assert (cited["version"], cited["license"]) == (described["softwareVersion"], described["legal"]["license"])
