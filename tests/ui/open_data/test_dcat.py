"""Our metadata keep to the rules of DCAT-AP and DCAT-AP-NL."""

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, SH, SKOS, Graph, Literal, URIRef

from data_loaders.bulk import SETTING
from data_loaders.store import current
from prepare.bulk.make import make_bulk
from ui.open_data.dcat import DESCRIPTIONS, EU, MEDIA_TYPES

RULES = Path(__file__).parent / "standards"
"""As SEMIC (DCAT-AP) and Geonovum (DCAT-AP-NL) publish them, unchanged."""
FILES = (
    "dcat-ap-SHACL.ttl", "dcat-ap-nl-SHACL.ttl", "dcat-ap-nl-SHACL-klassebereik.ttl", "dcat-ap-nl-SHACL-klassebereik-codelijsten.ttl",
)  # fmt: skip
ADVISED = "dcat-ap-nl-SHACL-aanbevolen.ttl"
# What the code lists of the European Union and IANA say of the values that we use: they are named by address in our description, and
# the lists themselves (some 200 MB) are no part of it.
KINDS = {
    "licence/": DCTERMS.LicenseDocument, "access-right/": DCTERMS.RightsStatement, "language/": DCTERMS.LinguisticSystem,
    "frequency/": DCTERMS.Frequency, "country/": DCTERMS.Location, "file-type/": DCTERMS.MediaTypeOrExtent,
    "data-theme/": SKOS.Concept, "dataset-status/": SKOS.Concept,
}  # fmt: skip


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, str(tmp_path_factory.mktemp("bulk")))
        patch.setenv("SAMENKAART_SITE", "https://samenkaart.example")
        make_bulk(current())
        return [{kind: write(current()) for kind, write in DESCRIPTIONS.items()} for _ in range(2)]


@pytest.fixture(scope="module")
def described(twice: list[dict[str, bytes]]) -> dict[str, bytes]:
    return twice[0]


def test_who_has_the_description_already_need_not_get_it_again(twice: list[dict[str, bytes]]) -> None:
    assert twice[0] == twice[1]


@pytest.fixture(scope="module")
def graph(described: dict[str, bytes]) -> Graph:
    return Graph().parse(described["ttl"], format="turtle")


def rules(*more: str) -> Graph:
    whole = Graph()
    for name in (*FILES, *more):
        whole.parse(RULES / name, format="turtle")
    # DCAT-AP 3.0.1 as published names two rules of a service that it does not hold; no validator can read them.
    for shape, rule in list(whole.subject_objects(SH.property)):
        if (rule, SH.path, None) not in whole:
            whole.remove((shape, SH.property, rule))
    return whole


def code_lists(graph: Graph) -> Graph:
    told = Graph()
    for value in {each for each in graph.objects() if isinstance(each, URIRef)}:
        for part, kind in KINDS.items():
            if value.startswith(EU + part):
                told.add((value, RDF.type, kind))
                told.add((value, SKOS.prefLabel, Literal(value.rpartition("/")[2], lang="en")))
        if value.startswith(MEDIA_TYPES):
            told.add((value, RDF.type, DCTERMS.MediaType))
    return told


def test_the_description_follows_every_rule(graph: Graph) -> None:
    conforms, _, told = validate(graph + code_lists(graph), shacl_graph=rules(), inference="none")

    assert conforms, told


def test_of_what_is_advised_it_lacks_one_thing(graph: Graph) -> None:
    # A file stands by itself: it comes from no service.
    _, report, _ = validate(graph + code_lists(graph), shacl_graph=rules(ADVISED), inference="none")

    assert set(report.objects(None, SH.resultPath)) == {DCAT.accessService}


def test_a_description_without_publisher_is_refused(graph: Graph) -> None:
    without = graph + code_lists(graph)
    without.remove((None, DCTERMS.publisher, None))

    conforms, _, _ = validate(without, shacl_graph=rules(), inference="none")

    assert not conforms


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_all_three_forms_say_the_same(described: dict[str, bytes], graph: Graph) -> None:
    for kind, form in {"jsonld": "json-ld", "rdf": "xml"}.items():
        assert len(Graph().parse(described[kind], format=form)) == len(graph)


def test_every_file_is_a_distribution_with_its_checksum(graph: Graph) -> None:
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    addresses = {str(each) for each in graph.objects(None, DCAT.downloadURL)}

    assert len(files) == len(addresses)
    assert f"https://samenkaart.example/data/{current().version}/samenkaart.gpkg" in addresses
    assert list(graph.subjects(RDF.type, FOAF.Agent))


def test_the_rules_are_there() -> None:
    assert all((Path(RULES) / name).exists() for name in FILES)
