"""Shapes, coordinates and code lists of the Netherlands, and the layers of the map."""
