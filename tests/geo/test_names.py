import pytest

from geo.names import district_key, name_key, split_suffix


@pytest.mark.parametrize(
    ("name", "base", "province"),
    [
        ("Bergen (NH.)", "Bergen", "PV27"),
        ("Bergen (L.)", "Bergen", "PV31"),
        ("Hengelo (O.)", "Hengelo", "PV23"),
        ("Hengelo (Gld)", "Hengelo", "PV25"),
        ("Rijswijk (GLD)", "Rijswijk", "PV25"),
        ("Loo Gld", "Loo", "PV25"),
        ("Well L", "Well", "PV31"),
        ("Haren Gn.", "Haren", "PV20"),
        ("Den Ham", "Den Ham", None),
        ("Ulvenhout AC", "Ulvenhout AC", None),
        ("Bergen op Zoom", "Bergen op Zoom", None),
        ("(NH)", "(NH)", None),
        ("", "", None),
    ],
)
def test_province_behind_a_name(name: str, base: str, province: str | None) -> None:
    assert split_suffix(name) == (base, province)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Súdwest-Fryslân", "SUDWEST FRYSLAN"),
        ("'s-Gravenhage", "s Gravenhage"),
        ("’s-Hertogenbosch", "'s-hertogenbosch"),
        ("Alphen aan den Rijn", "Alphen a/d Rijn"),
        ("Wijk aan Zee", "Wijk aan  zee"),
        ("St. Anthonis", "Sint Anthonis"),
        ("gemeente Utrecht", "Utrecht"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_names_stay_different() -> None:
    assert len({name_key(name) for name in ("Bergen", "Bergen op Zoom", "Bergeijk", "Berg en Dal")}) == 4


@pytest.mark.parametrize("name", ["Wijk 05 Zuilen", "Zuilen", "Buurt 5 zuilen"])
def test_number_of_a_district_does_not_count(name: str) -> None:
    assert district_key(name) == "zuilen"
