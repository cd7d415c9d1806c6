"""For makers of programs: the lists and layers of the APIs, and examples."""

from functools import cache
from pathlib import Path

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
LANGUAGES = {".sh": "curl", ".py": "Python", ".R": "R", ".pq": "Excel (Power Query)", ".sql": "DuckDB", ".html": "HTML"}


def programs(view: View) -> Part:
    """All lists and layers, with their address and number of rows."""
    t, table = view.t, view.snapshot.table
    lists = [(TABLE_TITLES[name][view.language], f"{API}/{path}", table(name).height) for path, name in LISTS.items()]
    layers = [
        (t("data.layer", name=t(f"features.{name}.title")), f"{FEATURES}/collections/{name}", layer.rows(table(layer.table)).height)
        for name, layer in LAYERS.items()
    ]
    every = [*lists, *layers]
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
