"""The same rows in other tools, built the way their own guides build them."""
