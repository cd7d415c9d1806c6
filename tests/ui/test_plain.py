import pytest

from ui import plain


@pytest.mark.parametrize(
    "words",
    [
        "[x](javascript:alert(1))",
        "**vet**",
        ":red[rood]",
        ":smile:",
        "<img src=x onerror=alert(1)>",
        "$x^2$",
        "`code`",
        "# kop",
    ],
)
def test_label_leaves_no_markup_character_unescaped(words: str) -> None:
    shown = plain.label(words)

    bare = [mark for index, mark in enumerate(shown) if mark in "[]()*:<>$`#_~|" and shown[index - 1] != "\\"]
    assert bare == []


def test_label_breaks_up_streamlits_own_shorthand() -> None:
    assert ":" + plain.WORD_JOINER in plain.label(":smile:")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//elders.nl", " https://x"])
def test_link_to_anything_but_a_page_is_text(address: str) -> None:
    assert "<a" not in plain.link("x", address)


def test_link_escapes_words_and_address() -> None:
    shown = plain.link("<b>", 'https://x.nl/"onclick="y')

    assert "<b>" not in shown
    assert '"onclick' not in shown
