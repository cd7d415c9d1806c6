"""What mkdocs does to the documentation while it builds: it adds the picture of the architecture, as the imports are now."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from tests.architecture.picture import architecture_svg

PICTURE = "images/architecture.svg"
OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")
"""A link to a file of the repository that is not part of the documentation: it leads somewhere only beside the code."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the picture among the files of the site."""
    files.append(File.generated(config, PICTURE, content=architecture_svg()))
    return files


def on_page_markdown(markdown: str, **_named: object) -> str:
    """Name such a file without a link; links between pages of `docs/` stay."""
    return OUTSIDE.sub(r"\1", markdown)
