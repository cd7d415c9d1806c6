"""Measures one contender in a browser: first usable map, theme press to repaint, search, bytes, and cost of a visit."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeout
from websockets.exceptions import ConnectionClosed

from bench.contenders import Contender
from bench.figures import Figures
from bench.traffic import Traffic
from bench.watch import GRACE, PATIENCE, TIME_OUT, Cost, StoppedError, Watch
from data_loaders.schema import Theme
from tests.browser.harness import DESKTOP, Site

PAINT = (Path(__file__).parent / "paint.js").read_text(encoding="utf-8")
# Returns the time of the last of `kinds` when all have changed after `since` and are stable; a text when the page
# reports an error; null while it must wait.
AT_REST = """([since, quiet, kinds]) => {
  const broken = window.benchBroken?.();
  if (broken) return broken;
  if (!window.paint?.text || paint.drawing || kinds.some((kind) => paint[kind] <= since)) return null;
  const last = Math.max(...kinds.map((kind) => paint[kind]));
  return performance.timeOrigin + performance.now() - last > quiet ? paint[kinds.at(-1)] : null;
}"""
# Returns the time from the press until each of `kinds` has changed for the first time.
FIRST_SEEN = """(kinds) => {
  const pressed = +sessionStorage.getItem('pressed');
  return Math.max(...kinds.map((kind) => paint.all[kind].find((at) => at > pressed))) - pressed;
}"""
NOW = "performance.timeOrigin + performance.now()"
QUIET_MS = 500
POINTER_MS = 150
"""Time between a person's pointer reaching a button and the press."""
MAP, ANSWERS = ("words", "picture"), ("answers",)
WORDS_TO_FIND = ("dorpshuis", "energie", "winkel", "zorg", "wonen", "tuin", "buurt")
MOST_VISITS = 5
ENOUGH = ((60_000, 1), (20_000, 3))
"""Pairs: for a step with a median above so many milliseconds, so many repeats are enough."""
STEP_SECONDS = 180
"""Time limit of a step, after which the figure is made of the repeats so far."""


@dataclass(frozen=True)
class Served:
    """A contender with its running server and the watch on it."""

    contender: Contender
    site: Site
    watch: Watch

    def cost(self) -> Cost:
        """Processor time and memory of the server so far."""
        return Cost.of(self.site.process.pid)


@dataclass(frozen=True)
class Reader:
    """A reader with an empty cache. All times are in milliseconds."""

    page: Page
    traffic: Traffic
    served: Served

    def open(self) -> float:
        """Open the page; returns the time until the map and its result in words are there."""
        self._allow()
        self.page.goto(self.served.site.url + self.served.contender.path, wait_until="commit")
        return self.wait(MAP, 0) - float(self.page.evaluate("performance.timeOrigin"))

    def bytes_within(self, ms: float) -> int:
        """Bytes received within `ms` after the request for the page."""
        return self.traffic.until(float(self.page.evaluate("performance.timeOrigin")) + ms)

    def live(self, ms: float) -> float:
        """Time at which the live page replaced the first page; `ms` for a contender with only one page."""
        live = self.served.contender.live
        if not live:
            return ms
        self._allow()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if (at := self.page.evaluate(live)) is not None:
                return float(at)
            self.page.wait_for_timeout(50)
        raise StoppedError(TIME_OUT)

    def seen(self, kinds: tuple[str, ...]) -> float:
        """Time from the last press until each of `kinds` has changed."""
        return float(self.page.evaluate(FIRST_SEEN, kinds))

    def after(self, act: Callable[[], None], kinds: tuple[str, ...]) -> float:
        """Do `act`; returns the time from its press to the last change of `kinds`."""
        self._allow()
        before = float(self.page.evaluate(NOW))
        act()
        changed = self.wait(kinds, before)
        return changed - float(self.page.evaluate("+sessionStorage.getItem('pressed')"))

    def wait(self, kinds: tuple[str, ...], since: float) -> float:
        """Wait until all `kinds` have changed after `since` and are stable; returns the time (ms since 1970).

        Raises:
            StoppedError: it takes more than two minutes, or the page or the server failed.
        """
        self._allow()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.served.site.process.poll() is not None:
                raise StoppedError("server ended")
            answer = self._ask([since, QUIET_MS, kinds])
            if isinstance(answer, str):
                raise StoppedError(answer)
            if answer is not None:
                return answer
            self.page.wait_for_timeout(50)
        raise StoppedError(TIME_OUT)

    def _ask(self, given: list[object]) -> float | str | None:
        # Polls from here, because wait_for_function uses `eval`, which our Content-Security-Policy rightly forbids.
        try:
            answer: float | str | None = self.page.evaluate(AT_REST, given)
        except BrowserError as error:
            if "context was destroyed" not in error.message:
                raise
            return None  # the browser is between two pages
        return answer

    def _allow(self) -> None:
        self.served.watch.allow(PATIENCE + GRACE)


@contextmanager
def new_reader(browser: Browser, served: Served) -> Iterator[Reader]:
    """A reader who comes for the first time."""
    context: BrowserContext = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]}, locale="nl-NL")
    context.set_default_timeout(PATIENCE * 1000)
    contender = served.contender
    expressions = {"Words": contender.words, "Broken": contender.broken}
    script = "\n".join(f"window.bench{name} = () => {expression};" for name, expression in expressions.items())
    answers = f"window.benchAnswers = {contender.search.answers!r};" if contender.search else ""
    context.add_init_script(f"{script}\n{answers}\n{PAINT}")
    page = context.new_page()
    try:
        yield Reader(page, Traffic.of(context.new_cdp_session(page)), served)
    finally:
        served.watch.allow(GRACE)
        context.close()


def repeated(once: Callable[[], float], wanted: int, *done: float) -> list[float]:
    """Times of `wanted` repeats of `once`, or fewer if it is slow; includes the times in `done`."""
    took, deadline = list(done), time.monotonic() + STEP_SECONDS
    while not took or (len(took) < enough(took, wanted) and time.monotonic() < deadline):
        took.append(once())
    return took


def enough(took: list[float], wanted: int) -> int:
    """Number of repeats that is enough, given the times so far."""
    typical = statistics.median(took)
    return next((few for slow, few in ENOUGH if typical > slow), wanted)


def spread(took: list[float]) -> Figures:
    """The median and all times, in milliseconds."""
    return {"median_ms": round(statistics.median(took), 1), "all_ms": [round(ms) for ms in took]}


def visits(browser: Browser, served: Served, times: int) -> Figures:
    """Time to the first usable map for several new readers, with the cost for the server per visit."""
    came_in, live, by_then = Traffic(), [], []

    def once() -> float:
        nonlocal came_in
        with new_reader(browser, served) as reader:
            ms = reader.open()
            by_then.append(reader.bytes_within(ms))
            live.append(reader.live(ms))
            came_in = reader.traffic
            return ms

    before, served.watch.peak = served.cost(), 0
    took = [first := once()]
    if enough(took, times) == times:  # fast enough to leave out the first visit, in which the server still loads things
        before, served.watch.peak, took = served.cost(), 0, []
    took = repeated(once, min(times, MOST_VISITS), *took)
    after = served.cost()
    return {
        **spread(took),
        "live_ms": round(statistics.median(live[-len(took) :])),
        "first_visitor_ms": round(first),
        "usable_bytes": int(statistics.median(by_then[-len(took) :])),
        **came_in.since(Traffic()),
        "server_cpu_s": round((after.cpu - before.cpu) / len(took), 3),
        "server_peak_mb": round(max(served.watch.peak, after.memory) / 1e6),
        "server_rest_mb": round(before.memory / 1e6),
        "memory_per_visit_mb": round((after.memory - before.memory) / len(took) / 1e6, 2),
    }


def theme_presses(browser: Browser, served: Served, times: int) -> Figures:
    """Time from press to repaint for `times` themes; switching each off again is not measured."""
    themes = iter(list(Theme) * times)
    http, websocket, cpu, seen = [], [], [], []
    with new_reader(browser, served) as reader:
        reader.live(reader.open())

        def once() -> float:
            theme = next(themes)
            served.contender.press(reader.page, theme, hover=True)
            reader.page.wait_for_timeout(POINTER_MS)
            act = partial(served.contender.press, reader.page, theme)
            before, cost = reader.traffic.noted(), served.cost()
            ms = reader.after(act, MAP)
            seen.append(reader.seen(MAP))
            came_in = reader.traffic.since(before)
            http.append(came_in["http_bytes"])
            websocket.append(came_in["websocket_bytes"])
            cpu.append(served.cost().cpu - cost.cpu)
            reader.after(act, MAP)
            return ms

        return {
            **spread(repeated(once, times)),
            "seen_ms": round(statistics.median(seen), 1),
            "seen_all_ms": [round(ms) for ms in seen],
            "http_bytes": int(statistics.median(http)),
            "websocket_bytes": int(statistics.median(websocket)),
            "server_cpu_ms": round(statistics.median(cpu) * 1000),
        }


def search_answers(browser: Browser, served: Served, times: int) -> Figures:
    """Time from a key to answers while typing words; for a search that needs Enter, from that key."""
    search = served.contender.search
    if search is None:
        return {"none": "has no search"}
    with new_reader(browser, served) as reader:
        reader.live(reader.open())
        keys = (key for word in WORDS_TO_FIND * times for key in search.keys(reader.page, word))
        took = repeated(lambda: reader.after(next(keys), ANSWERS), max(times, search.keystrokes))
        request_times = reader.page.evaluate(REQUESTS, search.address) if search.address else []
    request = {"median_request_ms": round(statistics.median(request_times), 1)} if request_times else {}
    return {**spread(took), **request}


REQUESTS = (
    "(path) => performance.getEntriesByType('resource').filter((e) => e.name.includes(path)).map((e) => e.duration)"
)


def repeat_visit(browser: Browser, served: Served, _times: int) -> Figures:
    """Milliseconds and bytes of a second visit by the same reader."""
    with new_reader(browser, served) as reader:
        reader.live(reader.open())
        before = reader.traffic.noted()
        reader.page.goto("about:blank")
        ms = reader.open()
        live = reader.live(ms)
        return {"median_ms": round(ms, 1), "live_ms": round(live), **reader.traffic.since(before)}


def attempt(figures: Callable[[], Figures], watch: Watch) -> Figures:
    """The figures, or what went wrong: a time-out or crash is a result too."""
    start, watch.why = time.monotonic(), ""
    try:
        return figures()
    except (BrowserError, ConnectionClosed, StoppedError, psutil.Error) as error:
        lines = str(error).splitlines() or [type(error).__name__]
        why = TIME_OUT if isinstance(error, BrowserTimeout) else lines[0][:200]
        return {"failed": watch.why or why, "after_s": round(time.monotonic() - start)}
