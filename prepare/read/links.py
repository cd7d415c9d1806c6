"""Puts the web addresses of hyperlinks into cells, where they can be read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from prepare.columns.field import Field, How, letter
from prepare.columns.names import Header, Reading
from prepare.read.text import Row

_IS_ADDRESS = re.compile(r"\s*(https?://|www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,24}(/|\s*$))", re.I)
_FOR_ADDRESSES = (None, Field.WEBSITE, Field.SOURCE_URL)


def with_links(
    headers: Sequence[Header], rows: Iterable[Row], links: Mapping[tuple[int, int], str]
) -> tuple[list[Header], Iterator[Row]]:
    """The table with the addresses of its hyperlinks as text.

    In an address column or an unknown column, the address replaces link texts such as "to the site". The addresses in
    another column, such as the names, become a new column of websites, if the table has none.

    Args:
        headers: the columns as named.
        rows: the rows below the column names.
        links: address per row number and column.
    """
    linked = {column for _, column in links}
    replaced = [h.position for h in headers if h.position in linked and _about(h) in _FOR_ADDRESSES]
    has_websites = any(_about(header) is Field.WEBSITE for header in headers)
    others = [h for h in headers if h.position in linked and h.position not in replaced and not has_websites]
    width = len(headers)
    added = [
        Header(width, f"Webadres achter {others[0].label or letter(others[0].position)}", Reading(How.CONTENT, otherwise=Field.WEBSITE))
    ] if others else []  # fmt: skip

    def seen() -> Iterator[Row]:
        for number, row in rows:
            cells = list(row)
            for column in replaced:
                address = links.get((number, column))
                if address and column < len(cells) and not _IS_ADDRESS.match(cells[column]):
                    cells[column] = address
            if added:
                cells += [""] * (width - len(cells))
                cells[width:] = [links.get((number, others[0].position), "")]
            yield number, cells

    return [*headers, *added], seen()


def _about(header: Header) -> Field | None:
    return header.reading.likeliest if header.reading else None
