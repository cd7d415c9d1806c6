import re

from hypothesis import given
from hypothesis import strategies as st

from ui.map_tips import css_text, tip_style


def read_css(text: str) -> str:
    """What a browser makes of a CSS string with codes (CSS Syntax Module Level 3, section 4.3.7)."""
    return re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), text[1:-1])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_words_come_back_whole_and_cannot_end_string_or_sheet(words: str) -> None:
    written = css_text(words)

    assert read_css(written) == words
    assert not set('"<>{};\n') & set(written[1:-1])


def test_each_region_has_its_own_rule() -> None:
    style = tip_style(["Urk: 2", "Het </style> Bildt"])

    assert style.count("::after") == 2
    assert style.count("</style>") == 1
