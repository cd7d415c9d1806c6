"""The result of a choice, in one sentence."""

import polars as pl

from ui.filter_bar import chip_words
from ui.session import View


def _joined(view: View, words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return view.t("kaart.or", first=", ".join(words[:-1]), last=words[-1])


def result_sentence(view: View, chosen: pl.DataFrame) -> str:
    """How many initiatives are known for this choice, in how many municipalities, and what was left out."""
    count = chosen.height
    parts = [view.t("kaart.known", count=count, what=_what(view), where=_where(view))]
    if count and not view.selection.municipality:
        parts.append(view.t("kaart.spread", count=chosen["municipality_code"].drop_nulls().n_unique()))
    if hidden := view.catalogue.left_out_by_years(view.selection):
        parts.append(view.t("kaart.years_unknown", count=hidden))
    if not count:
        parts.append(view.t("kaart.none_is_not_none"))
    return " ".join(parts)


def _what(view: View) -> str:
    chosen = view.selection
    words = []
    if chosen.themes:
        words.append(
            view.t(
                "kaart.for_theme", theme=_joined(view, [view.t(f"theme.{theme}").lower() for theme in chosen.themes])
            )
        )
    if chosen.without_themes:
        words.append(
            view.t(
                "kaart.not_theme",
                theme=_joined(view, [view.t(f"theme.{theme}").lower() for theme in chosen.without_themes]),
            )
        )
    if chosen.status:
        words.append(
            view.t(
                "kaart.with_status",
                status=_joined(view, [view.t(f"status.{status}").lower() for status in chosen.status]),
            )
        )
    if chosen.network:
        words.append(view.t("kaart.in_network", network=view.names.partners[chosen.network]))
    words += [
        chip_words(view, field, getattr(chosen, field)).lower()
        for field in ("year_from", "year_to")
        if getattr(chosen, field)
    ]
    if chosen.text:
        words.append(view.t("kaart.with_text", text=chosen.text))
    return "".join(f" {word}" for word in words)


def _where(view: View) -> str:
    chosen = view.selection
    if chosen.place and chosen.municipality:
        return view.t("kaart.in_place", place=chosen.place, municipality=view.names.municipalities[chosen.municipality])
    if chosen.municipality:
        return view.t("kaart.in_municipality", municipality=view.names.municipalities[chosen.municipality])
    if chosen.province:
        return view.t("kaart.in_province", province=view.names.provinces[chosen.province])
    return view.t("kaart.in_country")
