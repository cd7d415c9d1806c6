"""The graph of partners and relations: figures, groups, ways through it, and where everyone stands in the drawing."""

from measures.graph.build import Graph, choose, partner_graph
from measures.graph.figures import partner_figures
from measures.graph.groups import Grouped, grouped
from measures.graph.layout import positions
from measures.graph.walk import around, relations_along, way_between

__all__ = [
    "Graph",
    "Grouped",
    "around",
    "choose",
    "grouped",
    "partner_figures",
    "partner_graph",
    "positions",
    "relations_along",
    "way_between",
]
