"""The site has no code that is unused or used only by tests."""

import re

from vulture import Vulture

from tests.architecture.source_files import ROOMS, ROOT

CALLED_BY_OTHERS = ["@dy.*", "@*.rule*", "@validator*"]
"""Decorators that register a function with a library."""
KINDS = {"function", "method", "class", "property"}
"""Not variables: columns of declared tables and members of closed lists are read by name. Ruff finds imports."""
OVERRIDES = {
    "collect",
    "connection_made",
    "connection_lost",
    "data_received",
    "handle",
    "handle_data",
    "handle_endtag",
    "handle_starttag",
    "handle_websocket_upgrade",
    "on_headers_complete",
    "on_message_begin",
    "on_message_complete",
}
"""Methods that are called by a base class of a library."""
READ_BY_NAME = {"recall_with_review", "is_used"}
"""`prepare.merging.quality` lists its shares by their names; a template asks a control whether it is used."""


def test_every_function_and_class_is_used_by_the_site_or_the_benchmark() -> None:
    reader = Vulture(ignore_decorators=CALLED_BY_OTHERS)
    reader.scavenge([str(ROOT / room) for room in (*ROOMS, "dashboard.py", "bench")])

    in_templates = set(re.findall(r"\w+", " ".join(path.read_text("utf-8") for path in ROOT.glob("ui/**/*.jinja"))))
    known = OVERRIDES | READ_BY_NAME | in_templates

    unused = [
        item
        for item in reader.get_unused_code()
        if item.typ in KINDS and item.name not in known and not item.name.startswith("__")
    ]

    assert [f"{item.filename.relative_to(ROOT)}:{item.first_lineno} {item.name}" for item in unused] == []
