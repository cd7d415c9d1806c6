"""Every figure of a region's page: counts, rates, chance, similar regions, coverage, history.

The method in words is in `docs/methode-regio.md`.
"""
