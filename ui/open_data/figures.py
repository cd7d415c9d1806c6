"""A figure as it was in a given data version, at a permanent address; or the page that says what replaced it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from data_loaders.problems import DataProblem
from data_loaders.releases import kept_versions
from data_loaders.snapshot import Snapshot, load_snapshot
from data_loaders.store import current
from data_loaders.topics import Topic
from ui.address import Params, read
from ui.citation import Cited, Style, cite
from ui.open_data.addresses import figure_address
from ui.site_address import embed_code, site_address
from ui.story import HttpStatus, Link, Part, PartKind, Place, Story
from ui.view import View, data_of, language_of, view_of

StoryOf = Callable[[View], Story]


@dataclass(frozen=True)
class CitedFigure:
    """A figure and its data version."""

    page: str
    name: str
    """Name of the part."""
    version: str


def figure_story(stories: Mapping[str, StoryOf], cited: CitedFigure, params: Params) -> Story:
    """The figure as it was in that version, with a citation.

    If the tables of that release have other columns than today's, today's code cannot compute the figure again. Then the page
    says so, and links to today's figure and to the files of that release.
    """
    today = view_of(params)
    in_use = current()
    has_version = cited.version in kept_versions(in_use)
    snapshot = _countable(in_use, cited.version) if has_version else None
    if snapshot is None or cited.page not in stories:
        return _replaced(today, stories, cited, has_version=has_version)
    view = view_at(snapshot, params)
    part = stories[cited.page](view).part(cited.name)
    if part is None or not part.is_of_data:
        return _replaced(today, stories, cited, has_version=has_version)
    return _whole(view, part, cited.page, is_newest=cited.version == in_use.version)


def view_at(snapshot: Snapshot, params: Params) -> View:
    """The view of one release for these parameters."""
    data = data_of(snapshot)
    selection, notes = read(params, data.names)
    return View(data, language_of(params), selection, notes, params)


def _countable(in_use: Snapshot, version: str) -> Snapshot | None:
    """The release, if its tables have the same columns as today's; else None."""
    if version == in_use.version:
        return in_use
    try:
        return load_snapshot(in_use.folder.parent / version)
    except DataProblem:
        return None


def _whole(view: View, part: Part, page: str, *, is_newest: bool) -> Story:
    t, version = view.t, view.snapshot.version
    address = figure_address(view, page, part.name)
    cited = Cited(part.title, site_address() + address, version, part.age, view.snapshot.date, view.day)
    rows = pl.DataFrame(
        {"a": [t("share.forever"), *(t(f"share.{style}") for style in Style), t("cijfer.embed")],
         "b": [site_address() + address, *(cite(cited, style, view.language) for style in Style),
               embed_code(part.title, site_address() + address)]}
    )  # fmt: skip
    refer = Part(
        "verwijzen",
        t("share.title"),
        t("cijfer.refer"),
        PartKind.FACTS,
        rows,
        source="Samenkaart",
        age=part.age,
        files=(),
    )
    note = "" if is_newest else t("cijfer.older", version=version)
    return Story(
        page="",
        title=part.title,
        answer=part.title,
        sentence=t("cijfer.version", version=version),
        limits=note,
        lasting=address,
        actions=(Link(t("cijfer.today"), f"{view.link(page, **_bare(view))}#{part.name}"),),
        parts=(replace(part, place=Place.WHOLE, is_title_quiet=True, files=()), refer),
    )


def _bare(view: View) -> dict[str, list[str]]:
    return {name: values for name, values in view.params.items() if name != "taal"}


def _of_today(view: View, stories: Mapping[str, StoryOf], cited: CitedFigure) -> Part | None:
    """The figure in the release in use. It is the same for every older version, so it is made once."""
    others = sorted(map(str, view.params.items()))
    return view.once(
        Topic.CITED_FIGURE, lambda: stories[cited.page](view).part(cited.name), cited.page, cited.name, *others
    )


def _replaced(view: View, stories: Mapping[str, StoryOf], cited: CitedFigure, *, has_version: bool) -> Story:
    """The page for a figure that cannot be shown: it links to what replaced it, or says that there is no such figure."""
    t = view.t
    part = _of_today(view, stories, cited) if cited.page in stories else None
    title = part.title if part else t("cijfer.none")
    now = (
        (Link(t("cijfer.today"), f"{view.link(cited.page, **_bare(view))}#{cited.name}", is_main=True),) if part else ()
    )
    files = (
        (Link(t("cijfer.data", version=cited.version), f"/data/{cited.version}/datapackage.json"),)
        if has_version
        else ()
    )
    return Story(
        page="",
        title=title,
        answer=title if part is None else t("cijfer.replaced", title=title),
        sentence=t("cijfer.other_columns" if has_version else "cijfer.not_kept", version=cited.version[:40]),
        actions=(*now, *files),
        parts=(replace(part, place=Place.WHOLE, files=()),) if part and part.is_of_data else (),
        status=HttpStatus.GONE if part else HttpStatus.UNKNOWN,
    )
