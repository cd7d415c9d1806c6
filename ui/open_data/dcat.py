"""The description of our data for government catalogues: DCAT-AP-NL 3, in Turtle, JSON-LD and RDF/XML."""

from collections.abc import Callable, Mapping

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from data_loaders.bulk import BulkFile, bulk_files
from data_loaders.manifest import Manifest
from data_loaders.schema import Theme
from data_loaders.snapshot import Snapshot
from ui.site_address import contact_email, site_address
from ui.texts import LANGUAGES, text

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
    us, contact = URIRef(f"{site}/over#samenkaart"), URIRef(f"{site}/over#contact")
    _agent(described, us, contact, contact_email())
    dataset, catalogue = URIRef(f"{site}/data#samenkaart"), URIRef(f"{site}/data#catalogus")
    _add(
        described,
        catalogue,
        DCAT.Catalog,
        {DCTERMS.title: _words("site.name"), DCTERMS.description: _words("dcat.catalogue")},
    )
    _common(described, catalogue, us, contact, manifest)
    described.add((catalogue, FOAF.homepage, URIRef(site)))
    described.add((URIRef(site), RDF.type, FOAF.Document))
    described.add((SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm))
    described.add((catalogue, DCAT.dataset, dataset))
    _dataset(described, dataset, manifest, site)
    _common(described, dataset, us, contact, manifest)
    for file in bulk_files(snapshot).values():
        described.add((dataset, DCAT.distribution, _distribution(described, file, manifest, site)))
    for name, (path, document, standard) in SERVICES.items():
        service = URIRef(f"{site}{path}")
        described.add((catalogue, DCAT.service, service))
        _add(
            described,
            service,
            DCAT.DataService,
            {DCTERMS.title: _words(f"dcat.{name}"), DCTERMS.description: _words(f"dcat.{name}_about")},
        )
        _common(described, service, us, contact, manifest)
        described.add((service, DCTERMS.identifier, Literal(f"{site}{path}")))
        described.add((service, DCAT.endpointURL, service))
        described.add((service, DCAT.endpointDescription, URIRef(f"{site}{document}")))
        described.add((service, DCTERMS.conformsTo, URIRef(standard)))
        described.add((URIRef(standard), RDF.type, DCTERMS.Standard))
        described.add((service, DCAT.servesDataset, dataset))
        for word in _keywords():
            described.add((service, DCAT.keyword, word))
    return described


def _words(key: str) -> list[Literal]:
    return [Literal(text(language, key), lang=language) for language in LANGUAGES]


def _add(described: Graph, thing: URIRef, kind: URIRef, facts: Mapping[URIRef, list[Literal]]) -> None:
    described.add((thing, RDF.type, kind))
    for name, values in facts.items():
        for value in values:
            described.add((thing, name, value))


def _agent(described: Graph, us: URIRef, contact: URIRef, email: str) -> None:
    _add(described, us, FOAF.Agent, {FOAF.name: _words("site.name")})
    _add(described, contact, VCARD.Organization, {VCARD.fn: _words("site.name")})
    described.add((contact, RDF.type, VCARD.Kind))
    described.add((contact, VCARD.hasURL, URIRef(f"{site_address()}/over")))
    if email:
        described.add((contact, VCARD.hasEmail, URIRef(f"mailto:{email}")))


def _common(described: Graph, thing: URIRef, us: URIRef, contact: URIRef, manifest: Manifest) -> None:
    """Add what catalogue, dataset and service have in common."""
    facts = [
        (DCTERMS.publisher, us), (DCTERMS.creator, us), (DCAT.contactPoint, contact), (DCTERMS.license, LICENCE),
        (DCTERMS.accessRights, PUBLIC), (DCTERMS.modified, Literal(manifest.date.isoformat(), datatype=XSD.date)),
        *((DCTERMS.language, spoken) for spoken in SPOKEN.values()), *((DCAT.theme, theme) for theme in THEMES),
    ]  # fmt: skip
    for name, value in facts:
        described.add((thing, name, value))


def _dataset(described: Graph, dataset: URIRef, manifest: Manifest, site: str) -> None:
    _add(
        described,
        dataset,
        DCAT.Dataset,
        {DCTERMS.title: _words("dcat.dataset"), DCTERMS.description: _words("dcat.dataset_about")},
    )
    facts = [
        (DCTERMS.identifier, Literal(f"{site}/data")), (DCAT.landingPage, URIRef(f"{site}/data")),
        (VERSION, Literal(manifest.data_version)), (DCTERMS.accrualPeriodicity, IRREGULAR),
        (DCTERMS.spatial, NETHERLANDS), (ADMS.status, COMPLETED), *((DCAT.keyword, word) for word in _keywords()),
    ]  # fmt: skip
    for name, value in facts:
        described.add((dataset, name, value))
    described.add((URIRef(f"{site}/data"), RDF.type, FOAF.Document))
    described.add((dataset, FOAF.page, URIRef(f"{site}/data")))
    described.add((dataset, DCTERMS.conformsTo, DATA_PACKAGE))
    described.add((DATA_PACKAGE, RDF.type, DCTERMS.Standard))


def _keywords() -> list[Literal]:
    return [Literal(text(language, f"theme.{theme}"), lang=language) for language in LANGUAGES for theme in Theme]


def _distribution(described: Graph, file: BulkFile, manifest: Manifest, site: str) -> URIRef:
    address = URIRef(f"{site}/data/{manifest.data_version}/{file.name}")
    one = URIRef(f"{address}#bestand")
    _add(described, one, DCAT.Distribution, {DCTERMS.title: [Literal(file.name)]})
    checksum, standard = BNode(), URIRef(STANDARDS[file.format])
    described.add((standard, RDF.type, DCTERMS.Standard))
    facts = [
        (DCAT.accessURL, URIRef(f"{site}/data")), (DCAT.downloadURL, address), (DCTERMS.license, LICENCE),
        (DCTERMS["format"], URIRef(f"{EU}file-type/{FILE_TYPES[file.format]}")),
        (DCAT.mediaType, URIRef(MEDIA_TYPES + file.media_type.partition(";")[0])),
        (DCAT.byteSize, Literal(file.bytes, datatype=XSD.nonNegativeInteger)),
        (DCTERMS.modified, Literal(manifest.date.isoformat(), datatype=XSD.date)), (SPDX.checksum, checksum),
        (DCTERMS.language, SPOKEN["nl"]), (DCTERMS.conformsTo, standard),
    ]  # fmt: skip
    for name, value in facts:
        described.add((one, name, value))
    described.add((checksum, RDF.type, SPDX.Checksum))
    described.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    described.add((checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))
    return one


def _written(form: str) -> Callable[[Snapshot], bytes]:
    return lambda snapshot: graph(snapshot).serialize(format=form, encoding="utf-8")


DESCRIPTIONS: Mapping[str, tuple[Callable[[Snapshot], bytes], str]] = {
    "ttl": (_written("turtle"), "text/turtle"),
    "jsonld": (_written("json-ld"), "application/ld+json"),
    "rdf": (_written("pretty-xml"), "application/rdf+xml"),
}
"""End of the address → the function that makes the description, and its media type."""
