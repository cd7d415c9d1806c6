"""Why a list is not taken."""


class FetchError(Exception):
    """Nothing usable stands at the address; the last good copy stays. Says why, in Dutch."""
