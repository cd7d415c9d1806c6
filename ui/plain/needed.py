"""Selects the rules of the style sheet that a page needs for its first paint. Browsers load the whole sheet later, and keep it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

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
    used = {name for names in set(_USED.findall(html)) for name in names.split()}
    return "".join(_needed(_read(rules), used))


@dataclass(frozen=True)
class _Rule:
    """A rule, or a group of them (`@media …`)."""

    selector: str
    body: str
    classes: tuple[frozenset[str], ...] = ()
    """The classes that each alternative of the selector needs."""
    inside: "tuple[_Rule, ...] | None" = None
    """The rules of a group."""


@cache
def _read(rules: str) -> tuple[_Rule, ...]:
    """The rules of a sheet. It is read once, which takes some milliseconds; each page selects its own rules."""
    return tuple(_rule(selector, body) for selector, body in blocks(rules))


def _rule(selector: str, body: str) -> _Rule:
    if selector.startswith("@"):
        return _Rule(selector, body, inside=_read(body) if selector.startswith("@media") else None)
    plain = _NOT.sub("", selector)
    # Of `:is(.a, .b)` one class is enough. A rule too many does no harm.
    classes = {frozenset(_CLASS.findall(one)) for one in alternatives(plain)}
    return _Rule(selector, body.strip(), tuple(classes))


def _needed(rules: tuple[_Rule, ...], used: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.selector.startswith("@"):
            inside = rule.body if rule.inside is None else "".join(_needed(rule.inside, used))
            if inside:
                yield f"{rule.selector}{{{inside}}}"
        elif any(classes <= used for classes in rule.classes):
            yield f"{rule.selector}{{{rule.body}}}"


def alternatives(selector: str) -> Iterator[str]:
    """All selectors that result from writing out `:is(…)` and commas."""
    group = re.search(r":(?:is|where)\(((?:[^()]|\([^()]*\))*)\)", selector)
    if group is None:
        yield from selector.split(",")
        return
    for one in group[1].split(","):
        yield from alternatives(selector[: group.start()] + one + selector[group.end() :])
