"""The graph of partners and relations: figures, paths, and the layout of the drawing."""

from measures.graph.build import Graph, partner_graph
from measures.graph.figures import partner_figures
from measures.graph.rings import Ring, Rings, rings
from measures.graph.walk import partners_near, relations_along, way_between

__all__ = [
    "Graph",
    "Ring",
    "Rings",
    "partner_figures",
    "partner_graph",
    "partners_near",
    "relations_along",
    "rings",
    "way_between",
]
