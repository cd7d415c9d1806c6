import re
from pathlib import Path

import pytest
import streamlit

from ui.plain.first_paint import style_element, typeface
from ui.site_address import SETTING

STATIC = Path(streamlit.__file__).parent / "static"


def test_every_page_names_the_file_that_streamlit_carries() -> None:
    address = re.search(r'url\("(/static/[^"]+)"\)', typeface())

    assert address
    assert (STATIC / address[1].lstrip("/")).is_file()
    assert typeface() in style_element("<p>")


def test_it_is_found_under_the_path_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "https://voorbeeld.nl/samenkaart")

    assert 'url("/samenkaart/static/' in typeface()
