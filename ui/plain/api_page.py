"""The page that explains the API to people: how it works, and all its lists, filters and error messages."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_loaders.dictionary import TABLE_TITLES
from data_loaders.documents import Document
from data_loaders.schema import TABLES, words
from ui.age import read_only
from ui.plain.prose import prose
from ui.story import Link, Part, PartKind, Story
from ui.view import View


def api_story(view: View, content: Document) -> Story:
    """The page at `/api/v1` for people.

    Args:
        view: the data version and the language.
        content: the landing page as a program gets it, with the lists, filters and problems of the API.
    """
    t = view.t
    how = Part("zo-werkt-het", t("api.page.how_title"), kind=PartKind.TEXT, body=prose(t("api.page.how")))
    return Story(
        "data",
        t("api.page.title"),
        t("api.page.title"),
        t("api.page.sentence"),
        crumbs=(Link(t("data.nav"), view.link("data")),),
        actions=(Link(t("data.way.openapi"), "/api/v1/openapi.json", is_main=True),),
        parts=(how, _lists(view, content), _filters(view, content), _columns(view, content), _problems(view, content)),
    )


def _table(view: View, name: str, sentence: str, rows: Mapping[str, Sequence[str]], links: Sequence[str] = ()) -> Part:
    first = next(iter(rows))
    return Part(
        f"api-{name}",
        view.t(f"api.page.{name}_title"),
        sentence,
        rows=pl.DataFrame(rows, schema=dict.fromkeys(rows, pl.String)),
        links={first: links} if links else {},
        source="Samenkaart",
        age=read_only(view),
        files=(),
    )


def _lists(view: View, content: Document) -> Part:
    t, lists = view.t, content["lists"]
    rows = {
        t("api.page.address"): [each["path"] for each in lists],
        t("api.page.list"): [TABLE_TITLES[each["table"]][view.language] for each in lists],
    }
    sentence = t("api.page.lists_sentence", count=len(lists))
    return _table(view, "lists", sentence, rows, [each["path"] for each in lists])


def _filters(view: View, content: Document) -> Part:
    t, filters = view.t, content["filters"]
    rows = {
        t("api.page.parameter"): [each["name"] for each in filters],
        t("api.page.meaning"): [t(f"filters.{each['field']}.label") for each in filters],
        t("api.page.values"): [", ".join(each["values"]) or each["example"] for each in filters],
    }
    return _table(view, "filters", t("api.page.filters_sentence"), rows)


def _columns(view: View, content: Document) -> Part:
    t = view.t
    every = [
        (each["path"].rpartition("/")[2], name, words(TABLES[each["table"]], column, view.language))
        for each in content["lists"]
        for name, column in each["filters"].items()
    ]
    rows = {
        t("api.page.list"): [path for path, _, _ in every],
        t("api.page.parameter"): [name for _, name, _ in every],
        t("api.page.meaning"): [". ".join(filter(None, [column.label, column.about])) for _, _, column in every],
    }
    return _table(view, "columns", t("api.page.columns_sentence"), rows)


def _problems(view: View, content: Document) -> Part:
    t, problems = view.t, content["problems"]
    rows = {
        t("api.page.status"): [str(status) for _, status in problems],
        t("api.page.meaning"): [t(f"api.problem.{kind}.title") for kind, _ in problems],
    }
    return _table(view, "problems", t("api.page.problems_sentence"), rows)
