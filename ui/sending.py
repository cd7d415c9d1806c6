"""Whether this site takes in partners' lists to be checked."""

import os

SENDING = "aanleveren"
"""Address of the page for them."""
SENDING_SETTING, OFF, ELSEWHERE = "SAMENKAART_AANLEVEREN", "uit", "elders"
"""Environment variable that takes the page away: from a site that should take in no files at all, or from a server beside which
another one does, to which the proxy brings readers."""


def has_sending() -> bool:
    """Whether this server has the page."""
    return os.environ.get(SENDING_SETTING) not in {OFF, ELSEWHERE}


def sending_is_elsewhere() -> bool:
    """Whether another server of the site has the page."""
    return os.environ.get(SENDING_SETTING) == ELSEWHERE


def links_to_sending() -> bool:
    """Whether the site has the page, here or on another server."""
    return has_sending() or sending_is_elsewhere()
