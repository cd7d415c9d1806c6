"""Whether this site takes in partners' lists to be checked."""

import os

SENDING = "aanleveren"
"""Address of the page for them."""
SENDING_SETTING, OFF = "SAMENKAART_AANLEVEREN", "uit"
"""Environment variable that takes the page away: where a server should take in no files at all."""


def has_sending() -> bool:
    """Whether the page is there."""
    return os.environ.get(SENDING_SETTING) != OFF
