"""What every part of a region's story starts from, and its opening sentences."""

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
from ui.numbers import number
from ui.region.tables import region_tables
from ui.seen import age_words, figure_age_words
from ui.story import Part
from ui.texts import Texts, texts

COUNTRY = "NL"


def rate_words(rate: float | None, language: Language) -> str:
    """A rate with the digits that mean something; empty without one."""
    return "" if rate is None else number(rate, language, 2 if rate < 10 else 1)


def first_upper(words: str) -> str:
    """`words` with a capital, for the beginning of a sentence or a row."""
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class RegionView:
    """A region's figures beside the words of one language."""

    tables: RegionTables
    profile: RegionProfile
    language: Language
    version: str
    read: date
    """Day of the data."""
    own_address: str = ""
    """Of a region that the reader put together, without the language."""

    @cached_property
    def age(self) -> str:
        """When the data were read and how old the sources of the region's initiatives are, in words."""
        return age_words(self.read, ages(self.profile.initiatives["seen_year"]), self.language)

    def age_of(self, *codes: str) -> str:
        """The same for the initiatives of other regions together."""
        regions, initiatives = self.tables.regions, self.tables.initiatives
        if COUNTRY not in codes:
            inside = municipalities_of(regions, *codes)
            initiatives = initiatives.filter(pl.col("municipality_code").is_in(inside))
        return age_words(self.read, ages(initiatives["seen_year"]), self.language)

    def years(self, years: pl.Series | None = None) -> str:
        """The age of a figure that counts no initiatives: the years that its facts are of, if they are of any."""
        return figure_age_words(
            self.read, ages(pl.Series([], dtype=pl.Int16) if years is None else years), self.language
        )

    @cached_property
    def t(self) -> Texts:
        """The texts of the language."""
        return texts(self.language)

    @property
    def name(self) -> str:
        """The region's name."""
        return self.profile.name

    @cached_property
    def own(self) -> RateRow:
        """The row of the region itself in `figures`."""
        return only_row(self.profile.figures, RateRow)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Name of every region."""
        return dict(self.tables.regions.select("code", "name").iter_rows())

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
        """A part of the story with its source and age.

        Args:
            name: in addresses and file names.
            title: its heading.
            sentence: the part in words.
            rows: numbers as numbers, years as text.
            note: how to read it.
            codes: region behind the first cell of each row; empty where the rows are no regions.
            links: address per row, for the columns that lead somewhere.
            age: when the facts were read and how old they are; empty for those of the region's initiatives.
        """
        leading = {rows.columns[0]: [self.address(code) for code in codes]} if codes else {}
        source, aged = self.part("source"), age or self.age
        shown = rows.with_columns(pl.selectors.float().round(2))
        return Part(
            name, title, sentence, rows=shown, note=note, links={**leading, **(links or {})}, source=source, age=aged
        )

    def address(self, code: str | None) -> str | None:
        """The page of region `code`; by code, which every program passes on unharmed."""
        if code is None:
            return None
        if code == OWN:
            return f"{self.own_address}{'&taal=en' if self.language == 'en' else ''}"
        parameter = {"GM": "gemeente", "PV": "provincie", "CR": "corop"}.get(code[:2], "vergelijk")
        return f"/regio?{parameter}={code}{'&taal=en' if self.language == 'en' else ''}"

    def file(self, kind: str) -> str:
        """The address of the region as a file of this kind; of an own region it says which municipalities."""
        page, is_own = self.address(self.profile.code) or "", self.profile.code == OWN
        query = page.partition("?")[2] if is_own else "taal=en" if self.language == "en" else ""
        return f"/regio/{self.profile.code}.{kind}{'?' + query if query else ''}"

    def part(self, key: str, **values: object) -> str:
        """A text of the parts."""
        return self.t(f"regio_deel.{key}", **values)

    def rate(self, rate: float | None) -> str:
        """A rate in words; says so when there is none."""
        return rate_words(rate, self.language) or self.part("unknown")

    def margin(self, low: float | None, high: float | None) -> str:
        """The margin of a rate in words; empty without one."""
        return "" if low is None or high is None else f"{self.rate(low)} – {self.rate(high)}"

    def count(self, value: float) -> str:
        """A number with separators, for places where a text does not fill it in."""
        return number(value, self.language)


def tell(  # noqa: PLR0913 - what a reader can change of the group beside it
    snapshot: Snapshot,
    code: str,
    language: Language,
    *,
    method: SimilarMethod = SimilarMethod.SIZE_AND_URBANITY,
    chosen: tuple[str, ...] = (),
    figures: tuple[str, ...] = USUAL,
) -> RegionView | None:
    """Gather what is known about region `code`; None when it is not on today's list."""
    tables = region_tables(snapshot)
    gathered = profile(tables, code, method=method, chosen=chosen, figures=figures)
    return RegionView(tables, gathered, language, snapshot.version, snapshot.date) if gathered else None


def tell_own(  # noqa: PLR0913 - what makes an own region
    snapshot: Snapshot, name: str, codes: Sequence[str], address: str, language: Language, *, is_beside: bool = False
) -> RegionView:
    """The same about the municipalities `codes` together, which a reader calls `name` and finds at `address`; `is_beside`: among all regions."""
    shared = region_tables(snapshot)
    tables = replace(shared, regions=with_own(shared.regions, name, codes, is_beside=is_beside))
    own_profile = profile(tables, OWN)
    assert own_profile is not None  # noqa: S101 - the region was just put in
    return RegionView(tables, own_profile, language, snapshot.version, snapshot.date, address)


def kind_words(region: RegionView, code: str, level: str) -> str:
    """What kind of region it is."""
    return region.t(f"regio.level.{'own' if code == OWN else level}")


def opening(region: RegionView) -> list[str]:
    """What the region is, how many initiatives are known, and how the first comparison falls out."""
    return [*what_is_known(region), *comparison_sentence(region)]


def what_is_known(region: RegionView) -> list[str]:
    """What the region is, how many initiatives are known, and which have their seat there without counting."""
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
    """What works regionally or nationally: counted for the country only, named where it has its seat."""
    wide = region.profile.wide
    if wide.is_empty():
        return []
    if region.profile.level == RegionLevel.COUNTRY:
        return [region.t("kaart.wide", count=wide.height)]
    return [region.part("wide", count=wide.height, names=", ".join(wide["name"]))]


def warning(region: RegionView) -> str:
    """What to mind beside the rate: small numbers, and one source that tells of many."""
    said = []
    if region.own["size"] == CountSize.SMALL and region.own["per_10k"] is not None:
        bounds = {"low": region.rate(region.own["per_10k_low"]), "high": region.rate(region.own["per_10k_high"])}
        said.append(region.part("small", **bounds))
    source = region.profile.largest_source.row(0, named=True)
    if source["known"] > 1:
        said.append(region.part("bron", **source))
    return " ".join(said)


class Expected(TypedDict):
    """The counts to expect beside a reference."""

    low: int | None
    high: int | None


def expected_words(region: RegionView, row: Expected) -> str:
    """The counts to expect; empty where that cannot be said."""
    low, high = row["low"], row["high"]
    return "" if low is None or high is None else f"{region.count(low)} – {region.count(high)}"


def margin_words(region: RegionView) -> str:
    """What the margin and the counts to expect are, and by which factor both are wider than in a lottery."""
    factor = number(region.own["dispersion"], region.language, 1)
    return " ".join(
        [
            region.t("marge.about_margin"),
            region.t("marge.about_expected"),
            region.t("marge.about_dispersion", factor=factor),
        ]
    )


def reference_name(region: RegionView, row: ReferenceRow) -> str:
    """What a row of `references` is called inside a sentence."""
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
    """The verdict beside the first reference (similar municipalities where there are any)."""
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
