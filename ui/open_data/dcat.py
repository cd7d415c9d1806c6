"""The description of our data for government catalogues: DCAT-AP-NL 3, in Turtle, JSON-LD and RDF/XML."""

from collections.abc import Callable, Iterable, Mapping

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from data_loaders.bulk import BulkFile, bulk_files
from data_loaders.manifest import Manifest
from data_loaders.schema import Theme
from data_loaders.snapshot import Snapshot
from ui.site_address import contact_email, site_address
from ui.texts import LANGUAGES, text

Fact = tuple[URIRef, Node]
"""What a thing has, and its value."""
EU = "http://publications.europa.eu/resource/authority/"
LICENCE = URIRef(f"{EU}licence/CC_BY_4_0")
PUBLIC = URIRef(f"{EU}access-right/PUBLIC")
THEMES = tuple(URIRef(f"{EU}data-theme/{name}") for name in ("SOCI", "REGI"))
SPOKEN = {"nl": URIRef(f"{EU}language/NLD"), "en": URIRef(f"{EU}language/ENG")}
IRREGULAR = URIRef(f"{EU}frequency/IRREG")
NETHERLANDS = URIRef(f"{EU}country/NLD")
COMPLETED = URIRef("http://publications.europa.eu/resource/authority/dataset-status/COMPLETED")
FILE_TYPES = {
    "CSV": "CSV", "Parquet": "PARQUET", "GeoParquet": "GEOPARQUET", "GeoJSON": "GEOJSON", "GeoPackage": "GPKG", "XLSX": "XLSX",
    "JSON": "JSON", "SHA-256": "TXT",
}  # fmt: skip
VCARD, SPDX = Namespace("http://www.w3.org/2006/vcard/ns#"), Namespace("http://spdx.org/rdf/terms#")
ADMS, DCATAP = Namespace("http://www.w3.org/ns/adms#"), Namespace("http://data.europa.eu/r5r/")
VERSION = URIRef(f"{DCAT}version")
"""A term of DCAT 3; rdflib only has those of DCAT 2."""
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
STANDARDS = {
    "CSV": "https://www.w3.org/TR/tabular-data-model/", "Parquet": "https://parquet.apache.org/docs/file-format/",
    "GeoParquet": "https://geoparquet.org/releases/v1.1.0/", "GeoJSON": "https://www.rfc-editor.org/rfc/rfc7946",
    "GeoPackage": "https://www.geopackage.org/spec140/", "XLSX": "https://www.iso.org/standard/71691.html",
    "JSON": "https://www.rfc-editor.org/rfc/rfc8259", "SHA-256": "https://www.rfc-editor.org/rfc/rfc6234",
}  # fmt: skip
DATA_PACKAGE = URIRef("https://datapackage.org/standard/data-package/")
SERVICES = {
    "api": ("/api/v1", "/api/v1/openapi.json", "https://gitdocumentatie.logius.nl/publicatie/api/adr/"),
    "ogc": ("/api/features/v1", "/api/features/v1/openapi.json", "http://www.opengis.net/spec/ogcapi-features-1/1.0"),
}
"""Name of an API → its path, its description, and the standard that it follows."""


def graph(snapshot: Snapshot) -> Graph:
    """The catalogue of the release in use: a dataset, a distribution for each file, and a service for each API."""
    manifest, site = snapshot.manifest, site_address()
    described = Graph()
    for prefix, space in {"vcard": VCARD, "spdx": SPDX, "adms": ADMS, "dcatap": DCATAP}.items():
        described.bind(prefix, space)
    us, contact, email = URIRef(f"{site}/over#samenkaart"), URIRef(f"{site}/over#contact"), contact_email()
    dataset, catalogue = URIRef(f"{site}/data#samenkaart"), URIRef(f"{site}/data#catalogus")
    keywords = [Literal(text(language, f"theme.{theme}"), lang=language) for language in LANGUAGES for theme in Theme]
    common = [
        (DCTERMS.publisher, us), (DCTERMS.creator, us), (DCAT.contactPoint, contact), (DCTERMS.license, LICENCE),
        (DCTERMS.accessRights, PUBLIC), (DCTERMS.modified, _day(manifest)),
        *((DCTERMS.language, spoken) for spoken in SPOKEN.values()), *((DCAT.theme, theme) for theme in THEMES),
    ]  # fmt: skip
    mail = [(VCARD.hasEmail, URIRef(f"mailto:{email}"))] if email else []
    _add(described, us, FOAF.Agent, _words(FOAF.name, "site.name"))
    called, page = _words(VCARD.fn, "site.name"), (VCARD.hasURL, URIRef(f"{site}/over"))
    _add(described, contact, VCARD.Organization, [*called, (RDF.type, VCARD.Kind), page, *mail])
    home = [(FOAF.homepage, URIRef(site)), (DCAT.dataset, dataset)]
    _add(described, catalogue, DCAT.Catalog, [*_titled("site.name", "dcat.catalogue"), *common, *home])
    for thing, kind in ((URIRef(site), FOAF.Document), (SPDX.checksumAlgorithm_sha256, SPDX.ChecksumAlgorithm)):
        _add(described, thing, kind)
    files = [_distribution(described, file, manifest, site) for file in bulk_files(snapshot).values()]
    _add(
        described,
        dataset,
        DCAT.Dataset,
        [
            *_titled("dcat.dataset", "dcat.dataset_about"), *common, (DCTERMS.identifier, Literal(f"{site}/data")),
            (DCAT.landingPage, URIRef(f"{site}/data")), (VERSION, Literal(manifest.data_version)),
            (DCTERMS.accrualPeriodicity, IRREGULAR), (DCTERMS.spatial, NETHERLANDS), (ADMS.status, COMPLETED),
            (FOAF.page, URIRef(f"{site}/data")), (DCTERMS.conformsTo, DATA_PACKAGE),
            *((DCAT.keyword, word) for word in keywords), *((DCAT.distribution, file) for file in files),
        ],
    )  # fmt: skip
    _add(described, URIRef(f"{site}/data"), FOAF.Document)
    _add(described, DATA_PACKAGE, DCTERMS.Standard)
    for name, (path, document, standard) in SERVICES.items():
        service = URIRef(f"{site}{path}")
        described.add((catalogue, DCAT.service, service))
        facts = [
            (DCTERMS.identifier, Literal(f"{site}{path}")), (DCAT.endpointURL, service), (DCAT.servesDataset, dataset),
            (DCAT.endpointDescription, URIRef(f"{site}{document}")), (DCTERMS.conformsTo, URIRef(standard)),
            *((DCAT.keyword, word) for word in keywords),
        ]  # fmt: skip
        _add(described, service, DCAT.DataService, [*_titled(f"dcat.{name}", f"dcat.{name}_about"), *common, *facts])
        _add(described, URIRef(standard), DCTERMS.Standard)
    return described


def _words(name: URIRef, key: str) -> list[Fact]:
    return [(name, Literal(text(language, key), lang=language)) for language in LANGUAGES]


def _titled(title: str, about: str) -> list[Fact]:
    return [*_words(DCTERMS.title, title), *_words(DCTERMS.description, about)]


def _day(manifest: Manifest) -> Literal:
    return Literal(manifest.date.isoformat(), datatype=XSD.date)


def _add(described: Graph, thing: Node, kind: URIRef, facts: Iterable[Fact] = ()) -> None:
    for name, value in ((RDF.type, kind), *facts):
        described.add((thing, name, value))


def _distribution(described: Graph, file: BulkFile, manifest: Manifest, site: str) -> URIRef:
    address = URIRef(f"{site}/data/{manifest.data_version}/{file.name}")
    one, checksum, standard = URIRef(f"{address}#bestand"), BNode(f"s{file.sha256}"), URIRef(STANDARDS[file.format])
    _add(described, standard, DCTERMS.Standard)
    facts = [
        (DCTERMS.title, Literal(file.name)), (DCAT.accessURL, URIRef(f"{site}/data")), (DCAT.downloadURL, address),
        (DCTERMS.license, LICENCE), (DCTERMS["format"], URIRef(f"{EU}file-type/{FILE_TYPES[file.format]}")),
        (DCAT.mediaType, URIRef(MEDIA_TYPES + file.media_type.partition(";")[0])),
        (DCAT.byteSize, Literal(file.bytes, datatype=XSD.nonNegativeInteger)), (DCTERMS.modified, _day(manifest)),
        (SPDX.checksum, checksum), (DCTERMS.language, SPOKEN["nl"]), (DCTERMS.conformsTo, standard),
    ]  # fmt: skip
    _add(described, one, DCAT.Distribution, facts)
    digest = (SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary))
    _add(described, checksum, SPDX.Checksum, [(SPDX.algorithm, SPDX.checksumAlgorithm_sha256), digest])
    return one


def _written(form: str) -> Callable[[Snapshot], bytes]:
    return lambda snapshot: graph(snapshot).serialize(format=form, encoding="utf-8")


DESCRIPTIONS: Mapping[str, Callable[[Snapshot], bytes]] = {
    "ttl": _written("turtle"),
    "jsonld": _written("json-ld"),
    "rdf": _written("pretty-xml"),
}
"""End of the address → the function that makes the description."""
