"""The data dictionary, written out from the declared tables.

`python -m data_loaders.dictionary nl` prints it in Dutch, `en` in English; `--write` puts both in `docs/`.
"""

import argparse
import sys
from pathlib import Path

import dataframely as dy
import polars as pl
from polars.datatypes import DataTypeClass

from data_loaders.schema import SCHEMA_VERSION, TABLES, ColumnWords, Language, words

FILES: dict[Language, Path] = {"nl": Path("docs/datawoordenboek.md"), "en": Path("docs/data-dictionary.md")}

TABLE_TITLES: dict[str, dict[Language, str]] = {
    "initiatives": {"nl": "Initiatieven", "en": "Initiatives"},
    "statements": {"nl": "Uitspraken van bronnen", "en": "Statements of sources"},
    "aliases": {"nl": "Oude kenmerken", "en": "Old identifiers"},
    "changes": {"nl": "Wijzigingen sinds de vorige dataversie", "en": "Changes since the previous data version"},
    "partners": {"nl": "Partners", "en": "Partners"},
    "relations": {"nl": "Relaties tussen partners", "en": "Relations between partners"},
    "goals": {"nl": "Doelen", "en": "Goals"},
    "indicators": {"nl": "Indicatoren", "en": "Indicators"},
    "indicator_values": {"nl": "Waarden van indicatoren", "en": "Indicator values"},
    "milestones": {"nl": "Mijlpalen", "en": "Milestones"},
    "indicator_methods": {"nl": "Hoe indicatoren worden beoordeeld", "en": "How indicators are judged"},
    "goal_judgements": {"nl": "Oordelen van organisaties", "en": "Judgements by organisations"},
    "goal_links": {
        "nl": "Welke initiatieven bij een indicator horen",
        "en": "Which initiatives belong to an indicator",
    },
    "regions": {"nl": "Gebieden", "en": "Regions"},
    "places": {"nl": "Plaatsen", "en": "Places"},
    "postcodes": {"nl": "Postcodes", "en": "Postcodes"},
    "districts": {"nl": "Wijken", "en": "Districts"},
    "municipality_changes": {"nl": "Gemeentelijke herindelingen", "en": "Municipal mergers"},
    "context_indicators": {"nl": "Cijfers over gemeenten (CBS)", "en": "Figures about municipalities (CBS)"},
    "context_values": {"nl": "Waarden van cijfers over gemeenten", "en": "Values of figures about municipalities"},
}

_WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Datawoordenboek",
        "intro": "Gemaakt uit de tabelverklaringen in `data_loaders/schema`; niet met de hand aanpassen.",
        "version": "Versie van het schema",
        "header": "| Kolom | Naam | Soort | Leeg mag | Uitleg |",
        "yes": "ja",
        "no": "nee",
        "key": "Sleutel.",
        "bounds": "Van {low} tot en met {high}.",
        "text": "tekst",
        "integer": "geheel getal",
        "number": "getal",
        "boolean": "ja of nee",
        "date": "datum",
        "one_of": "een van: {values}",
        "list_of": "lijst; elk: {inner}",
        "fields": "met velden {fields}",
    },
    "en": {
        "title": "Data dictionary",
        "intro": "Made from the table declarations in `data_loaders/schema`; do not edit by hand.",
        "version": "Schema version",
        "header": "| Column | Name | Type | May be empty | Explanation |",
        "yes": "yes",
        "no": "no",
        "key": "Key.",
        "bounds": "From {low} up to and including {high}.",
        "text": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "yes or no",
        "date": "date",
        "one_of": "one of: {values}",
        "list_of": "list; each: {inner}",
        "fields": "with fields {fields}",
    },
}


def type_words(dtype: pl.DataType | DataTypeClass, language: Language) -> str:
    """The type of a column in words for readers ("lijst; elk: tekst", "one of: `actief`, `gestopt`")."""
    vocabulary = _WORDS[language]
    match dtype:
        case pl.Enum():
            return vocabulary["one_of"].format(values=_code(list(dtype.categories)))
        case pl.List():
            return vocabulary["list_of"].format(inner=type_words(dtype.inner, language))
        case pl.Struct():
            return vocabulary["fields"].format(fields=_code([field.name for field in dtype.fields]))
    return vocabulary[_scalar(dtype)]


def _scalar(dtype: pl.DataType | DataTypeClass) -> str:
    if dtype.is_numeric():
        return "integer" if dtype.is_integer() else "number"
    if dtype == pl.Boolean:
        return "boolean"
    return "date" if dtype == pl.Date else "text"


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def markdown(language: Language) -> str:
    """The whole dictionary as Markdown: a section per prepared file, a row per column."""
    vocabulary = _WORDS[language]
    head = [f"# {vocabulary['title']}", "", vocabulary["intro"], "", f"{vocabulary['version']}: {SCHEMA_VERSION}."]
    sections = (_section(name, schema, language) for name, schema in TABLES.items())
    return "\n".join([*head, *(line for section in sections for line in section)]) + "\n"


def _section(name: str, schema: type[dy.Schema], language: Language) -> list[str]:
    title = f"## {TABLE_TITLES[name][language]} (`{name}.parquet`)"
    rows = [_row(schema, column, language) for column in schema.columns()]
    return ["", title, "", _WORDS[language]["header"], "|---|---|---|---|---|", *rows]


def _row(schema: type[dy.Schema], column: str, language: Language) -> str:
    column_words = words(schema, column, language)
    kind = type_words(schema.columns()[column].dtype, language)
    may_be_empty = _WORDS[language]["yes" if column_words.nullable else "no"]
    return f"| `{column}` | {column_words.label} | {kind} | {may_be_empty} | {_explanation(schema, column_words, language)} |"


def _explanation(schema: type[dy.Schema], column_words: ColumnWords, language: Language) -> str:
    declared = schema.columns()[column_words.name]
    vocabulary = _WORDS[language]
    parts = [
        vocabulary["key"] if declared.primary_key else "",
        column_words.about,
        column_words.unit[:1].upper() + column_words.unit[1:] + "." if column_words.unit else "",
        _bounds(getattr(declared, "min", None), getattr(declared, "max", None), language),
    ]
    return " ".join(part for part in parts if part)


def _bounds(low: float | None, high: float | None, language: Language) -> str:
    if low is None or high is None:
        return ""
    stated = _WORDS[language]["bounds"].format(low=low, high=high)
    return stated.replace(".", ",", stated.count(".") - 1) if language == "nl" else stated


def main(arguments: list[str]) -> None:
    """Print one language, or write both files."""
    parser = argparse.ArgumentParser(prog="python -m data_loaders.dictionary", description=__doc__)
    parser.add_argument("language", nargs="?", choices=list(FILES), default="nl")
    parser.add_argument("--write", action="store_true", help="write both languages to docs/")
    options = parser.parse_args(arguments)
    if not options.write:
        sys.stdout.write(markdown(options.language))
        return
    for language, path in FILES.items():
        path.write_text(markdown(language), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
