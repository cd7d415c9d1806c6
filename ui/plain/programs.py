"""Pages for people who open an address of OGC API Features in a browser, with the same content as programs get."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_loaders.documents import Document
from data_loaders.schema import TABLES, words
from data_loaders.schema.published import FEATURES, LAYERS
from ui.age import read_only
from ui.story import Link, Part, PartKind, Story, links_part
from ui.view import View

MOST_COLUMNS = 7
LEADS = ("next", "prev", "items", "collection", "data", "conformance", "service-desc", "about", "alternate")
"""Relations of the links that are shown, in order."""

NAMED = {"about": "about_page"}
"""Relation → key of its text, if that is not the relation itself."""


def program_story(view: View, kind: str, content: Document, path: str) -> Story:
    """The page of `content`.

    Args:
        view: the data version and the language.
        kind: kind of content: landing, conformance, collections, collection, items or item.
        content: the JSON that a program gets.
        path: the path of the address.
    """
    t = view.t
    name = _collection(path)
    title = content.get("title") or (t(f"features.{name}.title") if name else t(f"features.{kind}"))
    if kind == "items":
        title = t("features.items_title", count=content["numberMatched"], name=title)
    if kind == "item":
        title = str(content["properties"]["name"])
    parts = [part for part in (_rows(view, kind, content, name), _links(view, content)) if part]
    crumbs = (Link(t("data.nav"), view.link("data")), Link(t("features.title"), _html(FEATURES, view)))
    return Story(
        "data", title, title, content.get("description") or t("features.same"), crumbs=crumbs, parts=tuple(parts)
    )


def _collection(path: str) -> str:
    _, _, below = path.partition("/collections/")
    return below.split("/")[0]


def _html(address: str, view: View) -> str:
    given = {"f": "html", **({"taal": "en"} if view.language == "en" else {})}
    query = "&".join(f"{name}={value}" for name, value in given.items() if f"{name}=" not in address)
    return f"{address}{'&' if '?' in address else '?'}{query}"


def _rows(view: View, kind: str, content: Document, name: str) -> Part | None:
    """The rows of the content: a list, or the facts of one feature."""
    if kind == "items":
        return _table(view, content["features"], name, content["links"])
    if kind == "item":
        return _facts(view, content["properties"], name)
    listed: Mapping[str, Sequence[tuple[str, str]]] = {
        "conformance": [(each, each) for each in content.get("conformsTo", [])],
        "collections": [
            (each["title"], _html(each["links"][0]["href"], view)) for each in content.get("collections", [])
        ],
    }
    if kind not in listed:
        return None
    return links_part(kind, view.t(f"features.{kind}"), listed[kind])


def _table(view: View, features: Sequence[Document], name: str, links: Sequence[Document]) -> Part | None:
    if not features:
        return None
    declared = TABLES[LAYERS[name].table]
    here = next(link["href"] for link in links if link["rel"] == "collection")
    scalars = [
        column
        for column in declared.columns()
        if not isinstance(features[0]["properties"].get(_camel(column), []), list)
    ]
    shown = ["name", *(column for column in scalars if column != "name")][:MOST_COLUMNS]
    labels = [words(declared, column, view.language).label for column in shown]
    rows = [[_cell(each["properties"][_camel(column)]) for column in shown] for each in features]
    addresses = [_html(f"{here}/items/{each['id']}", view) for each in features]
    return Part(
        "objecten",
        view.t(f"features.{name}.title"),
        view.t("features.shown", count=len(features)),
        rows=pl.DataFrame(rows, schema=dict.fromkeys(labels, pl.String), orient="row"),
        links={labels[0]: addresses},
        source=view.snapshot.manifest.attribution[view.language],
        age=read_only(view),
        files=(),
    )


def _facts(view: View, properties: Document, name: str) -> Part:
    declared = TABLES[LAYERS[name].table]
    facts = [
        (words(declared, column, view.language).label, _cell(properties[_camel(column)]))
        for column in declared.columns()
        if _camel(column) in properties
    ]
    return Part(
        "kenmerken",
        view.t("features.facts"),
        view.t("features.same"),
        PartKind.FACTS,
        rows=pl.DataFrame(
            [each for each in facts if each[1]],
            schema={view.t("data.dict_column"): pl.String, " ": pl.String},
            orient="row",
        ),
        source=view.snapshot.manifest.attribution[view.language],
        age=read_only(view),
        files=(),
    )


def _camel(column: str) -> str:
    first, *rest = column.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(each.get("url", each)) if isinstance(each, dict) else str(each) for each in value)
    return "" if value is None else str(value)


def _links(view: View, content: Document) -> Part | None:
    """The links to related pages."""
    every = [link for rel in LEADS for link in content["links"] if link["rel"] == rel]
    named = {
        str(link.get("title") or view.t(f"features.{NAMED.get(link['rel'], link['rel'])}")): link for link in every
    }
    links = [
        (
            title,
            link["href"]
            if "json" in link.get("type", "") and link["rel"] in {"alternate", "service-desc"}
            else _html(link["href"], view),
        )
        for title, link in named.items()
    ]
    return links_part("verder", view.t("features.further"), links) if links else None
