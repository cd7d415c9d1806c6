from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data_loaders.schema import Districts, MunicipalityChanges, Places, Postcodes
from geo.codes import Gazetteer
from prepare.programme import Programme, prepare_programme
from tests import frames

FILES = {
    "partners": "partner_id,name,short_name,role,kind,scope,municipality,provinces,themes,website,members_count,members_year,summary_nl,source_url",
    "relations": "from_partner,to_partner,kind,since_year,source_url",
    "goals": "goal_id,slug,title_nl,aim_nl,deadline_year,title_en,aim_en,source_url",
    "indicators": "indicator_id,goal_id,name_nl,name_en,unit,direction,baseline_year,baseline_value,target_year,target_value,target_source_url,definition_nl,source_org,frequency,notes_nl",
    "indicator_values": "indicator_id,region_code,year,value,qualifier,source_url,source_title",
    "milestones": "goal_id,date,title_nl,title_en,status,what_nl,source_url,kind,group",
    "indicator_methods": "indicator_id,scope,region_code,base_year,growth,minimum_points,on_course_from,behind_from,steady_margin,target_last_day,fresh_years,step_years,breaks,is_cumulative,is_indicative,decides_goal,why_nl,why_en",
    "goal_judgements": "subject,organisation,date,status,why_nl,why_en,source_url",
    "goal_links": "indicator_id,theme,legal_forms,statuses,network,municipality_code,why_nl,why_en",
}
A_PARTNER = "lsa,LSA,Kort,lid,netwerk,landelijk,Zwolle,alle,wonen;zorg,https://lsa.nl,10,2020,Tekst,https://bron.nl"
OTHER_PARTNERS = (
    "b,B,,lid,netwerk,landelijk,,,,,,,,https://bron.nl",
    "c,C,,lid,netwerk,landelijk,,,,,,,,https://bron.nl",
)
A_GOAL = "1,doel,Doel,Tekst,2030,Goal,Text,https://bron.nl"
AN_INDICATOR = "vrijwilligers,1,Naam,Name,%,higher_is_better,2016,49,2030,60,https://bron.nl,,,,"
SOUND = {"partners": (A_PARTNER, *OTHER_PARTNERS), "goals": (A_GOAL,), "indicators": (AN_INDICATOR,)}

Prepare = Callable[..., Programme]


@pytest.fixture(scope="session")
def small_gazetteer() -> Gazetteer:
    nl: dict[str, object] = {"code": "NL", "name": "Nederland", "level": "country"}
    provinces: list[dict[str, object]] = [
        {"code": "PV21", "name": "Fryslân", "level": "province", "other_names": ["Friesland"]},
        {"code": "PV23", "name": "Overijssel", "level": "province"},
    ]
    bergen = [{"code": "GM0373", "name": "Bergen (NH.)"}, {"code": "GM0893", "name": "Bergen (L.)"}]
    return Gazetteer(
        regions=frames.regions({}, *bergen, *provinces, nl),
        places=Places.create_empty(),
        postcodes=Postcodes.create_empty(),
        districts=Districts.create_empty(),
        municipality_changes=MunicipalityChanges.create_empty(),
    )


@pytest.fixture
def prepare(tmp_path: Path, small_gazetteer: Gazetteer) -> Prepare:
    """Prepares a programme of correct files, some of them replaced by the given rows (without header).

    A name such as `milestones_2026` adds a file.
    """

    def run(**files: tuple[str, ...]) -> Programme:
        for name in {**FILES, **files}:
            header = FILES[name.removesuffix("_2026")]
            rows = {**SOUND, **files}.get(name, ())
            (tmp_path / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return prepare_programme(tmp_path, small_gazetteer, date(2026, 11, 23))

    return run


def told(programme: Programme, file: str) -> list[tuple[int, str, bool]]:
    """Row, code and rejection of each message about a file."""
    about = programme.rejects.filter(pl.col("file") == f"{file}.csv", pl.col("code") != "seat_unknown")
    return about.select("row", "code", "rejected").rows()
