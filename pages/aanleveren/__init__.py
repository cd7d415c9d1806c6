"""The page at /aanleveren: it checks a partner's list, and keeps nothing of it."""
