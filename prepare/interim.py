"""Interim reading and exact merge; replaced when the real reader and merger are in place."""

import re
from pathlib import Path
from typing import Any

import polars as pl

from data_loaders.schema import Aliases, Initiatives, Statements
from data_loaders.schema.folding import fold
from geo.codes import Gazetteer, MatchKind
from prepare.counts import FileCounts
from prepare.tables import Candidates, Rejects

PRECISION = {MatchKind.DISTRICT: "district"}


def read(files: list[Path], gaz: Gazetteer, partners: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    by_name = {fold(re.sub(r"\(.*?\)", "", r["name"])): r["partner_id"] for r in partners.iter_rows(named=True)}
    by_name |= {
        fold(m): r["partner_id"] for r in partners.iter_rows(named=True) for m in re.findall(r"\(([^)]*)\)", r["name"])
    }
    by_name |= {"knhm": "katalys"}
    rows: list[dict[str, Any]] = []
    for path in files:
        frame = pl.read_csv(path, infer_schema=False)
        for number, c in enumerate(frame.iter_rows(named=True), start=2):
            m = gaz.municipality(c["municipality"]).chosen
            assert m, c
            place = c["place"] or ""
            lon, lat, precision = m.longitude, m.latitude, "municipality"
            parts = [place, *[x.strip() for x in place.split(",")]]
            for part in parts:
                hit = gaz.place(part, municipality_code=m.municipality_code).candidates
                district = gaz.district(part, municipality_code=m.municipality_code).candidates
                if hit and hit[0].longitude:
                    lon, lat, precision = hit[0].longitude, hit[0].latitude, "place"
                    if hit[0].kind == MatchKind.SECTION:
                        precision = "district"
                    break
                if district:
                    lon, lat, precision = district[0].longitude, district[0].latitude, "district"
                    break
            nets = [n.strip() for n in (c["networks"] or "").split(";") if n.strip()]
            rows.append(
                {
                    "source": path.name,
                    "row": number,
                    "name": c["name"].strip(),
                    "place": place or None,
                    "municipality_code": m.municipality_code,
                    "longitude": lon,
                    "latitude": lat,
                    "location_precision": precision,
                    "themes": c["themes"].split(";"),
                    "legal_form": c["legal_form"] or "onbekend",
                    "started_year": int(c["started_year"]) if c["started_year"] else None,
                    "status": c["status"] or "onbekend",
                    "website": c["website"] or None,
                    "networks": sorted({by_name[fold(n)] for n in nets if fold(n) in by_name}),
                    "networks_unlisted": sorted({n for n in nets if fold(n) not in by_name}),
                    "summary": c["summary_nl"] or None,
                    "source_url": c["source_url"],
                    "source_title": c["source_title"] or c["source_url"],
                    "source_year": int(c["source_year"]) if c["source_year"] else None,
                }
            )
    return Candidates.validate(pl.DataFrame(rows, schema=Candidates.create_empty().schema)), Rejects.create_empty()


def slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def merge(candidates: pl.DataFrame, regions: pl.DataFrame) -> dict[str, Any]:
    names = dict(regions.select("code", "name").iter_rows())
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for r in candidates.iter_rows(named=True):
        groups.setdefault((fold(r["name"]), r["municipality_code"]), []).append(r)
    initiatives, statements = [], []
    counts: dict[str, list[int]] = {}
    for rows in groups.values():
        for i, r in enumerate(rows):
            counts.setdefault(r["source"], [0, 0])[min(i, 1)] += 1
        first = rows[0]
        newest = max(rows, key=lambda r: (r["status"] != "onbekend", r["source_year"] or 0))
        started = [r["started_year"] for r in rows if r["started_year"]]
        forms = [r["legal_form"] for r in rows if r["legal_form"] != "onbekend"]
        rid = re.sub(r"[^a-z0-9-]", "", slug(first["name"] + " " + names[first["municipality_code"]]))
        themes = list(dict.fromkeys(t for r in rows for t in r["themes"]))
        others = sorted({r["name"] for r in rows} - {first["name"]})
        sources = {
            r["source_url"]: {"url": r["source_url"], "title": r["source_title"], "year": r["source_year"]}
            for r in rows
        }
        summary = next((r["summary"] for r in rows if r["summary"]), None)
        text = " ".join(
            [first["name"], *others, first["place"] or "", names[first["municipality_code"]], summary or ""]
        )
        record = {
            **{
                k: first[k]
                for k in ("name", "place", "municipality_code", "longitude", "latitude", "location_precision")
            },
            "id": rid,
            "other_names": others,
            "summary": summary,
            "themes": themes,
            "legal_form": forms[0] if forms else "onbekend",
            "status": newest["status"],
            "status_year": newest["source_year"],
            "started_year": min(started) if started else None,
            "website": next((r["website"] for r in rows if r["website"]), None),
            "networks": sorted({n for r in rows for n in r["networks"]}),
            "networks_unlisted": sorted({n for r in rows for n in r["networks_unlisted"]}),
            "sources": list(sources.values()),
            "parent_id": None,
            "search_text": fold(text),
        }
        initiatives.append(record)
        for r in rows:
            for field in ("name", "place", "status", "started_year", "legal_form", "website", "themes"):
                value = ";".join(r[field]) if field == "themes" else r[field]
                if value not in (None, "onbekend", ""):
                    shown = ";".join(record["themes"]) if field == "themes" else record[field]
                    statements.append(
                        {
                            "initiative_id": rid,
                            "field": field,
                            "value": str(value),
                            "source_url": r["source_url"],
                            "source_title": r["source_title"],
                            "source_year": r["source_year"],
                            "is_shown": shown == value,
                        }
                    )
    ini = pl.DataFrame(initiatives, schema=Initiatives.create_empty().schema).sort("id")
    sta = (
        pl.DataFrame(statements, schema=Statements.create_empty().schema)
        .unique(Statements.primary_key(), keep="first", maintain_order=True)
        .sort(Statements.primary_key())
    )
    return {
        "initiatives": Initiatives.validate(ini),
        "statements": Statements.validate(sta),
        "aliases": Aliases.create_empty(),
        "counts": {k: FileCounts(a + m, a, m) for k, (a, m) in counts.items()},
    }
