"""A hook of mkdocs that adds the picture of the architecture, drawn from the present imports, to the documentation."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from tests.architecture.picture import architecture_svg

PICTURE = "images/architecture.svg"
OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")
"""A link to a file of the repository outside the documentation; it works only in the repository."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the picture to the files of the documentation."""
    files.append(File.generated(config, PICTURE, content=architecture_svg()))
    return files


def on_page_markdown(markdown: str, **_named: object) -> str:
    """Replace links to files outside `docs/` by their text; links between pages of `docs/` stay."""
    return OUTSIDE.sub(r"\1", markdown)
