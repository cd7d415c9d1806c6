"""Three lines under the map of the home page about the latest changes."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from data_loaders.topics import Topic
from measures.changed import Happened, Subject
from ui.changes.known import SINCE, known_changes
from ui.changes.story import changed_words, each_counted, entries_by_kind
from ui.changes.words import Entry
from ui.parameters import CHANGES
from ui.story import Part, PartKind
from ui.view import View

LINES = ((Happened.ADDED,), (Happened.STOPPED,), (Happened.CONFIRMED, Happened.CORRECTED))
EXAMPLES = 2
SEEN = "EERDER"
"""Placeholder in a link: the browser replaces it by the release that the reader saw before."""
_LINE = Markup('<li><a href="{}">{}</a> <span class="vaag">{}</span></li>')
_EARLIER = Markup('<p class="noot" hidden data-uitgave="{}"><a href="{}" data-zin="{}"></a></p>')


def changed_part(view: View) -> Iterator[Part]:
    """The three lines, with a link to the changes since the reader's last visit; nothing if there is only one release."""
    part = view.once(Topic.CHANGES_AT_HOME, lambda: _part(view))
    if part:
        yield part


def _part(view: View) -> Part | None:
    known = known_changes(view)
    if not known.since:
        return None
    by_kind = entries_by_kind(view, known.rows)
    lines = Markup().join(_line(view, kinds, by_kind) for kinds in LINES)
    body = Markup('<ul class="wegen">{}</ul>{}').format(lines, _earlier(view))
    sentence = f"{changed_words(view, known, sum(map(len, by_kind.values())))}."
    return Part("veranderd", view.t("wijzigingen.home_title"), sentence, PartKind.LINKS, body=body)


def _line(view: View, kinds: Sequence[Happened], by_kind: Mapping[Happened, Sequence[Entry]]) -> Markup:
    """One line: the number of changes and some names, with a link to the list."""
    entries = [each for kind in kinds for each in by_kind[kind]]
    names = [each.name for each in entries if each.subject is Subject.INITIATIVE][:EXAMPLES]
    such = view.t("wijzigingen.such_as", names=", ".join(names)) if names else ""
    place = next((f"#{kind}" for kind in reversed(kinds) if by_kind[kind]), "")
    return _LINE.format(view.link(CHANGES) + place, each_counted(view, by_kind, kinds), such)


def _earlier(view: View) -> Markup:
    """A line that stays hidden until the browser finds that it saw an older release (`ui/plain/live.js`)."""
    to = view.link(CHANGES, **{SINCE: SEEN})
    return _EARLIER.format(view.snapshot.version, to, view.t("wijzigingen.earlier", date="{date}"))
