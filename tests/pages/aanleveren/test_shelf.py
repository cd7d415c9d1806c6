import pytest

from pages.aanleveren import shelf
from pages.aanleveren.shelf import KEPT_SECONDS, LARGEST, Shelf, UploadRefusal, plain_name


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_file_is_kept_for_the_page_that_sent_it_only() -> None:
    kept = Shelf()
    mine, other = kept.ticket(), kept.ticket()

    assert kept.put(mine, "lijst.csv", b"a") is None

    sent = kept.sent(mine)
    assert sent is not None
    assert (sent.name, sent.content) == ("lijst.csv", b"a")
    assert kept.sent(other) is None


def test_the_next_file_takes_the_place_of_the_one_before_it() -> None:
    kept = Shelf()
    ticket = kept.ticket()

    kept.put(ticket, "a.csv", b"a")
    kept.put(ticket, "b.csv", b"b")

    sent = kept.sent(ticket)
    assert sent is not None
    assert (sent.content, sent.number, kept.files()) == (b"b", 2, 1)


def test_a_file_is_gone_when_its_page_is_no_longer_seen() -> None:
    clock = Clock()
    kept = Shelf(clock)
    looked_at, left = kept.ticket(), kept.ticket()
    for ticket in (looked_at, left):
        kept.put(ticket, "a.csv", b"a")

    clock.now = KEPT_SECONDS
    kept.touch(looked_at)
    clock.now += 1
    kept.sweep()

    assert kept.sent(looked_at) is not None
    assert kept.sent(left) is None
    assert kept.touch(left) is False
    kept.forget(looked_at)
    assert kept.files() == 0


@pytest.mark.parametrize(
    ("size", "refused"), [(0, UploadRefusal.EMPTY), (1, None), (LARGEST, None), (LARGEST + 1, UploadRefusal.LARGE)]
)
def test_a_file_has_a_size_that_is_taken(size: int, refused: UploadRefusal | None) -> None:
    kept = Shelf()

    assert kept.put(kept.ticket(), "a.csv", bytes(size)) is refused


def test_no_file_comes_in_without_an_open_page() -> None:
    assert Shelf().put("verzonnen", "a.csv", b"a") is UploadRefusal.UNKNOWN


def test_all_files_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_BYTES", 10)
    kept = Shelf()
    first, second = kept.ticket(), kept.ticket()

    assert kept.put(first, "a.csv", bytes(6)) is None
    assert kept.put(second, "b.csv", bytes(6)) is UploadRefusal.FULL
    # A visitor's own last file makes room for the next.
    assert kept.put(first, "c.csv", bytes(9)) is None


def test_the_number_of_files_has_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_FILES", 2)
    kept = Shelf()

    assert [kept.put(kept.ticket(), "a.csv", b"a") for _ in range(3)] == [None, None, UploadRefusal.FULL]


def test_who_opens_many_pages_takes_no_file_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_TICKETS", 5)
    kept = Shelf()
    mine = kept.ticket()
    kept.put(mine, "a.csv", b"a")

    for _ in range(20):
        kept.ticket()

    assert kept.sent(mine) is not None


def test_one_page_sends_a_limited_number_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_PER_TICKET", 2)
    kept = Shelf()
    ticket = kept.ticket()

    assert [kept.put(ticket, "a.csv", b"a") for _ in range(3)] == [None, None, UploadRefusal.OFTEN]


def test_pages_that_were_opened_first_lose_their_place_to_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_TICKETS", 2)
    kept = Shelf()
    tickets = [kept.ticket() for _ in range(3)]

    assert [kept.touch(ticket) for ticket in tickets] == [False, True, True]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("lijst.xlsx", "lijst.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jan\\lijst.xlsx", "lijst.xlsx"),
        ("", "lijst"),
        ("..", "lijst"),
        ("a\x00b\n.csv", "ab.csv"),
        ("-rf.csv", "-rf.csv"),
    ],
)
def test_a_name_of_a_file_is_no_way_out_of_its_folder(given: str, name: str) -> None:
    assert plain_name(given) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = plain_name("é" * 500 + ".geojson")

    assert name.endswith(".geojson")
    assert len(f"{name}.toml".encode()) < 255
