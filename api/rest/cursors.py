"""Cursors of long lists: a data version and the row after which the next part begins."""

import base64
import binascii
import re

from api.rest.problems import ProblemKind, Refusal, wrong

NAME = "cursor"
_READABLE = re.compile(r"([\w.-]{1,60}):(\d{1,9})")


def written(version: str, row: int) -> str:
    """The cursor for the part that begins after `row`."""
    return base64.urlsafe_b64encode(f"{version}:{row}".encode()).decode().rstrip("=")


def read(cursor: str, version: str) -> int:
    """The row after which to begin; -1 without a cursor.

    Raises:
        Refusal: the cursor is not one of ours, or is of another data version, in which rows have other numbers.
    """
    if not cursor:
        return -1
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise wrong(NAME, "no_cursor") from None
    parts = _READABLE.fullmatch(text)
    if not parts:
        raise wrong(NAME, "no_cursor")
    if parts[1] != version:
        raise Refusal(ProblemKind.OLD_CURSOR, old=parts[1], version=version)
    return int(parts[2])
