"""Handmade reports in the form of the checker."""

import json
from collections.abc import Mapping

from data_loaders.checked import CheckReport

COLUMNS = [
    {"position": 0, "header": "Organisatie", "field": "name", "how": "name", "samples": ["De Klop"]},
    {"position": 1, "header": "Contact", "field": "personal", "how": "name", "samples": []},
    {"position": 2, "header": "Plaats", "field": "place", "how": "name", "samples": ["Utrecht"]},
    {"position": 3, "header": "Werk", "field": "themes", "how": "settings", "samples": ["zorg"]},
    {"position": 4, "header": "Kleur", "field": None, "how": None, "samples": ["rood"]},
]
CATEGORIES = [
    {"word": "zorg", "rows": 3, "themes": ["zorg"]},
    {"word": "samen klussen", "rows": 1, "themes": None},
]


def row(number: int, outcome: str = "accepted", **more: object) -> dict[str, object]:
    """One row of the report; values in `more` replace the defaults."""
    return {
        "row": number,
        "outcome": outcome,
        "doubtful": False,
        "name": f"Initiatief {number}",
        "place": "Utrecht",
        "municipality_code": "GM0344",
        "longitude": 5.12,
        "latitude": 52.09,
        "precision": "place",
        "themes": ["zorg"],
        "started_year": None,
        "status": "onbekend",
        "website": None,
        "summary": None,
        "same_as": None,
        "same_as_row": None,
        "reason": None,
        "remedy": None,
        "cells": [f"Initiatief {number}", "", "Utrecht", "zorg", "rood"],
        **more,
    }


def refused(number: int, **more: object) -> dict[str, object]:
    """A rejected row."""
    nowhere = {"place": None, "municipality_code": None, "longitude": None, "latitude": None, "precision": None}
    told = {"reason": "De categorie 'samen klussen' kennen we niet.", "remedy": "Kies een thema."}
    cells = [f"Initiatief {number}", "", "Utrecht", "samen klussen", "rood"]
    return row(number, "rejected", **{**nowhere, "themes": [], "cells": cells, **told, **more})


def as_json(*rows: Mapping[str, object], **more: object) -> str:
    """A complete report as JSON."""
    messages = [
        {"row": None, "column": "Contact", "value": None, "code": "column_personal", "reason": "Over personen.",
         "remedy": "Laat weg.", "rejected": False},
        *({"row": told["row"], "column": "Werk", "value": "x", "code": "theme_unknown", "reason": told["reason"],
           "remedy": told["remedy"], "rejected": True} for told in rows if told["outcome"] == "rejected"),
    ]  # fmt: skip
    told = {
        "file": "lijst.csv",
        "usable": True,
        "read": len(rows),
        **{each: [row["outcome"] for row in rows].count(each) for each in ("accepted", "merged", "rejected")},
        "doubtful": sum(bool(row["doubtful"]) for row in rows),
        "columns": COLUMNS,
        "categories": CATEGORIES,
        "rows": list(rows),
        "messages": messages,
    }
    return json.dumps({**told, **more})


def report(*rows: Mapping[str, object], **more: object) -> CheckReport:
    """The same report, parsed."""
    return CheckReport.from_json(as_json(*rows, **more))
