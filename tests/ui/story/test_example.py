"""The example in docs/paginas.md is a page that works."""

import re
from collections.abc import Callable
from pathlib import Path

from data_loaders.store import current
from ui.plain.render import story_html
from ui.story import Story, check
from ui.texts import Texts, text
from ui.view import View, data_of

GUIDE = Path(__file__).parents[3] / "docs" / "paginas.md"


class ViewWithoutTexts(View):
    """A view in which the texts of the example, which no page has, are their keys."""

    @property
    def t(self) -> Texts:
        return lambda key, **values: key if key.startswith("voorbeeld.") else text(self.language, key, **values)


def example() -> Callable[[View], Story]:
    code = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[0]
    names: dict[str, Callable[[View], Story]] = {}
    exec(code, names)  # noqa: S102 - our own documentation
    return names["story"]


def test_the_example_makes_a_page() -> None:
    view = ViewWithoutTexts(data_of(current()), "nl")

    story = example()(view)

    for part in story.parts:
        check(part)
    assert story.answer in story_html(view, story)
    assert story.parts[0].rows["voorbeeld.known"].sum() >= view.catalogue.initiatives.height
