import re

from tests.architecture.source_files import source_files

# Hosts that serve scripts, fonts, tiles or counters. A link that a reader may follow is fine; loading from these is not.
LOADING_HOSTS = re.compile(
    r"cdn|unpkg|jsdelivr|googleapis|gstatic|googletagmanager|google-analytics|bootstrapcdn|cdnjs|cloudflare"
    r"|mapbox|carto(?:cdn|db)|tile\.openstreetmap|maptiler|arcgisonline|segment\.io|sentry\.io|plausible\.io",
    re.IGNORECASE,
)


def hosts_to_load_from(text: str) -> list[str]:
    addresses = re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"']*", text)
    return [address for address in addresses if LOADING_HOSTS.search(address)]


def test_code_names_no_host_to_load_from() -> None:
    named = {str(source.path): hosts_to_load_from(source.text) for source in source_files()}

    assert {path: hosts for path, hosts in named.items() if hosts} == {}


def test_loading_from_another_host_is_found() -> None:
    assert hosts_to_load_from('x = "https://cdn.example.com/a.js"') == ["https://cdn.example.com/a.js"]


def test_no_text_bypasses_escaping() -> None:
    # Text from data would become markup; what needs html or a script has no place on our pages.
    forbidden = re.compile(r"unsafe_allow_html\s*=\s*True|unsafe_allow_javascript|components\.v1")

    assert [str(source.path) for source in source_files() if forbidden.search(source.text)] == []
