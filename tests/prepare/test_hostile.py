"""Wrong files and cells, by accident or on purpose, give a clear message, no crash and no lost rows."""

import json
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from prepare.limits import Limits
from prepare.read.source import SourceResult, read_source
from tests.prepare.atlas import config
from tests.prepare.source_files import HEADER, ROW, WRITERS, write_csv, write_geojson, write_ods, write_xlsx

TIMES = 300
"""Most processor time for any file, as a multiple of that for a list of one row."""


def work(call: Callable[[], object]) -> float:
    """Seconds of processor time, which do not depend on the load of this machine."""
    started = time.process_time()
    call()
    return time.process_time() - started


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Processor time for a list of one row; the lowest of three measurements."""
    path = write_csv(tmp_path_factory.mktemp("gewoon") / "lijst.csv", [HEADER, ROW])
    return min(work(lambda: read(path)) for _ in range(3))


def read(path: Path) -> SourceResult:
    result = read_source(path, config())
    assert result.read == result.candidates.height + result.rejects.filter("rejected")["row"].drop_nulls().n_unique()
    return result


def codes(result: SourceResult) -> list[str]:
    return sorted(set(result.rejects["code"]) - {"source_absent"})


def locked_xlsx() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


UNUSABLE: dict[str, tuple[bytes, str]] = {
    "leeg.csv": (b"", "file_empty"),
    "spaties.csv": (b" \r\n \r\n", "file_empty"),
    "alleen_kop.csv": (b"Naam;Plaats;Thema\r\n", "no_rows"),
    "alleen_totaal.csv": (b"Naam;Plaats;Thema\r\nTotaal;;3\r\n", "no_rows"),
    "geen_kop.csv": (b"a;b;c\r\n1;2;3\r\n", "no_header"),
    "geen_naam.csv": (b"Plaats;Gemeente;Thema\r\nSterksel;Heeze-Leende;zorg\r\n", "no_name_column"),
    "pagina.xls": (b"<html><body><table><tr><td>Naam</td></tr></table></body></html>", "file_is_web_page"),
    "pagina2.xls": (b"\xef\xbb\xbf<!DOCTYPE html>\n<table></table>", "file_is_web_page"),
    "plat.fods": (
        b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><table:table/>',
        "file_unknown_kind",
    ),
    "oud.xls": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com"/>', "file_is_web_page"),
    "brief.pdf": (b"%PDF-1.7 ...", "file_unknown_kind"),
    "ruis.csv": (bytes(range(256)) * 20, "file_unknown_kind"),
    "slot.xlsx": (locked_xlsx(), "file_encrypted"),
    "kapot.xlsx": (b"PK\x03\x04" + bytes(100), "file_damaged"),
    "kapot.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "file_damaged"),
    "kapot.gpkg": (b"SQLite format 3\x00" + bytes(1000), "file_damaged"),
    "kapot.geojson": (b'{"type": "FeatureCollection", "features": [', "file_damaged"),
    "diep.geojson": (b'{"features": ' + b"[" * 100_000, "file_damaged"),
    "anders.json": (b'{"naam": "A"}', "json_not_read"),
    "lijst.json": (b"[1, 2]", "json_not_read"),
    "getal.geojson": (b'{"features": [{"properties": {"Naam": ' + b"1" * 5_000 + b"}}]}", "file_damaged"),
    "niets.geojson": (b'{"type": [], "features": [{"properties": {"name": null}}]}', "no_rows"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_file_is_reported(name: str, tmp_path: Path) -> None:
    content, code = UNUSABLE[name]
    path = tmp_path / name
    path.write_bytes(content)

    result = read(path)

    assert not result.is_usable
    assert result.rejects["code"][0] == code
    assert all(result.rejects["reason"].str.ends_with("."))


@pytest.mark.parametrize("name", ["weg.csv", "."])
def test_a_file_that_cannot_be_opened(name: str, tmp_path: Path) -> None:
    assert codes(read(tmp_path / name)) == ["file_missing"]


@pytest.mark.parametrize(
    ("name", "limits"),
    [("groot.csv", Limits(file=10)), ("groot.geojson", Limits(json=10)), ("groot.ods", Limits(unpacked=10))],
)
def test_a_file_that_is_too_large_is_not_read(name: str, limits: Limits, tmp_path: Path) -> None:
    path = WRITERS[name.partition(".")[2]](tmp_path / name, [HEADER, ROW])

    assert codes(read_source(path, replace(config(), limits=limits))) in (["file_too_large"], ["file_bomb"])


def add_part(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return path


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, plain: float) -> None:
    path = add_part(write_xlsx(tmp_path / "bom.xlsx", [HEADER, ROW]), "xl/media/a.bin", bytes(100_000_000))

    assert codes(read(path)) == ["file_bomb"]
    assert work(lambda: read(path)) < TIMES * plain


def test_a_zip_that_is_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")

    assert codes(read(path)) == ["file_unknown_kind"]


def test_a_locked_ods_is_reported(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "slot.ods", [HEADER, ROW])
    with zipfile.ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(
                name,
                content.replace(b"/></manifest", b"><encryption-data/></manifest") if "manifest" in name else content,
            )

    assert codes(read(path)) == ["file_encrypted"]


def test_macros_are_reported_and_only_values_are_read(tmp_path: Path) -> None:
    path = add_part(write_xlsx(tmp_path / "macro.xlsm", [HEADER, ROW]), "xl/vbaProject.bin", b"Sub AutoOpen()")

    result = read(path)

    assert result.candidates["name"].to_list() == ["Dorpswinkel"]
    assert codes(result) == ["macros_ignored"]


def test_ten_thousand_columns(tmp_path: Path, plain: float) -> None:
    extra = [f"kolom {number}" for number in range(10_000)]
    path = write_csv(tmp_path / "breed.csv", [[*HEADER, *extra], [*ROW, *["x"] * 10_000]])

    result = read(path)

    assert result.candidates["name"].to_list() == ["Dorpswinkel"]
    assert codes(result) == ["columns_unknown"]
    assert work(lambda: read(path)) < TIMES * plain


def test_a_cell_of_ten_megabytes_costs_the_cell(tmp_path: Path) -> None:
    table = [[*HEADER, "Omschrijving"], [*ROW, "x" * 10_000_000], [*ROW, "kort"]]
    path = write_csv(tmp_path / "lang.csv", table)

    result = read(path)

    assert result.candidates["summary"].to_list() == [None, "kort"]
    assert codes(result) == ["cell_too_long"]
    assert result.rejects["value"].str.len_chars().max() < 200  # type: ignore[operator]  # a column of numbers


def test_nul_bytes_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "nul.csv"
    path.write_bytes(b"Naam;Plaats;Thema\r\nDorps\x00winkel;Sterksel;zorg\r\n")

    result = read(path)

    assert result.candidates["name"].to_list() == ["Dorpswinkel"]
    assert codes(result) == ["characters_removed"]


def test_mixed_encodings_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "mix.csv"
    path.write_bytes(
        "Naam;Plaats;Thema\r\nCoöperatie;Sterksel;zorg\r\n".encode() + "Café één;Sterksel;zorg\r\n".encode("cp1252")
    )

    result = read(path)

    assert result.candidates["name"].to_list() == ["Coöperatie", "Café één"]
    assert result.rejects.filter(code="encoding_mixed")["row"].to_list() == [3]


def test_letters_that_were_mangled_before_are_restored(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "stuk.csv", [HEADER, ["CoÃ¶peratie Ãºs", *ROW[1:]]])

    result = read(path)

    assert result.candidates["name"].to_list() == ["Coöperatie ús"]
    assert codes(result) == ["encoding_repaired"]


def test_rows_with_another_delimiter_are_rejected_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        "Naam;Plaats;Thema\r\nA;Sterksel;zorg\r\nB,Sterksel,zorg\r\nC;Sterksel;zorg;nog;meer\r\n", encoding="utf-8"
    )

    result = read(path)

    assert result.read == 3
    assert result.rejects.filter("rejected").select("row", "code").rows() == [
        (3, "delimiter_other"),
        (4, "cells_too_many"),
    ]


def test_an_open_quotation_mark_does_not_swallow_the_rows_below(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text('Naam;Plaats;Thema\r\n"De Hof;Sterksel;zorg\r\nB;Sterksel;zorg\r\n', encoding="utf-8")

    result = read(path)

    assert result.candidates["name"].to_list() == ["De Hof", "B"]
    assert result.rejects.filter(code="quote_stray")["row"].to_list() == [2]


def test_duplicate_headers_lose_nothing(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "dubbel.csv",
        [
            ["Naam", "Thema", "Plaats", "Thema", "Plaats"],
            ["A", "zorg", "", "wonen", "Sterksel"],
            ["B", "zorg", "Leende", "", "Sterksel"],
        ],
    )

    result = read(path)

    assert result.candidates["themes"].to_list() == [["zorg", "wonen"], ["zorg"]]
    assert result.candidates["place"].to_list() == ["Sterksel", "Leende"]
    assert codes(result) == ["column_duplicate", "field_conflict"]


TEXTS: dict[str, tuple[str, str, str]] = {
    "formula": ("=HYPERLINK(A1)", "=HYPERLINK(A1)", "formula_as_text"),
    "dde": ("@SUM(1+1)|cmd", "@SUM(1+1)|cmd", "formula_as_text"),
    "markup": ("<script>alert(1)</script>", "<script>alert(1)</script>", "markup_as_text"),
    "markdown": ("[hier](javascript:x)", "[hier](javascript:x)", "markup_as_text"),
    "right to left": ("De \u202eneerd\u202c Hof", "De neerd Hof", "characters_removed"),
    "zero width": ("De\u200b Hof", "De Hof", "characters_removed"),
    "e-mail": ("De Hof, jan.jansen@voorbeeld.nl", "De Hof", "personal_removed"),
    "telephone": ("De Hof (06-12345678)", "De Hof", "personal_removed"),
    "landline": ("De Hof tel. +31 20 123 4567", "De Hof tel.", "personal_removed"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_text_stays_text_and_removals_are_reported(case: str, tmp_path: Path) -> None:
    typed, kept, code = TEXTS[case]

    result = read(write_csv(tmp_path / "lijst.csv", [HEADER, [typed, *ROW[1:]]], delimiter="\t"))

    assert result.candidates["name"].to_list() == [kept]
    assert codes(result) == [code]


@pytest.mark.parametrize(
    "text", ["'t Hof", "Hof 2012-2019", "KvK 12345678", "@home", "A+ buurt", "-", "De Hof (1234 AB)"]
)
def test_ordinary_text_is_left_alone(text: str, tmp_path: Path) -> None:
    result = read(write_csv(tmp_path / "lijst.csv", [[*HEADER, "Omschrijving"], [*ROW, text]]))

    assert codes(result) == []


def test_columns_about_persons_are_left_out_and_reported_once(tmp_path: Path) -> None:
    header = [*HEADER, "Contactpersoon", "Kolom"]
    path = write_csv(tmp_path / "lijst.csv", [header, [*ROW, "Jan", "jan@x.nl"], [*ROW, "Piet", "piet@x.nl"]])

    result = read(path)

    assert result.rejects.filter(code="column_personal")["column"].to_list() == ["Contactpersoon", "Kolom"]
    everything = json.dumps(result.rejects.to_dicts()) + str(result.candidates.to_dicts())
    assert not any(secret in everything for secret in ("Jan", "Piet", "@x.nl"))


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ("2031", "started_future"),
        ("3015", "started_future"),
        ("1750", "started_too_early"),
        ("2012-2014", "started_invalid"),
        ("ooit", "started_invalid"),
    ],
)
def test_impossible_years_are_reported(year: str, code: str, tmp_path: Path) -> None:
    result = read(write_csv(tmp_path / "lijst.csv", [[*HEADER, "Opgericht"], [*ROW, year]]))

    assert result.candidates["started_year"].to_list() == [None]
    assert codes(result) == [code]


POINTS: dict[str, tuple[object, object, str | None, str]] = {
    "degrees": (5.12, 52.09, "GM0344", ""),
    "Dutch commas": ("5,12", "52,09", "GM0344", ""),
    "metres": (136000, 455800, "GM0344", ""),
    "metres with points": ("136.000", "455.800", "GM0344", ""),
    "swapped": (52.09, 5.12, "GM0344", "point_swapped"),
    "swapped metres": (455800, 136000, "GM0344", "point_swapped"),
    "zero": (0, 0, None, "point_zero"),
    "sea": (3.5, 53.5, None, "point_outside"),
    "Belgium": (4.35, 50.85, None, "abroad"),
    "Paris": (2.35, 48.86, None, "abroad"),
    "words": ("bij de kerk", "links", None, "point_invalid"),
    "infinite": ("1e999", "1e999", None, "point_invalid"),
}


@pytest.mark.parametrize("case", POINTS)
def test_points_are_checked(case: str, tmp_path: Path) -> None:
    x, y, code, problem = POINTS[case]
    path = write_xlsx(tmp_path / "lijst.xlsx", [["Naam", "Thema", "Lengtegraad", "Breedtegraad"], ["A", "zorg", x, y]])

    result = read(path)

    assert result.candidates["municipality_code"].to_list() == ([code] if code else [])
    assert (problem in codes(result)) is bool(problem)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Foo", "coordinates": [1]},
        5,
        [1e400, 1],
    ],
)
def test_geometry_that_makes_no_sense_is_no_point(geometry: object, tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "lijst.geojson", [HEADER, ROW])
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][0]["geometry"] = geometry
    path.write_text(json.dumps(document), encoding="utf-8")

    assert read(path).candidates["location_precision"].to_list() == ["place"]


def test_geometry_too_large_to_compute_with_is_no_point(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "lijst.geojson", [HEADER, ROW])
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][0]["geometry"] = {"type": "LineString", "coordinates": [[1e200, 1e200], [2e200, -1e200]]}
    path.write_text(json.dumps(document), encoding="utf-8")

    result = read(path)

    assert result.candidates["location_precision"].to_list() == ["place"]
    assert "point_invalid" in codes(result)


@pytest.mark.parametrize(
    "features", [[None], [1, "a"], [{}], [{"properties": []}], [{"properties": {"Naam": {"a": 1}}}]]
)
def test_features_that_make_no_sense(features: list[object], tmp_path: Path) -> None:
    path = tmp_path / "lijst.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")

    result = read(path)

    assert result.candidates.height == 0
    assert result.rejects.height > 0


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv").symlink_to(write_csv(tmp_path / "ander.csv", [HEADER, ROW]))

    assert codes(read(tmp_path / "lijst.csv")) == ["file_is_link"]


def test_settings_are_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv.toml").symlink_to(write_csv(tmp_path / "ander.csv", [HEADER, ROW]))
    result = read(write_csv(tmp_path / "lijst.csv", [HEADER, ROW]))

    assert codes(result) == ["settings_invalid"]
    assert "Naam" not in result.rejects["reason"][0]


def test_a_header_printed_on_each_page_is_no_initiative(tmp_path: Path) -> None:
    result = read(write_csv(tmp_path / "lijst.csv", [HEADER, ROW, HEADER, ["B", *ROW[1:]]]))

    assert result.candidates["row"].to_list() == [2, 4]


def test_values_are_not_taken_for_column_names(tmp_path: Path) -> None:
    table = [["Kolom1", "Kolom2", "Kolom3"], *[["De Hof", "Start", "Actief"]] * 3, ["De Tuin", "Start", "Actief"]]

    assert codes(read(write_csv(tmp_path / "lijst.csv", table))) == ["no_header"]


@pytest.mark.parametrize(
    "cell",
    [
        "1 " * 16_000,
        "<a" * 16_000,
        "a@" * 16_000,
        "(" * 32_000,
        "a, " * 10_000,
        "a;" * 16_000,
        "06-1234567" * 3_000,
        "a.a" * 10_000,
    ],
)
@pytest.mark.parametrize("column", range(7))
def test_no_cell_takes_long(cell: str, column: int, tmp_path: Path, plain: float) -> None:
    header = [*HEADER, "Omschrijving", "Website", "Netwerk"]
    row = [*ROW, "", "", ""]
    row[column] = cell

    path = write_csv(tmp_path / "lijst.csv", [header, row], delimiter="\t")

    assert work(lambda: read(path)) < TIMES * plain


def test_half_characters_in_json_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "lijst.geojson"
    feature = '{"properties": {"Naam": "A\\ud800", "Plaats": "Sterksel", "Thema": "zorg", "\\udfff": "\\ud800"}}'
    path.write_text('{"features": [' + feature + "]}", encoding="utf-8")

    assert read(path).candidates["name"].to_list() == ["A?"]


@pytest.mark.parametrize("depth", [100, 800, 5_000])
def test_deep_nesting_in_json_is_reported(depth: int, tmp_path: Path) -> None:
    path = tmp_path / "nest.geojson"
    path.write_text('{"features": [{"properties": {"Naam": ' + "[" * depth + "]" * depth + "}}]}", encoding="utf-8")

    result = read(path)

    assert result.candidates.height == 0
    assert result.rejects.height > 0


def test_a_list_without_column_names_loses_no_row_to_the_header(tmp_path: Path) -> None:
    table = [
        ["De Hof", "Utrecht", "zorg"],
        ["Stichting Dorp en Wijk", "Sterksel", "wonen"],
        ["De Tuin", "Leende", "energie"],
    ]

    assert codes(read(write_csv(tmp_path / "lijst.csv", table))) == ["no_header"]


def test_more_columns_than_a_spreadsheet_has_are_refused_before_they_are_made(tmp_path: Path) -> None:
    path = tmp_path / "breed.csv"
    path.write_text("Naam;Thema" + ";" * 1_000 + "\nA;zorg\n", encoding="utf-8")

    result = read_source(path, replace(config(), limits=Limits(columns=50)))

    assert codes(result) == ["columns_too_many"]


def test_a_sheet_that_repeats_a_row_without_end_is_not_called_damaged(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "eindeloos.ods", [HEADER, ROW])
    with zipfile.ZipFile(path) as parts:
        contents = {name: parts.read(name) for name in parts.namelist()}
    cell = b'<table:table-cell table:number-columns-repeated="900" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    endless = b'<table:table-row table:number-rows-repeated="1000000">' + cell + b"</table:table-row></table:table>"
    with zipfile.ZipFile(path, "w") as parts:
        for name, content in contents.items():
            parts.writestr(name, content.replace(b"</table:table>", endless))

    assert codes(read(path)) == ["file_too_slow"]
