import pytest

from measures.search import Kind
from measures.selection import Selection
from tests.pages.harness import view_in
from ui.address import LONGEST_TEXT
from ui.search_box import IN_TEXTS, narrowed

VIEW = view_in("nl")


@pytest.mark.parametrize(
    ("kind", "code", "municipality", "expected"),
    [
        (IN_TEXTS, "samen eten", None, Selection(text="samen eten")),
        (IN_TEXTS, "a" * 500, None, Selection(text="a" * LONGEST_TEXT)),
        (Kind.PROVINCE, "PV31", None, Selection(province="PV31")),
        (Kind.PROVINCE, "PV99", None, None),
        (Kind.MUNICIPALITY, "GM0344", "GM0344", Selection(municipality="GM0344")),
        ("made up", "GM9999", "GM9999", None),
    ],
)
def test_what_was_found_becomes_the_choice(
    kind: str, code: str, municipality: str | None, expected: Selection | None
) -> None:
    assert narrowed(VIEW, kind, code, municipality) == expected
