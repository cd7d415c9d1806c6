"""The goals whose indicators count an initiative's kind."""

import polars as pl
from markupsafe import Markup

from measures.goals.links import goals_of, linked_initiatives
from measures.goals.programme import Programme
from ui.story import Part, PartKind, Place
from ui.view import View


def goals_part(view: View, initiative_id: str, age: str) -> Part:
    """The goals for one initiative, each with the indicator and the reason; or a sentence that none is declared."""
    title, rows = view.t("goal_links.title"), goal_rows(view, initiative_id)
    if rows.is_empty():
        return Part("doelen", title, view.t("goal_links.none"), PartKind.TEXT, place=Place.HEAD)
    lines = Markup().join(_line(view, row) for row in rows.to_dicts())
    body = Markup('<ul class="proza">{}</ul>').format(lines)
    return Part("doelen", title, kind=PartKind.TEXT, body=body, age=age, place=Place.HEAD)


def goal_rows(view: View, initiative_id: str) -> pl.DataFrame:
    """`goal_id`, `goal`, `indicator_id`, `indicator` and `why` in the reader's language, one row per indicator."""
    programme = Programme.of(view.snapshot.table)
    one = view.snapshot.table("initiatives").filter(id=initiative_id)
    linked = goals_of(linked_initiatives(programme, one), initiative_id)
    goals = programme.goals.select("goal_id", goal=f"title_{view.language}")
    indicators = programme.indicators.select("indicator_id", indicator=f"name_{view.language}")
    return (
        linked.join(goals, on="goal_id", how="left", maintain_order="left")
        .join(indicators, on="indicator_id", how="left", maintain_order="left")
        .select("goal_id", "goal", "indicator_id", "indicator", why=f"why_{view.language}")
    )


def _line(view: View, row: dict[str, str]) -> Markup:
    goal = view.t("doelen.goal_number", id=str(row["goal_id"]), title=row["goal"])
    return Markup('<li><a href="{}">{}</a>: <a href="{}">{}</a>. {}</li>').format(
        view.link("doelen", doel=str(row["goal_id"])),
        goal,
        view.link("doelen", indicator=row["indicator_id"]),
        row["indicator"],
        row["why"],
    )
