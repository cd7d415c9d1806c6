import inspect

from starlette.routing import Route

from api.server import routes
from tests.api.test_pages import MadeSite

ON_THE_LOOP = {"bulk", "taken"}
"""Endpoints that may run on the event loop, because they only wait (for files being made, for uploads) and compute nothing."""


def test_nothing_of_ours_computes_on_the_event_loop() -> None:
    # Starlette runs what is no coroutine in a thread; one that computed would hold up every reader.
    found = {
        route.endpoint.__name__
        for route in routes(site=MadeSite())
        if isinstance(route, Route) and inspect.iscoroutinefunction(route.endpoint)
    }

    assert found <= ON_THE_LOOP
