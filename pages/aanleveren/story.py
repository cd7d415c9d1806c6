"""The story of the page: without a file, with the report on a file, or with a file that could not be checked.

The live page replaces some of its parts by a box for a file and boxes for choices.
"""

from markupsafe import Markup

from data_loaders.checked import CheckReport
from pages.aanleveren.shelf import LARGEST
from pages.aanleveren.spots import map_body
from pages.aanleveren.words import asked_in_vain, recognised, sentence, title
from pages.aanleveren.worker import AT_ONCE, MOST_ROWS
from ui.filter_words import note_words
from ui.plain.lists import listed
from ui.plain.prose import prose
from ui.site_address import SENDING
from ui.story import Part, PartKind, Place, Story
from ui.view import View

BOX, RECOGNISED, ROWS, FILES, PROMISES = "bestand", "herkend", "rijen", "meenemen", "beloften"
"""Names of the parts."""


def story(view: View, *, is_gone: bool = False) -> Story:
    """The page without a file: what can be sent, what happens to it, and what to do if the box does not work.

    Args:
        view: language and data version.
        is_gone: whether the visit had a file that was deleted, because nothing happened on its page for too long.
    """
    t = view.t
    return Story(
        page=SENDING,
        title=t("aanleveren.nav"),
        answer=t("aanleveren.title"),
        sentence=t("aanleveren.lead"),
        address=f"/{SENDING}",
        notes=(f"{t('aanleveren.gone.title')}. {t('aanleveren.gone.text')}",) if is_gone else (),
        parts=(
            _text(BOX, t("aanleveren.box.title"), Markup("{}{}").format(limits(view), prose(t("aanleveren.box.text")))),
            _text(PROMISES, t("aanleveren.more.title"), prose(t("aanleveren.more.text", places=AT_ONCE))),
        ),
    )


def limits(view: View) -> Markup:
    """Three lines above the box: what can be sent, and what happens to it."""
    megabytes = LARGEST // 1_000_000
    names = ("kinds", "kept", "trial")
    lines = (view.t(f"aanleveren.limits.{name}", megabytes=megabytes, all=MOST_ROWS) for name in names)
    return listed(lines, css="regels")


def report_story(view: View, report: CheckReport) -> Story:
    """The page with the report on a file. It has a map if rows have a place."""
    t = view.t
    parts = [
        _text(BOX, t("aanleveren.box.title"), place=Place.HEAD),
        _text(RECOGNISED, t("aanleveren.columns.title"), recognised(t, report), place=Place.HEAD),
    ]
    if report.rows:
        parts.append(_text(ROWS, t("aanleveren.rows.title"), place=Place.HEAD))
    if any(row.longitude is not None for row in report.rows):
        parts.append(_text("kaart", t("aanleveren.map.title"), map_body(view, report), place=Place.SIDE))
    parts.append(_text(FILES, t("aanleveren.take.title")))
    notes = tuple(note_words(view, asked_in_vain(view, report)))
    answer = title(t, report)
    return Story(SENDING, answer, answer, sentence(t, report), address=f"/{SENDING}", notes=notes, parts=tuple(parts))


def problem_story(view: View, key: str) -> Story:
    """The page for a file that could not be checked; `key` is the key of the reason."""
    title = view.t("aanleveren.busy.problem_title")
    box = _text(BOX, view.t("aanleveren.box.title"))
    return Story(SENDING, title, title, view.t(f"aanleveren.busy.{key}"), address=f"/{SENDING}", parts=(box,))


def _text(name: str, title: str, body: Markup | str = "", *, place: Place = Place.WHOLE) -> Part:
    shown = Markup('<div class="proza">{}</div>').format(body)
    return Part(name, title, kind=PartKind.TEXT, body=shown, place=place)
