"""The page as values: before there is a file, and with the report on one. The live page adds what takes a file and what can be chosen."""

from markupsafe import Markup

from pages.aanleveren.report import FileReport
from pages.aanleveren.shelf import LARGEST
from pages.aanleveren.spots import map_body
from pages.aanleveren.words import asked_in_vain, recognised, sentence, title
from pages.aanleveren.worker import AT_ONCE, MOST_ROWS
from ui.filter_words import note_words
from ui.plain.prose import prose
from ui.sending import SENDING
from ui.story import Part, PartKind, Place, Story
from ui.view import View

BOX, RECOGNISED, ROWS, FILES, PROMISES = "bestand", "herkend", "rijen", "meenemen", "beloften"
"""Names of the parts."""


def story(view: View, *, is_gone: bool = False) -> Story:
    """What can be sent, what becomes of it, and the other way for who cannot use the box.

    Args:
        view: language and data version.
        is_gone: a file was thrown away because its page stood still.
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
    """What can be sent and what becomes of it, in three lines that stand above the box."""
    megabytes = LARGEST // 1_000_000
    lines = [
        view.t(f"aanleveren.limits.{name}", megabytes=megabytes, all=MOST_ROWS) for name in ("kinds", "kept", "trial")
    ]
    return Markup('<ul class="regels">{}</ul>').format(
        Markup().join(Markup("<li>{}</li>").format(line) for line in lines)
    )


def report_story(view: View, report: FileReport) -> Story:
    """What became of a file; the map stands beside the rest where rows have a place."""
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
    """A file that was not checked, and why; `key` is that of the words."""
    title = view.t("aanleveren.busy.problem_title")
    box = _text(BOX, view.t("aanleveren.box.title"))
    return Story(SENDING, title, title, view.t(f"aanleveren.busy.{key}"), address=f"/{SENDING}", parts=(box,))


def _text(name: str, title: str, body: Markup | str = "", *, place: Place = Place.WHOLE) -> Part:
    shown = Markup('<div class="proza">{}</div>').format(body)
    return Part(name, title, kind=PartKind.TEXT, body=shown, place=place)
