"""For makers of programs: the lists and layers of the APIs, and examples."""

from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import polars as pl
from markupsafe import Markup

from data_loaders.dictionary import TABLE_TITLES
from data_loaders.schema.published import API, FEATURES, LAYERS, LISTS
from ui.age import read_only
from ui.plain.lists import folded
from ui.plain.prose import prose
from ui.site_address import site_address
from ui.story import Part, PartKind
from ui.view import View

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
PLACE_OF_SITE = "https://samenkaart.example"
"""The address in the example files that is replaced by the address of this site."""
DCAT = {"ttl": "Turtle", "jsonld": "JSON-LD", "rdf": "RDF/XML"}
LANGUAGES = {".sh": "curl", ".py": "Python", ".R": "R", ".pq": "Excel (Power Query)", ".sql": "DuckDB", ".html": "HTML"}


def programs(view: View) -> Part:
    """All lists and layers, with their address and number of rows."""
    t, table = view.t, view.snapshot.table
    lists: list[tuple[str, str, int | None]] = [
        (TABLE_TITLES[name][view.language], f"{API}/{path}", table(name).height) for path, name in LISTS.items()
    ]
    layers: list[tuple[str, str, int | None]] = [
        (t("data.layer", name=t(f"features.{name}.title")), f"{FEATURES}/collections/{name}", layer.rows(table(layer.table)).height)
        for name, layer in LAYERS.items()
    ]
    every = [*_ways_in(view), *lists, *layers, *_others(view)]
    what, where, count = t("data.what"), t("data.where"), t("data.rows")
    return Part(
        "voor-programmas",
        t("data.programs_title"),
        t("data.programs_sentence", lists=len(lists), layers=len(layers), api=API, features=FEATURES),
        rows=pl.DataFrame(every, schema={what: pl.String, where: pl.String, count: pl.Int64}, orient="row"),
        links={where: [address for _, address, _ in every]},
        source="Samenkaart",
        age=read_only(view),
        note=t("data.programs_note"),
    )


def _ways_in(view: View) -> list[tuple[str, str, int | None]]:
    """Where a person begins."""
    return [
        (view.t("data.way.api"), view.link(API[1:], f="html"), None),
        (view.t("data.way.openapi"), f"{API}/openapi.json", None),
        (view.t("data.way.ogc"), view.link(FEATURES[1:], f="html"), None),
    ]


def _others(view: View) -> list[tuple[str, str, int | None]]:
    """What is no list and no layer."""
    embedded = f"/oembed?{urlencode({'url': f'{site_address()}/kaart'})}"
    feeds = [(view.t(f"wijzigingen.{kind}"), view.link(f"wijzigingen.{kind}"), None) for kind in ("atom", "json", "csv")]
    described = [(view.t("data.way.dcat", form=form), f"/dcat.{kind}", None) for kind, form in DCAT.items()]
    counts = (view.t("data.way.counts"), f"{API}/initiative-counts?per=thema", None)
    return [counts, *((view.t("data.way.changes", form=form), to, none) for form, to, none in feeds), *described,
            (view.t("data.way.oembed"), embedded, None)]  # fmt: skip


def examples(view: View) -> Part:
    """The example programs of docs/examples."""
    shown = [_example(view, path) for path in sorted(EXAMPLES.rglob("*")) if path.suffix in LANGUAGES]
    body = Markup('<div class="proza"><p>{}</p>{}</div>').format(view.t("data.examples_sentence"), Markup().join(shown))
    return Part("voorbeelden", view.t("data.examples_title"), kind=PartKind.TEXT, body=body)


def _example(view: View, path: Path) -> Markup:
    title = view.t(f"data.example.{path.stem}", tool=LANGUAGES[path.suffix])
    code = _read(path).replace(PLACE_OF_SITE, site_address())
    return folded(title, prose(f"```\n{code}\n```"))


@cache
def _read(path: Path) -> str:
    return path.read_text("utf-8").strip()
