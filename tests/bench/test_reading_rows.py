from bench.reading_rows import partner_list
from data_loaders.snapshot import load_snapshot
from data_loaders.store import PREPARED


def test_a_list_of_any_length_is_the_same_every_run_and_has_rows_of_each_kind() -> None:
    real = load_snapshot(PREPARED)
    made, again = (partner_list(real.table("places"), real.table("postcodes"), 300) for _ in range(2))

    assert made.equals(again)
    assert made.height == 300
    filled = {name: made[name].drop_nulls().len() for name in ("Postcode", "Lengtegraad", "Gemeentecode", "Plaats")}
    assert 60 < filled["Postcode"] < 140
    assert 60 < filled["Lengtegraad"] < 140
    assert filled["Gemeentecode"] < filled["Plaats"]
