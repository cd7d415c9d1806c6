"""The figures of a region's page: counts, rates, chance, similar regions, coverage and history.

`docs/methode-regio.md` explains the methods in words.
"""
