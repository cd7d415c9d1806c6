from dataclasses import replace

from data_loaders.schema import Theme
from data_loaders.store import current
from data_loaders.topics import Topic
from measures.catalogue import catalogue
from measures.selection import Selection
from ui.names import names
from ui.view import Data, View


def test_an_answer_is_computed_once_per_choice_language_and_question() -> None:
    snapshot = current()
    data = catalogue(snapshot.table("initiatives").head(3), snapshot.table("regions"))
    view = View(Data(snapshot, data, names(snapshot)), "nl")
    views = [view, view, replace(view, language="en"), replace(view, selection=Selection(themes=(Theme.CARE,)))]
    asked: list[str] = []

    for seen in views:
        seen.once(Topic.NEED, lambda seen=seen: asked.append(f"{seen.language} {len(seen.selection.themes)}"))  # type: ignore[misc]
    view.once(Topic.NEED, lambda: asked.append("page 2"), 2)

    assert asked == ["nl 0", "en 0", "nl 1", "page 2"]
