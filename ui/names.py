"""Looks up names and codes of municipalities, provinces and partners."""

import re
from dataclasses import dataclass, field

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.store import Snapshot
from geo.codes import PlaceKind
from geo.names import name_key

REGION_PARAMETERS = {"GM": "gemeente", "PV": "provincie", "CR": "corop"}
"""Start of the code of a region → parameter of the address that names it."""
BESIDE = "vergelijk"
"""Parameter for regions of any level, by code or name."""


@dataclass(frozen=True)
class Names:
    """Lookups between codes and names. "Compared name" is the result of `geo.names.name_key`."""

    regions: dict[str, str]
    """Of every level."""
    municipalities: dict[str, str]
    provinces: dict[str, str]
    partners: dict[str, str]
    province_of: dict[str, str]
    codes: dict[RegionLevel, dict[str, list[str]]]
    """Level → compared name, nickname, former name or code → codes of today (several if a municipality was split)."""

    aliases: dict[str, list[str]]
    """Code of a municipality → its nicknames, and the names of municipalities that were merged into it."""

    postcodes: dict[str, list[str]] = field(default_factory=dict)
    """Four digits of a postcode → codes of municipalities, the one with the largest share first."""

    former: dict[str, str] = field(default_factory=dict)
    """Per compared name or code that no municipality has today: code of the former municipality that had it."""

    places: dict[str, list[str]] = field(default_factory=dict)
    """Compared name of a place (Dutch or Frisian) → codes of the municipalities that have a place of that name."""

    def with_aliases(self, code: str) -> str:
        """The name of a municipality, followed by its other names."""
        others = self.aliases.get(code)
        return f"{self.municipalities[code]} ({', '.join(others)})" if others else self.municipalities[code]

    def everyday(self, code: str) -> str:
        """The name of a municipality in daily use, for maps: Den Haag, not 's-Gravenhage."""
        name = self.municipalities[code]
        others = (other for other in self.aliases.get(code, []) if other.startswith("Den "))
        return next(others, name) if name.startswith("'s-") else name

    def in_address(self, code: str) -> tuple[str, str]:
        """The parameter and the value that name a region in an address: by its name where that is of one region, which a reader can type."""
        parameter = REGION_PARAMETERS.get(code[:2], BESIDE)
        return parameter, self.municipalities.get(code) or self.provinces.get(code) or code

    def region_codes(self, level: RegionLevel, typed: str) -> list[str]:
        """Codes of the regions that `typed` can mean: a name, nickname, former name, code or postcode."""
        bare = _bare(typed)
        codes = self.codes[level].get(name_key(bare), [])
        if not codes and level is RegionLevel.MUNICIPALITY and re.fullmatch(r"[1-9][0-9]{3}\s?[A-Za-z]{0,2}", bare):
            return self.postcodes.get(bare[:4], [])
        return codes

    def former_code(self, typed: str) -> str | None:
        """Code of the former municipality that `typed` names, if it names one."""
        return self.former.get(name_key(_bare(typed)))


def _bare(typed: str) -> str:
    return re.sub(r"^(gemeente|provincie)\s+", "", typed.strip(), flags=re.IGNORECASE)


def _lookup(regions: pl.DataFrame, former: list[tuple[str, str]]) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    # Names of today go first, so that a former municipality never takes the name of an existing one.
    official = [(name, code) for code, name in regions.select("code", "name").iter_rows()]
    nicknames = [(name, code) for code, others in regions.select("code", "other_names").iter_rows() for name in others]
    own_codes = [(code, code) for code in regions["code"]]
    # "Bergen" is two municipalities, "Bergen (L.)" and "Bergen (NH.)".
    bare = [(name.split(" (")[0], code) for name, code in official if " (" in name]
    for pairs in (own_codes, official, bare, nicknames, former):
        taken = set(codes)
        for name, code in pairs:
            key = name_key(name)
            if key not in taken and code not in codes.setdefault(key, []):
                codes[key].append(code)
    return codes


def _aliases(municipalities: pl.DataFrame, former: list[tuple[str, str]]) -> dict[str, list[str]]:
    own = dict(municipalities.select("code", "name").iter_rows())
    aliases = {code: list(others) for code, others in municipalities.select("code", "other_names").iter_rows()}
    for name, code in former:
        if name != own[code] and name not in aliases[code]:
            aliases[code].append(name)
    return aliases


def _places(places: pl.DataFrame) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    of_kind = places.filter(pl.col("kind") == PlaceKind.PLACE)
    for name, others, code in of_kind.select("name", "other_names", "municipality_code").iter_rows():
        for each in {name_key(called) for called in (name, *others)}:
            if code not in codes.setdefault(each, []):
                codes[each].append(code)
    return codes


def names(snapshot: Snapshot) -> Names:
    """The names in one data version."""
    regions = snapshot.table("regions")
    changes = snapshot.table("municipality_changes").sort("share_of_places", "code_today", descending=[True, False])
    municipalities = regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY)
    provinces = regions.filter(pl.col("level") == RegionLevel.PROVINCE)
    former = list(changes.select("old_name", "code_today").iter_rows())
    old_codes = list(changes.select("old_code", "code_today").iter_rows())
    today = _lookup(municipalities, [])
    gone = changes.select("old_name", "old_code").sort("old_code").rows() + [(code, code) for code, _ in old_codes]
    postcodes: dict[str, list[str]] = {}
    shares = snapshot.table("postcodes").sort("area_share", descending=True)
    for postcode, code in shares.select("pc4", "municipality_code").iter_rows():
        postcodes.setdefault(postcode, []).append(code)
    return Names(
        postcodes=postcodes,
        places=_places(snapshot.table("places")),
        regions=dict(regions.select("code", "name").iter_rows()),
        municipalities=dict(municipalities.sort("name").select("code", "name").iter_rows()),
        provinces=dict(provinces.sort("name").select("code", "name").iter_rows()),
        partners=dict(snapshot.table("partners").sort("name").select("partner_id", "name").iter_rows()),
        province_of=dict(municipalities.select("code", "province_code").iter_rows()),
        aliases=_aliases(municipalities, former),
        codes={
            RegionLevel.MUNICIPALITY: _lookup(municipalities, former + old_codes),
            **{
                level: _lookup(regions.filter(pl.col("level") == level), [])
                for level in (RegionLevel.PROVINCE, RegionLevel.COROP, RegionLevel.COUNTRY)
            },
        },
        former={name_key(name): code for name, code in gone if name_key(name) not in today},
    )
