"""A story as HTML, made once: the server's first answer and every live page show the same text."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from data_loaders.bulk import bulk_folder
from data_loaders.schema import Language
from data_loaders.topics import Topic
from ui.age import stale_words
from ui.plain.page import footer_html, head_html
from ui.plain.render import embedded_story, heading_html, story_html
from ui.site_address import outward
from ui.story import Story
from ui.view import View

StoryOf = Callable[[View], Story]


@dataclass(frozen=True)
class WrittenPage:
    """The HTML of one address. Links in it have the path under which the site lives."""

    language: Language
    page: str
    """Name in the navigation."""
    title: str
    """The title of the tab, without the name of the site."""
    answer: str
    html: str
    """Heading, choices and parts."""
    head: str
    """HTML for the head of the document."""
    footer: str
    """HTML of the footer, which names the data version; empty in an embedded view."""
    status: int
    forward: str
    """The address to redirect to; empty: none."""


def about(view: View, story_of: StoryOf, *, embedded: bool) -> tuple[Hashable, ...]:
    """The rest of the key of a page, beside data and choice."""
    parameters = tuple(sorted((key, tuple(values)) for key, values in view.params.items()))
    # The day is part of the key, because citations name it and goals are judged on it. So is whether the files of the
    # release exist: until then, the page about them says that they are being made.
    has_files = bulk_folder(view.snapshot).exists()
    return story_of, parameters, embedded, view.day, stale_words(view.language), has_files


def written_page(view: View, story_of: StoryOf, *, embedded: bool = False) -> WrittenPage:
    """The page that `story_of` tells of a view.

    Args:
        view: made from parameters that the site reads (`ui.parameters.known`).
        story_of: makes its story.
        embedded: whether the page is shown inside another site.
    """
    key = about(view, story_of, embedded=embedded)
    return view.once_alone(Topic.PAGE, lambda: _written(view, story_of, embedded=embedded), *key)


def _written(view: View, story_of: StoryOf, *, embedded: bool) -> WrittenPage:
    story = story_of(view)
    shown = embedded_story(view, story) if embedded and not story.forward else story
    return WrittenPage(
        view.language,
        shown.page,
        shown.title,
        shown.answer,
        outward(heading_html(view, shown) if shown.forward else story_html(view, shown)),
        outward(head_html(view, shown)),
        "" if embedded else outward(footer_html(view)),
        int(shown.status),
        shown.forward,
    )
