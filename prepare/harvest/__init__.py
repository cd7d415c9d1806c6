"""Fetches partners' lists from declared addresses; does nothing unless an address is declared."""
