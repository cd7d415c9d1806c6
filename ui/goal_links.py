"""From an initiative back to the goals that its kind counts for."""

from html import escape

import polars as pl
import streamlit as st

from measures.goals.links import goals_of, linked_initiatives
from measures.goals.programme import Programme
from ui import plain
from ui.session import View


def goals_of_initiative(view: View, initiative_id: str) -> None:
    """The goals of one initiative, by way of which indicator and why; or that nothing is declared."""
    plain.paragraph(view.t("goal_links.title"), "h2")
    found = goal_rows(view, initiative_id)
    if found.is_empty():
        plain.paragraph(view.t("goal_links.none"))
        return
    items = "".join(f"<li>{_line(view, row)}</li>" for row in found.to_dicts())
    st.html(f"<ul>{items}</ul>")


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


def _line(view: View, row: dict[str, str]) -> str:
    language = "&taal=en" if view.language == "en" else ""
    goal = view.t("doelen.goal_number", id=str(row["goal_id"]), title=row["goal"])
    to_goal = plain.link(goal, f"/doelen?doel={row['goal_id']}{language}")
    to_indicator = plain.link(row["indicator"], f"/doelen?indicator={row['indicator_id']}{language}")
    return f"{to_goal}: {to_indicator}. {escape(row['why'])}"
