"""What changed in a region between the last releases, for its page and on paper."""

from dataclasses import replace

from measures.changed.followed import in_municipalities
from measures.region.scope import municipalities_of
from measures.selection import Selection
from ui.changes.known import known_changes
from ui.changes.story import changed_words, counts_words, entries_by_kind, listed
from ui.region.region_view import COUNTRY, RegionView
from ui.story import Part
from ui.view import View

MOST_SHOWN = 12


def changes_part(view: View, region: RegionView) -> Part:
    """What was added, stopped, confirmed or corrected in a region of any level, each with source and reason."""
    everywhere = replace(view, selection=Selection(), params={})
    known, code = known_changes(everywhere), region.profile.code
    codes = {code, *municipalities_of(region.tables.regions, code)}
    rows = known.rows if code == COUNTRY else in_municipalities(known.rows, codes)
    by_kind = entries_by_kind(everywhere, rows)
    here = [each for of_kind in by_kind.values() for each in of_kind]
    sentence = changed_words(view, known, len(here))
    counts = counts_words(view, by_kind) if here else ""
    return listed(
        view, Part("veranderd", region.part("veranderd.title"), f"{sentence}. {counts}".strip()), here, MOST_SHOWN
    )
