import polars as pl
import pytest

from data_loaders.schema import PartnerRole, RelationKind
from data_loaders.store import current
from tests.prepare.programme.conftest import A_PARTNER, SOUND, Prepare, told


def test_partner_as_written(prepare: Prepare) -> None:
    partner = prepare().tables["partners"].row(by_predicate=None, named=True, index=2)

    assert (partner["partner_id"], partner["short_name"]) == ("lsa", "Kort")
    assert partner["municipality_code"] == "GM0193"
    assert partner["province_codes"] == ["PV21", "PV23"]
    assert partner["themes"] == ["wonen", "zorg"]
    assert (partner["members_count"], partner["members_year"]) == (10, 2020)


@pytest.mark.parametrize(
    ("provinces", "codes", "problems"),
    [
        ("Friesland", ["PV21"], []),
        ("Overijssel;Fryslân;Overijssel", ["PV21", "PV23"], []),
        ("Overijssel;Atlantis", ["PV23"], [(2, "province_unknown", False)]),
        ("", [], []),
    ],
)
def test_service_area(prepare: Prepare, provinces: str, codes: list[str], problems: list[object]) -> None:
    programme = prepare(partners=(A_PARTNER.replace("alle", provinces),))

    assert programme.tables["partners"]["province_codes"].to_list() == [codes]
    assert told(programme, "partners") == problems


@pytest.mark.parametrize(("seat", "said"), [("Bergen", "Bergen (L.)"), ("Atlantis", "niet bekend")])
def test_a_doubtful_seat_is_left_out_with_a_remark(prepare: Prepare, seat: str, said: str) -> None:
    programme = prepare(partners=(A_PARTNER.replace("Zwolle", seat),))

    assert programme.tables["partners"]["municipality_code"].to_list() == [None]
    assert said in programme.rejects["reason"][0]


def test_a_partner_without_a_seat_is_kept_with_a_remark(prepare: Prepare) -> None:
    programme = prepare(partners=(A_PARTNER.replace("Zwolle", ""),))

    assert programme.tables["partners"].height == 1
    assert programme.rejects.select("code", "rejected").rows() == [("seat_unknown", False)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("lid", "baas", "not_on_list"),
        (",LSA,", ",,", "cell_empty"),
        ("10,2020", "tien,2020", "not_a_number"),
        ("10,2020", "1.5,2020", "not_whole"),
        ("10,2020", "-1,2020", "not_whole"),
        ("10,2020", "10,20", "not_whole"),
        ("https://bron.nl", "javascript:alert(1)", "not_an_address"),
        ("https://bron.nl", "", "cell_empty"),
    ],
)
def test_row_that_cannot_be_used_is_refused(prepare: Prepare, old: str, new: str, code: str) -> None:
    programme = prepare(partners=(A_PARTNER.replace(old, new),), relations=())

    assert programme.tables["partners"].height == 0
    assert told(programme, "partners") == [(2, code, True)]
    assert programme.counts["partners.csv"].rejected == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("https://lsa.nl", "lsa.nl", "not_an_address"), ("wonen;zorg", "wonen;vissen", "not_on_list")],
)
def test_doubtful_cell_is_left_out(prepare: Prepare, old: str, new: str, code: str) -> None:
    programme = prepare(partners=(A_PARTNER.replace(old, new),))

    assert programme.tables["partners"].height == 1
    assert told(programme, "partners") == [(2, code, False)]


def test_equal_rows_join_and_differing_ones_are_refused(prepare: Prepare) -> None:
    programme = prepare(partners=(A_PARTNER, A_PARTNER, A_PARTNER.replace("LSA", "Ander")))

    counts = programme.counts["partners.csv"]
    assert (counts.read, counts.accepted, counts.merged, counts.rejected) == (3, 1, 1, 1)
    assert told(programme, "partners") == [(4, "duplicate_key", True)]


RELATION = "lsa,b,lid_van,,https://bron.nl"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("lsa,niemand,lid_van,,https://bron.nl", "partner_unknown"),
        ("niemand,lsa,lid_van,,https://bron.nl", "partner_unknown"),
        ("lsa,lsa,lid_van,,https://bron.nl", "relation_to_itself"),
        ("lsa,b,vriend_van,,https://bron.nl", "not_on_list"),
    ],
)
def test_wrong_relation_is_refused(prepare: Prepare, row: str, code: str) -> None:
    programme = prepare(relations=(RELATION, row))

    assert programme.tables["relations"].height == 1
    assert told(programme, "relations") == [(3, code, True)]


def test_relation_with_several_years_is_kept_once_with_the_earliest(prepare: Prepare) -> None:
    rows = tuple(RELATION.replace(",,", f",{year},") for year in ("2019", "2014", ""))

    programme = prepare(relations=rows)

    assert programme.tables["relations"]["since_year"].to_list() == [2014]
    assert (programme.counts["relations.csv"].accepted, programme.counts["relations.csv"].merged) == (1, 2)
    assert {code for _, code, _ in told(programme, "relations")} == {"years_differ"}


def test_part_that_contains_itself_is_refused(prepare: Prepare) -> None:
    ring = ("lsa,b", "b,c", "c,lsa")
    rows = tuple(f"{pair},onderdeel_van,,https://bron.nl" for pair in ring)

    programme = prepare(relations=(*rows, "lsa,c,steunt,,https://bron.nl"))

    assert programme.tables["relations"]["kind"].to_list() == ["steunt"]
    assert told(programme, "relations") == [(row, "part_of_itself", True) for row in (2, 3, 4)]


def test_chain_of_parts_is_kept(prepare: Prepare) -> None:
    rows = tuple(f"{pair},onderdeel_van,,https://bron.nl" for pair in ("lsa,b", "b,c", "lsa,c"))

    assert prepare(relations=rows).tables["relations"].height == 3


def test_correct_files_give_no_messages(prepare: Prepare) -> None:
    programme = prepare(relations=(RELATION,))

    assert programme.rejects.filter(programme.rejects["code"] != "seat_unknown").height == 0
    assert programme.counts["partners.csv"].accepted == len(SOUND["partners"])


def test_the_coalition_is_no_core_partner_of_itself() -> None:
    partners, relations = current().table("partners"), current().table("relations")

    coalition = partners.filter(pl.col("role") == PartnerRole.COALITION)["partner_id"].to_list()
    core = partners.filter(pl.col("role") == PartnerRole.CORE)["partner_id"].to_list()
    of_it = relations.filter(pl.col("kind") == RelationKind.CORE_PARTNER_OF)
    assert coalition == ["wdhs"]
    assert sorted(of_it["from_partner"]) == sorted(core)
    assert of_it["to_partner"].unique().to_list() == coalition
