"""Runs axe-core on an open page."""

from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from data_loaders.documents import Document

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# axe lists only elements that break a rule; to list the others takes a third of its time.
RUN = "tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Violation:
    """A rule of axe-core that the page violates, with the elements concerned."""

    rule: str
    impact: str
    help: str
    elements: tuple[str, ...]


def axe_violations(page: Page, *, but: frozenset[str] = frozenset()) -> list[Violation]:
    """Serious and critical violations of WCAG 2.2 A and AA, without the rules in `but`."""
    page.evaluate(AXE)
    found: list[Document] = page.evaluate(RUN, STANDARD)
    return [
        Violation(rule["id"], rule["impact"], rule["help"], tuple(node["html"][:200] for node in rule["nodes"]))
        for rule in found
        if rule["impact"] in {"serious", "critical"} and rule["id"] not in but
    ]
