"""The same rows in other tools, built as their own guides advise."""
