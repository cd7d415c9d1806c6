"""Finds the location of a row: collects what its cells say, then decides which of them to believe."""
