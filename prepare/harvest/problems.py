"""Why a list is not taken."""


class FetchError(Exception):
    """The address gives nothing usable; the last good copy stays. The message is a Dutch reason."""
