"""Conditional requests: the caller may already have the answer."""

from starlette.datastructures import Headers


def has_it(headers: Headers, tag: str) -> bool:
    """Whether `If-None-Match` names this entity tag (with its quotes). Weak and strong tags compare as equal."""
    named = {each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")}
    return bool(named & {tag.removeprefix("W/"), "*"})
