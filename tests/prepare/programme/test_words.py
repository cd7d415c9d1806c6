import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Qualifier
from prepare.programme.words import partial_date, qualifiers

Q = Qualifier


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, [Q.EXACT]),
        (" ; ", [Q.EXACT]),
        ("ca.", [Q.ABOUT]),
        ("ca.: bron zegt bijna 50", [Q.ABOUT]),
        ("min.: ruim 400", [Q.AT_LEAST]),
        ("bereik 35000-40000; ondergrens", [Q.AT_LEAST, Q.OTHER]),
        ("bijgesteld; eerder 676", [Q.REVISED]),
        ("gemiddelde 2012-2016", [Q.PERIOD_AVERAGE]),
        ("periode 2015-2016", [Q.PERIOD_AVERAGE]),
        ("ca.; andere telling", [Q.ABOUT, Q.OTHER_COUNT]),
        ("peiljaar niet zeker", [Q.OTHER]),
        ("minder dan gedacht", [Q.OTHER]),
        ("cadeau", [Q.OTHER]),
        ("afgerond; peiljaar afgeleid", [Q.ABOUT, Q.OTHER]),
        ("VNG-scan noemt 56", [Q.DISPUTED]),
    ],
)
def test_remark_of_a_source(text: str | None, found: list[Qualifier]) -> None:
    assert qualifiers(text) == found


@given(st.text())
def test_any_remark_says_something(text: str) -> None:
    found = qualifiers(text)

    assert found
    assert len(set(found)) == len(found)


@given(st.dates())
def test_written_date_is_read_back(when: object) -> None:
    assert partial_date(str(when))[0] == when
