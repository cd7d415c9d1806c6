"""Small marks that all pages share: the dot of a theme, the line of knowledge, and rows of a short list."""

from collections.abc import Sequence

from markupsafe import Markup

from data_loaders.schema.rows import InitiativeRow
from ui.seen import status_words
from ui.view import View

FIRST_YEAR = 2006
"""First year of the line of knowledge; earlier years are drawn at this year."""
LINE_PX = 46


def dot(theme: str) -> Markup:
    """A dot in a theme's colour. The name of the theme must be beside it, or be there for screen readers."""
    return Markup('<i class="stip" style="background:var(--thema-{})"></i>').format(theme)


def dots(view: View, themes: Sequence[str]) -> Markup:
    """Dots of themes without words on screen; screen readers and tooltips have their names."""
    names = ", ".join(view.t(f"theme.{theme}") for theme in themes)
    marks = Markup().join(dot(theme) for theme in themes)
    return Markup('<span class="stippen" title="{0}">{1}<span class="stil">{0}</span></span>').format(names, marks)


def named_themes(view: View, themes: Sequence[str]) -> Markup:
    """Each theme as a dot with its name."""
    each = [Markup("<span>{}{}</span>").format(dot(theme), view.t(f"theme.{theme}")) for theme in themes]
    return Markup('<span class="themas">{}</span>').format(Markup().join(each))


def knowledge_line(seen_year: int | None, read_year: int) -> Markup:
    """The line of knowledge from 2006 to the year of the data: thick up to the newest dated source, thin after it.

    It is dashed if no year is known. Screen readers skip it: the words beside it say the same.
    """
    if seen_year is None:
        line = Markup('<path d="M1 5h44" stroke="var(--rand)" stroke-width="2" stroke-dasharray="2 3"/>')
    else:
        x = 1 + 44 * (max(seen_year, FIRST_YEAR) - FIRST_YEAR) / max(read_year - FIRST_YEAR, 1)
        line = Markup(
            '<path d="M1 5h44" stroke="var(--rand)" stroke-width="1"/><path d="M1 5H{0:.1f}" stroke="var(--inkt)" stroke-width="3"/>'
            '<circle cx="{0:.1f}" cy="5" r="3.2" fill="var(--inkt)"/>'
        ).format(x)
    return Markup('<svg class="kennis" viewBox="0 0 46 10" width="46" height="10" aria-hidden="true">{}</svg>').format(
        line
    )


def when(view: View, row: InitiativeRow, *, is_short: bool = False) -> Markup:
    """The dated status (or with `is_short` only the year it was last seen in), followed by the line of knowledge."""
    if is_short:
        year = row["seen_year"]
        words = view.t("seen.in_year", year=str(year)) if year else view.t("seen.unknown")
    else:
        words = status_words(view.language, row["status"], row["status_year"], row["seen_year"])
    line = knowledge_line(row["seen_year"], view.snapshot.date.year)
    return Markup('<span class="wanneer">{} {}</span>').format(words, line)


def short_row(view: View, row: InitiativeRow, beside: str) -> Markup:
    """One line of a short list: dots, the name as a link, the words `beside` it, and when it was last seen."""
    return Markup('<li>{}<a href="{}">{}</a><span class="vaag">{}</span>{}</li>').format(
        dots(view, row["themes"]),
        view.link("initiatieven", id=row["id"]),
        row["name"],
        beside,
        when(view, row, is_short=True),
    )


def short_list(rows: Sequence[Markup]) -> Markup:
    """Rows made by `short_row` as a list."""
    return Markup('<ul class="kortelijst">{}</ul>').format(Markup().join(rows))
