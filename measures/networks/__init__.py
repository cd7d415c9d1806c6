"""Networks: where they work and on which themes, where they overlap, and where no network is known."""

from measures.networks.cells import network_cells, open_cells
from measures.networks.cross import CrossTable, cross_table
from measures.networks.directory import PartnerChoice, choose_partners, directory, unlisted_networks
from measures.networks.presence import active_in, initiatives_in, reach_of
from measures.networks.tables import Axis, CellState, Cut, NetworkTables, Rest
from measures.networks.umbrella import UNDER, initiatives_under, umbrella_pairs

__all__ = [
    "UNDER",
    "Axis",
    "CellState",
    "CrossTable",
    "Cut",
    "NetworkTables",
    "PartnerChoice",
    "Rest",
    "active_in",
    "choose_partners",
    "cross_table",
    "directory",
    "initiatives_in",
    "initiatives_under",
    "network_cells",
    "open_cells",
    "reach_of",
    "umbrella_pairs",
    "unlisted_networks",
]
