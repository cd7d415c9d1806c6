"""Every table of the site, declared once.

`TABLES` maps the name of a prepared file (`data/prepared/<name>.parquet`) to its declaration.
"""

import dataframely as dy

from data_loaders.schema.columns import ColumnWords, Language, words
from data_loaders.schema.context import ContextIndicators, ContextValues
from data_loaders.schema.enums import (
    ChangeKind,
    ContextGap,
    ContextMerging,
    DatePrecision,
    Direction,
    LegalForm,
    LocationPrecision,
    MilestoneKind,
    MilestoneStatus,
    PartnerKind,
    PartnerRole,
    Qualifier,
    Reach,
    RegionLevel,
    RelationKind,
    Scope,
    Status,
    Theme,
)
from data_loaders.schema.goal_rules import (
    GoalJudgements,
    GoalLinks,
    Growth,
    IndicatorMethods,
    ProgressStatus,
    TargetScope,
)
from data_loaders.schema.initiatives import Aliases, Changes, Initiatives, Statements
from data_loaders.schema.programme import (
    Goals,
    Indicators,
    IndicatorValues,
    Milestones,
    Partners,
    Relations,
)
from data_loaders.schema.regions import Districts, MunicipalityChanges, Places, Postcodes, Regions

SCHEMA_VERSION = 2
"""Raised whenever a prepared file written before can no longer be read."""

TABLES: dict[str, type[dy.Schema]] = {
    "initiatives": Initiatives,
    "statements": Statements,
    "aliases": Aliases,
    "changes": Changes,
    "partners": Partners,
    "relations": Relations,
    "goals": Goals,
    "indicators": Indicators,
    "indicator_values": IndicatorValues,
    "milestones": Milestones,
    "indicator_methods": IndicatorMethods,
    "goal_judgements": GoalJudgements,
    "goal_links": GoalLinks,
    "regions": Regions,
    "places": Places,
    "postcodes": Postcodes,
    "districts": Districts,
    "municipality_changes": MunicipalityChanges,
    "context_indicators": ContextIndicators,
    "context_values": ContextValues,
}

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Aliases",
    "ChangeKind",
    "Changes",
    "ColumnWords",
    "ContextGap",
    "ContextIndicators",
    "ContextMerging",
    "ContextValues",
    "DatePrecision",
    "Direction",
    "Districts",
    "GoalJudgements",
    "GoalLinks",
    "Goals",
    "Growth",
    "IndicatorMethods",
    "IndicatorValues",
    "Indicators",
    "Initiatives",
    "Language",
    "LegalForm",
    "LocationPrecision",
    "MilestoneKind",
    "MilestoneStatus",
    "Milestones",
    "MunicipalityChanges",
    "PartnerKind",
    "PartnerRole",
    "Partners",
    "Places",
    "Postcodes",
    "ProgressStatus",
    "Qualifier",
    "Reach",
    "RegionLevel",
    "Regions",
    "RelationKind",
    "Relations",
    "Scope",
    "Statements",
    "Status",
    "TargetScope",
    "Theme",
    "words",
]
