"""The stories of the page of networks, and the choice between them."""

from difflib import get_close_matches

from pages.netwerken.choice import NetworkSection, read_choice
from pages.netwerken.here import here_story
from pages.netwerken.partner import partner_story
from pages.netwerken.table import table_story
from pages.netwerken.who import who_story
from ui.address import LONGEST_SHOWN
from ui.story import HttpStatus, Link, Story, links_part
from ui.view import View

STORIES = {
    NetworkSection.WHO: who_story,
    NetworkSection.HERE: here_story,
    NetworkSection.TABLE: table_story,
    NetworkSection.PARTNER: partner_story,
}
MOST_LIKE = 6


def story(view: View) -> Story:
    """The part of the page, or the page of a partner, that the address asks for."""
    choice = read_choice(view)
    typed = view.typed("netwerk")
    if typed and choice.network is None and not view.typed("deel"):
        return _unknown(view, typed)
    return STORIES[choice.part](view, choice)


def _unknown(view: View, typed: str) -> Story:
    """The page for an unknown partner: it lists similar names and links to all partners."""
    names = view.names.partners
    by_word = {name.lower(): partner for partner, name in names.items()} | {partner: partner for partner in names}
    near = list(
        dict.fromkeys(
            by_word[each] for each in get_close_matches(typed.lower()[:LONGEST_SHOWN], by_word, MOST_LIKE, 0.5)
        )
    )
    title = view.t("netwerken.unknown_title")
    links = [(names[each], view.link("netwerken", netwerk=each)) for each in near]
    return Story(
        page="netwerken",
        title=title,
        answer=title,
        sentence=view.t("netwerken.unknown_partner", typed=typed[:LONGEST_SHOWN]),
        actions=(Link(view.t("netwerken.all_partners"), view.link("netwerken"), is_main=True),),
        parts=(links_part("lijkt-op", view.t("netwerken.like"), links),) if near else (),
        status=HttpStatus.UNKNOWN,
    )
