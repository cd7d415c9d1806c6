"""Selects the rules of the style sheet that a page needs for its first paint. Browsers load the whole sheet later, and keep it."""

import re
from collections.abc import Iterator

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_USED = re.compile(r'class="([^"]*)"')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NOT = re.compile(r":(?:not|has)\((?:[^()]|\([^()]*\))*\)")
"""Parts of a selector whose classes need not be on the page."""


def compact(rules: str) -> str:
    """`rules` without comments, empty lines and indents."""
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", rules)).strip()


def blocks(rules: str) -> Iterator[tuple[str, str]]:
    """The selector (or `@media …`) and the body of each rule, in order."""
    start, depth, opened = 0, 0, 0
    for place, sign in enumerate(rules):
        if sign == "{":
            depth += 1
            if depth == 1:
                opened = place
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield rules[start:opened].strip(), rules[opened + 1 : place]
                start = place + 1


def needed(rules: str, html: str) -> str:
    """The rules that can apply to `html`, judged by the classes in it."""
    used = {name for names in _USED.findall(html) for name in names.split()}
    return "".join(_needed(rules, used))


def _needed(rules: str, used: set[str]) -> Iterator[str]:
    for selector, body in blocks(rules):
        if selector.startswith("@"):
            inside = "".join(_needed(body, used)) if selector.startswith("@media") else body
            if inside:
                yield f"{selector}{{{inside}}}"
        elif _matches(selector, used):
            yield f"{selector}{{{body.strip()}}}"


def _matches(selector: str, used: set[str]) -> bool:
    plain = _NOT.sub("", selector)
    # Of `:is(.a, .b)` one class is enough. A rule too many does no harm.
    return any(set(_CLASS.findall(one)) <= used for one in alternatives(plain))


def alternatives(selector: str) -> Iterator[str]:
    """All selectors that result from writing out `:is(…)` and commas."""
    group = re.search(r":(?:is|where)\(((?:[^()]|\([^()]*\))*)\)", selector)
    if group is None:
        yield from selector.split(",")
        return
    for one in group[1].split(","):
        yield from alternatives(selector[: group.start()] + one + selector[group.end() :])
