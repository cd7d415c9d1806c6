import asyncio
import time

import pytest

from api import pulse
from api.metrics import Metrics
from tests.api.asgi import run


def test_a_stall_of_the_event_loop_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.01)
    metrics = Metrics()

    async def serve() -> None:
        async with pulse.beating(metrics.note_stall):
            await asyncio.sleep(0.03)
            time.sleep(0.2)
            await asyncio.sleep(0.03)

    run(serve())

    longest = metrics.registry.get_sample_value("samenkaart_loop_stall_seconds_max")
    assert longest is not None
    assert longest > 0.15


def test_memory_is_returned_to_the_system_regularly(monkeypatch: pytest.MonkeyPatch) -> None:
    given = list[bool]()
    monkeypatch.setattr(pulse, "give_back", lambda: given.append(True))

    async def serve() -> None:
        async with pulse.beating(lambda _: None, tidy_seconds=0.01):
            while not given:
                await asyncio.sleep(0.01)

    run(serve())

    assert given


def test_returning_memory_works_on_this_machine() -> None:
    pulse.use_few_arenas()
    pulse.give_back()
