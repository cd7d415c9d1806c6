import subprocess
import sys
from collections.abc import Iterator

import pytest

from ui.engine import DrawingOrder, Engine, EngineError

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="red"/></svg>'
ORDER: DrawingOrder = {"svg": SQUARE, "scale": 1}


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine(idle_seconds=60)
    yield made
    made.end()


def test_a_picture_that_cannot_be_drawn_gives_an_error_and_the_next_is_drawn(engine: Engine) -> None:
    with pytest.raises(EngineError):
        engine.draw({"svg": "<svg", "scale": 1})

    assert engine.draw(ORDER).startswith(b"\x89PNG")


def test_a_process_that_ended_is_started_again(engine: Engine) -> None:
    first = engine.draw(ORDER)
    engine.end()

    assert engine.draw(ORDER) == first


def test_a_drawing_that_never_comes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.engine.LONGEST_SECONDS", 0.0)
    engine = Engine()
    try:
        with pytest.raises(EngineError):
            engine.draw(ORDER)
    finally:
        engine.end()


def test_a_process_without_orders_ends() -> None:
    engine = Engine(idle_seconds=0.01)
    try:
        drawn = engine.draw(ORDER)
        assert engine.wait() == 0
        assert engine.draw(ORDER) == drawn
    finally:
        engine.end()


def test_the_server_itself_never_loads_the_engine() -> None:
    program = (
        "import sys; from data_loaders.store import current; from ui.paper.press import PaperKind, press;"
        "assert press(current(), 'GM0193', 'nl', PaperKind.PDF, 'https://x').startswith(b'%PDF');"
        "assert 'vl_convert' not in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=120).returncode == 0
