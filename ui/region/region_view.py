"""`RegionView`, from which all parts of a region's story are made, and the opening sentences of that story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypedDict

import polars as pl

from data_loaders.schema import Language, RegionLevel
from data_loaders.schema.rows import only_row, rows_of
from data_loaders.store import Snapshot
from measures.region.enums import CountSize, ReferenceKind, SimilarMethod
from measures.region.likeness import USUAL
from measures.region.own import CODE as OWN
from measures.region.own import with_own
from measures.region.profile import RegionProfile, RegionTables, profile
from measures.region.rows import RateRow, ReferenceRow
from measures.region.scope import municipalities_of
from measures.seen import ages
from ui.names import BESIDE, REGION_PARAMETERS
from ui.numbers import number
from ui.parameters import in_language
from ui.region.tables import region_tables
from ui.seen import age_words, figure_age_words
from ui.story import Part
from ui.texts import Texts, texts

COUNTRY = "NL"


def rate_words(rate: float | None, language: Language) -> str:
    """A rate with its meaningful digits; empty if there is no rate."""
    return "" if rate is None else number(rate, language, 2 if rate < 10 else 1)


@dataclass(frozen=True)
class RegionView:
    """The figures of a region, with words in one language."""

    tables: RegionTables
    profile: RegionProfile
    language: Language
    version: str
    read: date
    """Day of the data version."""
    own_address: str = ""
    """Address of an own region, without the language; empty for other regions."""

    @cached_property
    def age(self) -> str:
        """The age of the sources of the region's initiatives, in words."""
        return age_words(self.read, ages(self.profile.initiatives["seen_year"]), self.language)

    def age_of(self, *codes: str) -> str:
        """The age of the sources of the initiatives in other regions together, in words."""
        regions, initiatives = self.tables.regions, self.tables.initiatives
        if COUNTRY not in codes:
            inside = municipalities_of(regions, *codes)
            initiatives = initiatives.filter(pl.col("municipality_code").is_in(inside))
        return age_words(self.read, ages(initiatives["seen_year"]), self.language)

    def years(self, years: pl.Series | None = None) -> str:
        """The age of a figure that is not about initiatives, from the `years` of its facts, in words."""
        return figure_age_words(
            self.read, ages(pl.Series([], dtype=pl.Int16) if years is None else years), self.language
        )

    @cached_property
    def t(self) -> Texts:
        """The texts in this language."""
        return texts(self.language)

    @property
    def name(self) -> str:
        """The region's name."""
        return self.profile.name

    @cached_property
    def own(self) -> RateRow:
        """The counts and rates of the region itself."""
        return only_row(self.profile.figures, RateRow)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Code → name of every region."""
        return dict(self.tables.regions.select("code", "name").iter_rows())

    @cached_property
    def indicators(self) -> Mapping[str, str]:
        """Name of every indicator."""
        return dict(self.tables.indicators.select("indicator_id", f"name_{self.language}").iter_rows())

    @cached_property
    def neighbours(self) -> list[str]:
        """Codes of the neighbouring regions of the same level; empty for the country."""
        own = self.tables.regions.filter(code=self.profile.code)["neighbours"]
        return list(own.explode(empty_as_null=True).drop_nulls())

    def piece(  # noqa: PLR0913, PLR0917 - what a part of the story is made of
        self,
        name: str,
        title: str,
        sentence: str,
        rows: pl.DataFrame,
        note: str = "",
        codes: Sequence[str | None] = (),
        *,
        links: Mapping[str, Sequence[str | None]] | None = None,
        age: str = "",
    ) -> Part:
        """A part of the story. Its source is filled in; `age` is by default that of the region's initiatives.

        Args:
            name, title, sentence, note, links: as in `ui.story.Part`.
            rows: the data; floats are rounded to two decimals.
            codes: the region that each row links to; empty if rows are not regions.
        """
        leading = {rows.columns[0]: [self.address(code) for code in codes]} if codes else {}
        source, aged = self.part("source"), age or self.age
        shown = rows.with_columns(pl.selectors.float().round(2))
        return Part(
            name, title, sentence, rows=shown, note=note, links={**leading, **(links or {})}, source=source, age=aged
        )

    def address(self, code: str | None) -> str | None:
        """The address of the page of region `code`. It has the code, because some programs spoil names with accents."""
        if code is None:
            return None
        if code == OWN:
            return in_language(self.own_address, self.language)
        return in_language(f"/regio?{REGION_PARAMETERS.get(code[:2], BESIDE)}={code}", self.language)

    def file(self, kind: str) -> str:
        """The address of the region's file of this kind (`pdf` or `html`)."""
        which = f"?{self.own_address.partition('?')[2]}" if self.own_address else ""
        return in_language(f"/regio/{self.profile.code}.{kind}{which}", self.language)

    def part(self, key: str, **values: object) -> str:
        """A text under `regio_deel`."""
        return self.t(f"regio_deel.{key}", **values)

    def rate(self, rate: float | None) -> str:
        """A rate in words, or "not known"."""
        return rate_words(rate, self.language) or self.part("unknown")

    def margin(self, low: float | None, high: float | None) -> str:
        """The margin of a rate in words; empty if there is none."""
        return "" if low is None or high is None else f"{self.rate(low)} – {self.rate(high)}"

    def margins(self, rates: pl.DataFrame) -> pl.Series:
        """The margins of all these rates, as a column."""
        bounds = rates.select("per_10k_low", "per_10k_high").iter_rows()
        return pl.Series(self.t("marge.name"), [self.margin(low, high) for low, high in bounds], dtype=pl.String)

    def count(self, value: float) -> str:
        """A number with the separators of the language."""
        return number(value, self.language)


def region_view_of(  # noqa: PLR0913 - what a reader can change of the group beside it
    snapshot: Snapshot,
    code: str,
    language: Language,
    *,
    method: SimilarMethod = SimilarMethod.SIZE_AND_URBANITY,
    chosen: tuple[str, ...] = (),
    figures: tuple[str, ...] = USUAL,
) -> RegionView | None:
    """The view of region `code`; None if there is no such region today.

    Args:
        snapshot: the data version.
        code: code of the region.
        language: language of the words.
        method: how the group for comparison is chosen.
        chosen: codes of the reader's own group, for that method.
        figures: the figures by which likeness is measured.
    """
    tables = region_tables(snapshot)
    gathered = profile(tables, code, method=method, chosen=chosen, figures=figures)
    return RegionView(tables, gathered, language, snapshot.version, snapshot.date) if gathered else None


def own_region_view(  # noqa: PLR0913 - what makes an own region
    snapshot: Snapshot, name: str, codes: Sequence[str], address: str, language: Language, *, is_beside: bool = False
) -> RegionView:
    """The view of an own region with municipalities `codes`, which the reader calls `name`; `address` is its canonical address.

    With `is_beside` the other regions stay, so that it can be compared with them.
    """
    shared = region_tables(snapshot)
    tables = replace(shared, regions=with_own(shared.regions, name, codes, is_beside=is_beside))
    own_profile = profile(tables, OWN)
    assert own_profile is not None  # noqa: S101 - `with_own` has just added this region
    return RegionView(tables, own_profile, language, snapshot.version, snapshot.date, address)


def kind_words(region: RegionView, code: str, level: str) -> str:
    """The kind of a region in words: municipality, province, own region."""
    return region.t(f"regio.level.{'own' if code == OWN else level}")


def opening(region: RegionView) -> list[str]:
    """The opening sentences: what the region is, how many initiatives are known, and the first comparison."""
    return [*what_is_known(region), *comparison_sentence(region)]


def what_is_known(region: RegionView) -> list[str]:
    """What the region is, how many initiatives are known, and which have their seat there but are not counted."""
    return [_what(region), *_known(region), *_wide(region)]


def _what(region: RegionView) -> str:
    regions = region.tables.regions
    row = regions.row(by_predicate=pl.col("code") == region.profile.code, named=True)
    kind = "own" if region.profile.code == OWN else region.profile.level
    inside = len(municipalities_of(regions, region.profile.code))
    intro = region.part(f"intro_{kind}", name=region.name, province=row["province"] or "", total=inside)
    if not region.own["population"]:
        return region.part("no_inhabitants", intro=intro)
    return region.part(
        "inhabitants", intro=intro, population=region.own["population"], year=str(region.own["population_year"])
    )


def _known(region: RegionView) -> list[str]:
    if region.own["size"] == CountSize.NOTHING_KNOWN:
        return [region.part("none")]
    known = region.part("known", count=region.own["known"])
    rate = region.own["per_10k"]
    return [known] if rate is None else [known, region.part("per_10k", rate=region.rate(rate))]


def _wide(region: RegionView) -> list[str]:
    """Initiatives that work regionally or nationally: a number for the country, names where they have their seat."""
    wide = region.profile.wide
    if wide.is_empty():
        return []
    if region.profile.level == RegionLevel.COUNTRY:
        return [region.t("kaart.wide", count=wide.height)]
    return [region.part("wide", count=wide.height, names=", ".join(wide["name"]))]


class Expected(TypedDict):
    """The range of counts that would be expected, compared with a reference."""

    low: int | None
    high: int | None


def expected_words(region: RegionView, row: Expected) -> str:
    """The range of expected counts in words; empty if it cannot be computed."""
    low, high = row["low"], row["high"]
    return "" if low is None or high is None else f"{region.count(low)} – {region.count(high)}"


def margin_words(region: RegionView) -> str:
    """Explains margin and expected counts, and how much wider both are than in a lottery (the dispersion)."""
    factor = number(region.own["dispersion"], region.language, 1)
    return " ".join(
        [
            region.t("marge.about_margin"),
            region.t("marge.about_expected"),
            region.t("marge.about_dispersion", factor=factor),
        ]
    )


def reference_name(region: RegionView, row: ReferenceRow) -> str:
    """The name of a reference inside a sentence."""
    if row["kind"] == ReferenceKind.COUNTRY:
        return region.part("naast.country")
    if row["kind"] != ReferenceKind.SIMILAR:
        namesakes = region.tables.regions.filter(name=row["name"]).height > 1
        level = region.t(f"regio.level.{row['kind']}") if namesakes else ""
        return f"{row['name']} ({level})" if level else str(row["name"])
    group = "same_level" if region.profile.similar.used == SimilarMethod.SAME_LEVEL else "similar"
    return region.part(
        f"naast.{group}", count=row["municipalities"] if group == "similar" else region.profile.points.height - 1
    )


def comparison_sentence(region: RegionView) -> list[str]:
    """The verdict of the comparison with the first reference (similar municipalities if there are any)."""
    if region.profile.references.is_empty():
        return [region.part("naast.alone")]
    row = rows_of(region.profile.references, ReferenceRow)[0]
    known = region.own["known"]
    return [
        region.part(
            f"naast.{row['verdict']}",
            reference=reference_name(region, row),
            low=row["low"] if row["low"] is not None else "",
            high=row["high"] if row["high"] is not None else "",
            known=known,
        )
    ]
