"""The words of the page about a report. Nothing here depends on how they are shown."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from data_loaders.checked import Category, CheckReport, ColumnReport, RowReport, State
from data_loaders.schema import Status
from data_loaders.schema.rows import InitiativeRow
from ui.address import LONGEST_SHOWN, Note
from ui.initiative_rows import header, list_page
from ui.texts import Texts
from ui.view import View

FACTS = ("name", "place", "municipality", "themes", "started_year", "status", "website")
"""Facts that are compared side by side."""

FILTER = "uitkomst"
"""Parameter: the outcomes to show."""
Known = Mapping[str, InitiativeRow]
"""Id → row of the table of initiatives."""


@dataclass(frozen=True)
class Side:
    """One fact of a row beside the same fact of the known initiative."""

    fact: str
    yours: str
    ours: str


@dataclass(frozen=True)
class RowStory:
    """One row of the file in words."""

    number: int
    state: State
    name: str
    where: str
    same: str
    """The known initiative or other row that it is, or may be; empty if there is none."""
    reason: str
    remedy: str
    sides: tuple[Side, ...]
    beside: str
    """Heading of the other side in `sides`."""
    known_id: str


def title(t: Texts, report: CheckReport) -> str:
    """The answer: how many rows can be put on the map."""
    counts = report.counts()
    read = len(report.rows)
    taken = read - counts[State.REFUSED]
    if not report.usable:
        return t("aanleveren.answer.unusable")
    if taken == read:
        return t("aanleveren.answer.all", count=read)
    return t("aanleveren.answer.some", taken=taken, all=read) if taken else t("aanleveren.answer.none")


def sentence(t: Texts, report: CheckReport) -> str:
    """The number of rows with each outcome, and their total; for a file that cannot be used, why not."""
    if not report.usable:
        return " ".join(f"{remark.reason} {remark.remedy}".strip() for remark in report.about_file() if remark.rejected)
    parts = [t(f"aanleveren.counts.{state}", count=count) for state, count in report.counts().items() if count]
    counts_in_words = t("aanleveren.counts.of", parts=", ".join(parts))
    return (
        f"{counts_in_words} {t('aanleveren.counts.together', read=len(report.rows))}"
        if len(parts) > 1
        else counts_in_words
    )


def recognised(t: Texts, report: CheckReport) -> str:
    """How many columns and words for themes were recognised."""
    named = [column for column in report.columns if column.header]
    unknown = len(unknown_columns(report))
    if unknown:
        sentences = [t("aanleveren.columns.some_unknown", unknown=unknown, columns=len(named))]
    else:
        sentences = [t("aanleveren.columns.all_known", count=len(named))] if named else []
    words = sum(category.themes is None for category in report.categories)
    return " ".join([*sentences, *([t("aanleveren.columns.unknown_words", count=words)] if words else [])])


def unknown_columns(report: CheckReport) -> list[ColumnReport]:
    """Columns that were not recognised."""
    return [column for column in report.columns if column.field is None and column.header]


def columns_in_order(report: CheckReport) -> list[ColumnReport]:
    """All columns; those that need a choice come first."""
    return sorted(report.columns, key=lambda column: column.field is not None)


def categories_in_order(report: CheckReport) -> list[Category]:
    """All words for themes; those that need a choice come first, then those in most rows."""
    return sorted(report.categories, key=lambda category: (category.themes is not None, -category.rows))


def shown_rows(report: CheckReport, states: Collection[State]) -> list[RowReport]:
    """The rows with one of these outcomes (all rows if `states` is empty); those that need attention come first."""
    order = list(State)
    rows = [row for row in report.rows if not states or row.state in states]
    return sorted(rows, key=lambda row: (order.index(row.state), row.row))


def chosen_states(view: View) -> tuple[State, ...]:
    """The outcomes that the address asks for, without unknown ones."""
    typed = view.params.get(FILTER, [])
    return tuple(state for state in State if state.value in typed)


def asked_in_vain(view: View, report: CheckReport) -> list[Note]:
    """Notes if the address asks for an unknown outcome or a page that does not exist."""
    unknown = [value for value in view.params.get(FILTER, []) if value not in set(State)]
    notes = [Note("address.unknown_value", FILTER, value[:LONGEST_SHOWN]) for value in unknown]
    page, rows = view.typed("pagina"), shown_rows(report, chosen_states(view))
    if page and page != str(list_page(view, len(rows)).number):
        notes.append(Note("address.unknown_value", "pagina", page[:LONGEST_SHOWN]))
    return notes


def row_story(view: View, row: RowReport, known: Known, others: Mapping[int, RowReport] | None = None) -> RowStory:
    """One row in words.

    Args:
        view: language, names and texts.
        row: the row.
        known: the known initiatives that rows are, or may be.
        others: the rows of the file by their number.
    """
    about = known.get(row.same_as or "")
    other = (others or {}).get(row.same_as_row or 0)
    beside = about or (other and asdict(other))
    return RowStory(
        number=row.row,
        state=row.state,
        name=row.name or view.t("aanleveren.rows.no_name"),
        where=_where(view, row),
        same=_same(view.t, row, about),
        reason=row.reason or "",
        remedy=row.remedy or "",
        sides=tuple(_sides(view, asdict(row), beside)) if beside else (),
        beside=view.t("aanleveren.rows.ours") if about else view.t("aanleveren.rows.row", number=str(row.same_as_row)),
        known_id=about["id"] if about else "",
    )


def _where(view: View, row: RowReport) -> str:
    municipality = view.names.municipalities.get(row.municipality_code or "", "")
    if row.state is State.REFUSED and not municipality:
        return ""
    place = row.place or municipality
    where = f"{place}, {municipality}" if place != municipality and municipality else place
    return where or view.t("aanleveren.rows.no_place")


def _same(t: Texts, row: RowReport, about: InitiativeRow | None) -> str:
    if about:
        return about["name"]
    return t("aanleveren.rows.row", number=str(row.same_as_row)) if row.same_as_row else ""


def _sides(view: View, yours: Mapping[str, object], ours: Mapping[str, object]) -> list[Side]:
    sides = [Side(header(view, fact), _fact(view, fact, yours), _fact(view, fact, ours)) for fact in FACTS]
    return [side for side in sides if side.yours or side.ours]


def _fact(view: View, fact: str, of: Mapping[str, object]) -> str:
    if fact == "municipality":
        return view.names.municipalities.get(str(of["municipality_code"] or ""), "")
    value = of[fact]
    if isinstance(value, list | tuple):
        return themes_words(view.t, value)
    if fact == "status":
        return view.t(f"status.{value}") if value and value != Status.UNKNOWN else ""
    return str(value) if value else ""


def themes_words(t: Texts, themes: Collection[str]) -> str:
    """Names of themes, with commas between them."""
    return ", ".join(t(f"theme.{theme}") for theme in themes)
