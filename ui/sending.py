"""Whether this site takes in partners' lists to be checked."""

import os

SENDING = "aanleveren"
"""Address of the page for partners' lists."""
SENDING_SETTING, OFF, ELSEWHERE = "SAMENKAART_AANLEVEREN", "uit", "elders"
"""Environment variable, and its values: `uit` removes the page from the site, which then accepts no files at all. `elders` removes
it from this server only: another server of the same site has it, and the proxy sends readers there."""


def has_sending() -> bool:
    """Whether this server has the page."""
    return os.environ.get(SENDING_SETTING) not in {OFF, ELSEWHERE}


def sending_is_elsewhere() -> bool:
    """Whether another server of the site has the page."""
    return os.environ.get(SENDING_SETTING) == ELSEWHERE


def links_to_sending() -> bool:
    """Whether the site has the page, here or on another server."""
    return has_sending() or sending_is_elsewhere()
