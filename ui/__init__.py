"""Shared by several pages: addresses, words, drawings, and the three ways to show a page."""
