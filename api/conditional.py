"""Answers that the caller may have already."""

from starlette.requests import Request


def has_it(request: Request, tag: str) -> bool:
    """Whether the condition `If-None-Match` names this tag (in quotes); weak and strong ones compare alike."""
    named = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    return bool(named & {tag, "*"})
