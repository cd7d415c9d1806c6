"""Rows of partners and of relations between them."""

from data_loaders.schema import PartnerKind, PartnerRole, RelationKind, Scope, Theme
from prepare.programme.context import Context
from prepare.programme.rows import Record, Row, split

ALL_PROVINCES = "alle"


def partner(row: Row, context: Context) -> Record:
    """A row of `partners.csv` as a row of `Partners`."""
    return {
        "partner_id": row.required("partner_id"),
        "name": row.required("name"),
        "short_name": row.text("short_name"),
        "role": row.choice("role", PartnerRole),
        "kind": row.choice("kind", PartnerKind),
        "scope": row.choice("scope", Scope),
        "municipality_code": _seat(row, context),
        "province_codes": _service_area(row, context),
        "themes": row.choices("themes", Theme),
        "website": row.address("website"),
        "members_count": row.whole("members_count", lowest=0),
        "members_year": row.year("members_year"),
        "summary": row.text("summary_nl"),
        "source_url": row.address("source_url", required=True),
    }


def relation(row: Row, context: Context) -> Record:
    """A row of `relations.csv` as a row of `Relations`."""
    ends = {column: row.required(column) for column in ("from_partner", "to_partner")}
    for column, partner_id in ends.items():
        if partner_id and partner_id not in context.partner_ids:
            reason = f"Partner {partner_id!r} staat niet in partners.csv."
            row.reject(
                "partner_unknown",
                reason,
                "Zet de partner eerst in partners.csv, of verbeter het kenmerk.",
                column=column,
            )
    if ends["from_partner"] == ends["to_partner"]:
        reason = "Een partner kan geen relatie met zichzelf hebben."
        row.reject("relation_to_itself", reason, "Verbeter of verwijder de rij.", column="to_partner")
    return {
        **ends,
        "kind": row.choice("kind", RelationKind),
        "since_year": row.year("since_year"),
        "source_url": row.address("source_url", required=True),
    }


def _seat(row: Row, context: Context) -> str | None:
    name = row.text("municipality")
    if name is None:
        row.remark(
            "seat_unknown",
            "De vestigingsplaats is niet bekend.",
            "Vul de gemeente van de vestiging in.",
            column="municipality",
        )
        return None
    resolution = context.gazetteer.municipality(name)
    if resolution.chosen:
        return resolution.chosen.municipality_code
    options = ", ".join(candidate.municipality for candidate in resolution.candidates)
    reason = f"Gemeente {name!r} kan zijn: {options}." if options else f"Gemeente {name!r} is niet bekend."
    row.remark("municipality_unknown", reason, "Gebruik de naam van een gemeente van vandaag.", column="municipality")
    return None


def _service_area(row: Row, context: Context) -> list[str]:
    names = split(row.text("provinces"))
    if ALL_PROVINCES in names:
        return context.gazetteer.province_codes
    code_of = {name: context.gazetteer.province(name) for name in names}
    for name in (name for name, code in code_of.items() if code is None):
        remedy = f"Gebruik de naam van een provincie, of: {ALL_PROVINCES}."
        row.remark("province_unknown", f"Provincie {name!r} is niet bekend.", remedy, column="provinces")
    return sorted({code for code in code_of.values() if code})
