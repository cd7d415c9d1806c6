"""What was recognised in a list, with a box to correct each column, each word for a theme, and the list as a whole."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from data_loaders.checked import Category, CheckReport, ColumnReport
from data_loaders.schema import Theme
from pages.aanleveren.choices import Choices
from pages.aanleveren.visit import Visit, choose
from pages.aanleveren.words import categories_in_order, columns_in_order, recognised, themes_words
from ui import plain
from ui.view import View

FIELDS = (
    "name", "place", "municipality", "themes", "neighbourhood", "province", "country", "postcode", "address", "longitude", "latitude",
    "x", "y", "point", "shape", "legal_form", "started_year", "status", "website", "scope", "networks", "summary", "source_url",
    "source_title", "source_year", "consent", "personal", "unused",
)  # fmt: skip
"""The fields that a column can stand for, the necessary ones first."""
UNUSED, PERSONAL = "unused", "personal"
MOST_COLUMNS, MOST_WORDS = 60, 30
ACROSS = 3


def recognition_part(view: View, report: CheckReport, visit: Visit) -> None:
    """Show all boxes, unfolded if something was not recognised."""
    summary = recognised(view.t, report)
    if not report.columns:
        return
    plain.paragraph(view.t("aanleveren.columns.title"), "h2")
    is_unclear = any(column.field is None for column in report.columns) or any(
        category.themes is None for category in report.categories
    )
    with st.expander(plain.label(summary), expanded=is_unclear or not report.usable, key=f"herkend_{visit.number}"):
        plain.paragraph(view.t("aanleveren.columns.help"), "small")
        _columns(view, report, visit)
        _categories(view, report, visit)
        _whole_list(view, visit)
        if visit.choices != Choices():
            st.button(view.t("aanleveren.columns.reset"), on_click=choose, args=(lambda _: Choices(),), key="terug")


def _columns(view: View, report: CheckReport, visit: Visit) -> None:
    columns = columns_in_order(report)
    _grid([partial(_column_box, view, column, visit) for column in columns[:MOST_COLUMNS]])
    if (rest := len(columns) - MOST_COLUMNS) > 0:
        plain.paragraph(view.t("aanleveren.columns.too_many", count=rest), "small")


def _grid(boxes: list[Callable[[], None]]) -> None:
    for start in range(0, len(boxes), ACROSS):
        for place, box in zip(st.columns(ACROSS), boxes[start : start + ACROSS], strict=False):
            with place:
                box()


def _column_box(view: View, column: ColumnReport, visit: Visit) -> None:
    key = f"kolom_{visit.number}_{column.header}"
    st.session_state[key] = column.field or ""
    st.selectbox(
        plain.label(column.header),
        ["", *FIELDS] if column.field is None else FIELDS,
        format_func=lambda field: view.t(f"aanleveren.field.{field}" if field else "aanleveren.columns.unknown"),
        key=key,
        on_change=_column_chosen,
        args=(column.header, key),
    )
    plain.paragraph(_samples(view, column), "small", "voorbeelden")


def _samples(view: View, column: ColumnReport) -> str:
    if column.field == PERSONAL:
        return view.t("aanleveren.columns.personal_samples")
    if not column.samples:
        return view.t("aanleveren.columns.no_samples")
    return view.t("aanleveren.columns.samples", samples=" · ".join(column.samples))


def _column_chosen(header: str, key: str) -> None:
    field = st.session_state[key]
    if field:
        choose(lambda choices: choices.with_column(header, field))


def _categories(view: View, report: CheckReport, visit: Visit) -> None:
    if not report.categories:
        return
    words = categories_in_order(report)
    plain.paragraph(view.t("aanleveren.columns.words_title"), "h3")
    _grid([partial(_category_box, view, category, visit) for category in words[:MOST_WORDS]])
    if (rest := len(words) - MOST_WORDS) > 0:
        plain.paragraph(view.t("aanleveren.columns.words_too_many", count=rest), "small")


def _category_box(view: View, category: Category, visit: Visit) -> None:
    key = f"woord_{visit.number}_{category.word}"
    single: list[tuple[str, ...]] = [(theme.value,) for theme in Theme]
    options: list[tuple[str, ...] | None] = [*single, ()]
    if category.themes not in options:
        options.insert(0, category.themes)
    st.session_state[key] = category.themes
    st.selectbox(
        plain.label(view.t("aanleveren.columns.word_rows", word=category.word, count=category.rows)),
        options,
        format_func=lambda themes: _themes(view, themes),
        key=key,
        on_change=_category_chosen,
        args=(category.word, key),
    )


def _themes(view: View, themes: tuple[str, ...] | None) -> str:
    if themes is None:
        return view.t("aanleveren.columns.words_unknown")
    return themes_words(view.t, themes) or view.t("aanleveren.field.unused")


def _category_chosen(word: str, key: str) -> None:
    themes = st.session_state[key]
    if themes is not None:
        choose(lambda choices: choices.with_category(word, themes))


def _whole_list(view: View, visit: Visit) -> None:
    plain.paragraph(view.t("aanleveren.columns.whole_title"), "h3")
    chosen = visit.choices
    themes = {theme.value: view.t(f"theme.{theme}") for theme in Theme}
    networks = {name: name for name in view.names.partners.values()}
    municipalities = {name: name for name in sorted(view.names.municipalities.values())}
    boxes = (
        ("network", networks, chosen.network),
        ("municipality", municipalities, chosen.municipality),
        ("theme", themes, chosen.themes[0] if chosen.themes else ""),
    )
    _grid([partial(_whole_box, view, visit, name, options, now) for name, options, now in boxes])


def _whole_box(view: View, visit: Visit, name: str, options: dict[str, str], now: str) -> None:
    key = f"lijst_{visit.number}_{name}"
    st.session_state[key] = now
    st.selectbox(
        view.t(f"aanleveren.columns.{name}"),
        ["", *options],
        format_func=lambda value: options.get(value) or view.t("aanleveren.columns.nothing"),
        key=key,
        on_change=_whole_chosen,
        args=(name, key),
    )


def _whole_chosen(name: str, key: str) -> None:
    value = st.session_state[key]
    choose(lambda choices: choices.with_whole(name, value))
