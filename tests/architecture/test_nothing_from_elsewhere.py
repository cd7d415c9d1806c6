import re

import pytest

from tests.architecture.source_files import SourceFile, source_files

# Hosts that serve scripts, fonts, tiles or counters. A link that a reader may follow is fine; loading from these is not.
LOADING_HOSTS = re.compile(
    r"cdn|unpkg|jsdelivr|googleapis|gstatic|googletagmanager|google-analytics|bootstrapcdn|cdnjs|cloudflare"
    r"|mapbox|carto(?:cdn|db)|tile\.openstreetmap|maptiler|arcgisonline|segment\.io|sentry\.io|plausible\.io",
    re.IGNORECASE,
)


@pytest.mark.parametrize("source", source_files(), ids=lambda source: str(source.path))
def test_code_names_no_host_to_load_from(source: SourceFile) -> None:
    addresses = re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"']*", source.text)

    assert [address for address in addresses if LOADING_HOSTS.search(address)] == []


@pytest.mark.parametrize("source", source_files(), ids=lambda source: str(source.path))
def test_no_markup_is_let_through(source: SourceFile) -> None:
    # Text from data would become markup; what needs html or a script has no place on our pages.
    assert not re.search(r"unsafe_allow_html\s*=\s*True|unsafe_allow_javascript|components\.v1", source.text)
