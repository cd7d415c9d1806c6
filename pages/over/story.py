"""The story of the page about Samenkaart: only texts of our own."""

import re
from functools import cache

from markupsafe import Markup

from data_loaders.schema import Language
from geo import base_map
from ui.plain.lists import folded
from ui.plain.prose import documented, prose
from ui.site_address import SENDING, contact_email, links_to_sending, source_code
from ui.story import Link, Part, PartKind, Story
from ui.view import View

PARTS = {
    "what": "wat", "counts": "tellen", "data": "bronnen", "own_file": "aanleveren", "privacy": "privacy",
    "accessibility": "toegankelijkheid", "security": "veiligheid",
}  # fmt: skip
"""Key of the text → name of the part in addresses."""


def story(view: View) -> Story:
    """The whole page; `?deel=partners` opens the guide for partners."""
    title = view.t("over.title")
    publisher = {"@type": "Organization", "name": view.t("citation.author")}
    return Story(
        page="over",
        title=view.t("over.nav"),
        answer=title,
        sentence=view.t("over.lead"),
        address="/over",
        actions=_actions(view),
        parts=tuple(_part(view, key, name) for key, name in PARTS.items()),
        things=({"@type": "AboutPage", "name": title, "publisher": publisher},),
    )


def _actions(view: View) -> tuple[Link, ...]:
    guide_link = Link(view.t("over.own_file.guide"), f"{view.link('over', deel='partners')}#aanleveren")
    return (
        (Link(view.t("over.own_file.check"), view.link(SENDING)), guide_link) if links_to_sending() else (guide_link,)
    )


def _part(view: View, key: str, name: str) -> Part:
    body = prose(view.t(f"over.{key}.text"))
    if key == "own_file":
        is_open = view.typed("deel") == "partners"
        body += folded(view.t("over.own_file.guide"), prose(guide(view.language)), is_open=is_open)
    if key == "privacy":
        for host in base_map.hosts():
            body += prose(view.t("over.privacy.base_map", host=host.removeprefix("https://")))
    if key == "security":
        body += _where_to_report(view)
    title = view.t(f"over.{key}.title")
    return Part(name, title, kind=PartKind.TEXT, body=Markup('<div class="proza">{}</div>').format(body))


def _where_to_report(view: View) -> Markup:
    """How to report a vulnerability: the e-mail address and repository that are set, or that none is."""
    mail, code = contact_email(), source_code()
    given = {"mail": (f"mailto:{mail}", mail), "code": (code, code)}
    ways = [
        Markup('<p>{} <a href="{}">{}</a>.</p>').format(view.t(f"over.security.{name}"), address, words)
        for name, (address, words) in given.items()
        if words
    ]
    return Markup().join(ways) or Markup("<p>{}</p>").format(view.t("over.security.nowhere"))


@cache
def guide(language: Language) -> str:
    """The guide for partners as Markdown, to stand under a heading: without its title and links into the software."""
    without_links = re.sub(r"\[([^]]*)\]\(\.\./[^)]*\)", r"\1", documented("partners.md", language))
    return re.sub(
        r"^## ", "### ", re.sub(r"^# .*\n", "", without_links, flags=re.MULTILINE), flags=re.MULTILINE
    ).strip()
