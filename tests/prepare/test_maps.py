"""Reading files of mapping programs, and shapes in cells of other files."""

import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from prepare.limits import Limits
from prepare.read.kind import FileKind, kind_of
from prepare.read.source import SourceResult, read_source
from tests.prepare.atlas import config
from tests.prepare.source_files import write_csv, write_geopackage

FAST = settings(max_examples=60, deadline=None)
POINT = "<Point><coordinates>5.12,52.09,0</coordinates></Point>"
AREA = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>5.10,52.08 5.14,52.08 5.14,52.10 5.10,52.08</coordinates>"
    "</LinearRing></outerBoundaryIs></Polygon>"
)


def placemark(name: str, theme: str, geometry: str = POINT) -> str:
    data = f'<ExtendedData><Data name="Thema"><value>{theme}</value></Data></ExtendedData>'
    return f"<Placemark><name>{name}</name>{data}{geometry}</Placemark>"


def kml(*placemarks: str) -> str:
    inside = "".join(placemarks)
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'


GPX = (
    '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
    '<wpt lat="52.09" lon="5.12"><name>De Hof</name><type>zorg</type></wpt></gpx>'
)


def read(path: Path) -> SourceResult:
    return read_source(path, config())


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("_", "."), text)
    return path


def shapefile(path: Path) -> Path:
    """A Shapefile of one point in the Dutch grid, in a ZIP file with a folder."""
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.raw.write(
            Path(folder) / "lijst.shp",
            geometry=shapely.to_wkb(shapely.points([[136000.0, 455900.0]])),
            field_data=[np.array(["De Hof"], dtype=object), np.array(["zorg"], dtype=object)],
            fields=np.array(["Naam", "Thema"], dtype=object),
            driver="ESRI Shapefile",
            geometry_type="Point",
            crs="EPSG:28992",
        )
        with zipfile.ZipFile(path, "w") as archive:
            for part in sorted(Path(folder).iterdir()):
                archive.write(part, f"export/{part.name}")
    return path


@pytest.mark.parametrize("kind", ["kml", "kml_folders", "kmz", "shp"])
def test_a_map_file_is_a_list(kind: str, tmp_path: Path) -> None:
    path = {
        "kml": lambda: write(tmp_path / "lijst.kml", kml(placemark("De Hof", "zorg"))),
        "kml_folders": lambda: write(
            tmp_path / "lijst.kml", kml(f"<Folder><name>Zorg</name>{placemark('De Hof', 'zorg')}</Folder>")
        ),
        "kmz": lambda: zipped(tmp_path / "lijst.kmz", doc_kml=kml(placemark("De Hof", "zorg"))),
        "shp": lambda: shapefile(tmp_path / "lijst.zip"),
    }[kind]()

    assert read(path).candidates.select("name", "municipality_code", "themes", "location_precision").rows() == [
        ("De Hof", "GM0344", ["zorg"], "address")
    ]


def test_folders_of_one_map_are_one_list_with_their_names_as_theme(tmp_path: Path) -> None:
    folders = [
        f"<Folder><name>{theme}</name><Placemark><name>{name}</name>{POINT}</Placemark></Folder>"
        for theme, name in (("Zorg", "A"), ("Wonen", "B"))
    ]

    result = read(write(tmp_path / "lijst.kml", kml(*folders)))

    assert result.candidates.select("name", "themes").rows() == [("A", ["zorg"]), ("B", ["wonen"])]


def test_folders_with_different_columns_are_one_list(tmp_path: Path) -> None:
    data = '<ExtendedData><Data name="Website"><value>https://x.example</value></Data></ExtendedData>'
    folders = [
        f"<Folder><name>{theme}</name><Placemark><name>{name}</name>{more}{POINT}</Placemark></Folder>"
        for theme, name, more in (("Zorg", "De Hof", ""), ("Energie", "De Kom", data))
    ]

    result = read(write(tmp_path / "lijst.kml", kml(*folders)))

    assert result.candidates["name"].to_list() == ["De Hof", "De Kom"]
    assert result.candidates["themes"].to_list() == [["zorg"], ["energie"]]
    assert "sheets_ignored" not in result.rejects["code"].to_list()


def test_waypoints_are_read_with_their_point(tmp_path: Path) -> None:
    (tmp_path / "lijst.gpx.toml").write_text('themes = ["zorg"]', encoding="utf-8")

    result = read(write(tmp_path / "lijst.gpx", GPX))

    assert result.candidates.select("name", "municipality_code", "location_precision").rows() == [
        ("De Hof", "GM0344", "address")
    ]


def test_an_area_is_no_address(tmp_path: Path) -> None:
    result = read(write(tmp_path / "lijst.kml", kml(placemark("De Hof", "zorg", AREA))))

    assert result.candidates["location_precision"].to_list() == ["district"]


NOT_READ = {
    "brief.docx": (b"PK", "Word"),
    "kaart.gml": (b'<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="x"/>', "GML"),
    "kaart.osm": (b"<?xml version='1.0'?><osm version='0.6'/>", "OpenStreetMap"),
    "nieuws.xml": (b'<?xml version="1.0"?><!-- x --><rss version="2.0"/>', "RSS"),
    "iets.xml": (b"<lijst><rij/></lijst>", "XML (lijst)"),
    "deel.shp": (b"\x00\x00\x27\x0a" + bytes(200), "Shapefile"),
    "mensen.vcf": (b"BEGIN:VCARD\nFN:T. Test\nEND:VCARD", "vCard"),
    "gegevens.parquet": (b"PAR1" + bytes(50), "Parquet"),
    "foto.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_another_kind_is_named_with_what_to_export(name: str, tmp_path: Path) -> None:
    content, kind = NOT_READ[name]
    path = tmp_path / name
    if content == b"PK":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
    else:
        path.write_bytes(content)

    told = read(path).rejects

    assert told["code"].to_list() == ["file_unknown_kind"]
    assert kind in told["reason"][0]
    assert ".geojson" in told["remedy"][0]


def test_what_is_in_a_zip_file_is_named(tmp_path: Path) -> None:
    told = read(zipped(tmp_path / "alles.zip", lijst_csv="Naam;Thema\n", leesmij_txt="x")).rejects

    assert "lijst.csv" in told["reason"][0]


@pytest.mark.parametrize("start", ['<!DOCTYPE kml [<!ENTITY a "x">]>', '<!doctype kml SYSTEM "http://x.nl/a.dtd">'])
def test_xml_that_declares_things_is_refused(start: str, tmp_path: Path) -> None:
    text = kml(placemark("&a;", "zorg")).replace("<kml", f"{start}<kml", 1)

    assert read(write(tmp_path / "lijst.kml", text)).rejects["code"].to_list() == ["file_has_programs"]
    assert read(zipped(tmp_path / "lijst.kmz", doc_kml=text)).rejects["code"].to_list() == ["file_has_programs"]


PROGRAMS = {
    "a view": "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON lijst BEGIN SELECT 1; END",
    "a virtual table": "CREATE VIRTUAL TABLE f USING fts4(a)",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_geopackage_with_programs_is_refused(name: str, tmp_path: Path) -> None:
    path = write_geopackage(tmp_path / "lijst.gpkg", [("Naam", "Thema"), ("De Hof", "zorg")], [(136000, 455900)])
    with closing(sqlite3.connect(path)) as database:
        database.execute(PROGRAMS[name])
        database.commit()

    assert read(path).rejects["code"].to_list() == ["file_has_programs"]


def test_a_database_that_is_no_map_is_named(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "gegevens.sqlite")) as database:
        database.execute("CREATE TABLE a (b)")
        database.commit()

    told = read(tmp_path / "gegevens.sqlite").rejects

    assert (told["code"].to_list(), "SQLite" in told["reason"][0]) == (["file_unknown_kind"], True)


def test_a_map_with_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "lijst.kml", kml(*[placemark("De Hof", "zorg")] * 5))

    assert kind_of(path) is FileKind.MAP
    assert read_source(path, replace(config(), limits=Limits(rows=4))).rejects["code"].to_list() == ["rows_too_many"]


SPOT = shapely.Point(5.12, 52.09)
CELLS = {
    "wkt": "POINT (5.12 52.09)",
    "ewkt": "SRID=4326;POINT(5.12 52.09)",
    "three dimensions": "POINT Z (5.12 52.09 0)",
    "a multipoint of one": "MULTIPOINT ((5.12 52.09))",
    "the dutch grid": "POINT (136000 455900)",
    "wkb": SPOT.wkb_hex,
    "geojson": shapely.to_geojson(SPOT),
    "lat, lon": "52.09, 5.12",
    "dutch decimals": "52,0900; 5,1200",
    "dutch decimals with commas": "52,0900, 5,1200",
    "spaces": "52.0900 5.1200",
    "brackets": "[5.12, 52.09]",
    "north and east": "52.0900° N, 5.1200° E",
    "minutes": "52°05'24.0\"N 5°07'12.0\"E",
    "a map's address": "https://www.google.com/maps/@52.0900,5.1200,15z",
    "geo": "geo:52.0900,5.1200",
    "names": '{"lat": 52.0900, "lon": 5.1200}',
    "a building": "POLYGON((5.12 52.09,5.1201 52.09,5.1201 52.0901,5.12 52.09))",
}


@pytest.mark.parametrize("header", ["geometry", "geom", "the_geom", "WKT", "Latitude/Longitude"])
@pytest.mark.parametrize("name", CELLS)
def test_a_point_in_one_cell_is_an_address(name: str, header: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lijst.csv", [["Naam", "Thema", header], ["De Hof", "zorg", CELLS[name]]])

    assert read(path).candidates.select("municipality_code", "location_precision").rows() == [("GM0344", "address")]


@FAST
@given(
    corners=st.lists(st.tuples(st.floats(5.10, 5.14), st.floats(52.07, 52.11)), min_size=3, max_size=8, unique=True),
    form=st.sampled_from(["wkt", "wkb", "geojson"]),
    several=st.booleans(),
)
def test_the_point_of_an_area_lies_within_its_corners(
    corners: list[tuple[float, float]], form: str, several: bool
) -> None:
    area = shapely.Polygon(corners)
    shape = shapely.MultiPolygon([area]) if several else area
    cell = {"wkt": shape.wkt, "wkb": shape.wkb_hex, "geojson": shapely.to_geojson(shape)}[form]
    with tempfile.TemporaryDirectory() as folder:
        result = read(write_csv(Path(folder) / "lijst.csv", [["Naam", "Thema", "geometry"], ["De Hof", "zorg", cell]]))

    assert result.candidates["municipality_code"].to_list() == ["GM0344"]
    if shapely.length(shape) > 0.05:
        assert result.candidates["location_precision"].to_list() == ["district"]


@pytest.mark.parametrize(
    "cell", ["POINT EMPTY", "POLYGON((", '{"type": "Point", "coordinates": [[', "0101000020", "x", "POINT (a b)"]
)
def test_a_shape_that_makes_no_sense_costs_the_point_only(cell: str, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "lijst.csv", [["Naam", "Thema", "Gemeente", "geometry"], ["De Hof", "zorg", "Utrecht", cell]]
    )

    assert read(path).candidates["location_precision"].to_list() == ["municipality"]


def test_degrees_count_where_the_shape_beside_them_is_too_long(tmp_path: Path) -> None:
    long = "MULTIPOLYGON(((" + "5.1200000 52.0900000," * 2_000 + ")))"
    path = write_csv(
        tmp_path / "lijst.csv", [["Naam", "Thema", "WKT", "LNG", "LAT"], ["De Hof", "zorg", long, "5.12", "52.09"]]
    )

    result = read(path)

    assert result.candidates["location_precision"].to_list() == ["address"]
    assert result.rejects.filter("rejected").height == 0


def test_degrees_beside_an_area_are_an_address(tmp_path: Path) -> None:
    area = "POLYGON((5.10 52.08,5.14 52.08,5.14 52.10,5.10 52.08))"
    path = write_csv(
        tmp_path / "lijst.csv", [["Naam", "Thema", "WKT", "LNG", "LAT"], ["De Hof", "zorg", area, "5.12", "52.09"]]
    )

    assert read(path).candidates["location_precision"].to_list() == ["address"]
