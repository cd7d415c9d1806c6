"""What `streamlit run` starts.

The web server imports this file once and uses `app`: Streamlit, with our own addresses and layers around it.
Each run of a live page executes it as `__main__`: the frame around the page that the address asks for.
"""

from urllib.parse import urlsplit

import streamlit as st

if __name__ == "__main__":
    from contextlib import nullcontext

    from api.metrics import METRICS
    from api.room import RUNS
    from data_loaders.store import one_release
    from pages import PAGES, run_home
    from pages.aanleveren.visit import leave
    from ui.frame import framed
    from ui.session import language
    from ui.site_address import SENDING
    from ui.texts import text

    spoken = language()
    titles = {name: text(spoken, f"{name}.nav") for name in PAGES}
    st.set_page_config(
        page_title=text(spoken, "site.name"),
        layout="wide",
        initial_sidebar_state="locked",
    )
    # The home page `/` shows the map, like `/kaart`.
    home = st.Page(run_home, title=titles["kaart"], default=True, url_path="start")
    pages = {name: st.Page(f"pages/{name}/page.py", title=titles[name], url_path=name) for name in PAGES}
    chosen = st.navigation([home, *pages.values()], position="hidden")
    if chosen.url_path != SENDING:
        leave()
    # The page for partners' lists waits while another process checks a list. It must not take a turn from other pages.
    turn = nullcontext() if chosen.url_path == SENDING else RUNS
    with turn, one_release(), METRICS.run(chosen.url_path or "kaart"):
        title = f"{chosen.title} · {text(spoken, 'site.name')}"
        is_whole = framed(chosen.run, title, spoken, chosen.url_path)
    if not is_whole:
        METRICS.errors.labels("page").inc()
else:
    from streamlit import config
    from streamlit.runtime.pages_manager import PagesManager

    from api.bulk import make_soon
    from api.connections import bound_connections
    from api.logs import use_json_lines
    from api.pulse import use_few_arenas
    from api.server import lifespan, middleware, routes
    from pages import stories
    from pages.aanleveren.shelf import SHELF
    from pages.aanleveren.worker import remove_leftovers
    from ui.paper.story import story_pdf
    from ui.plain.site import Site
    from ui.session import warm_up
    from ui.site_address import has_sending, live_under, public_address

    # `st.navigation` sets this in the first run of a session. That is too late on a cold server: if its first visitor opens
    # a deep link, Streamlit's older discovery of the folder pages/ says "Page not found".
    PagesManager.uses_pages_directory = False

    # The public address is set in one place. Streamlit accepts websockets only from this host, also behind a proxy that calls us
    # by another name. `api.outside` removes the base path before a request reaches Streamlit.
    public = public_address()
    if public:
        config.set_option("browser.serverAddress", urlsplit(public).hostname)
    live_under(config.get_option("server.baseUrlPath"))
    config.set_option("server.baseUrlPath", "")

    use_few_arenas()
    use_json_lines()
    bound_connections()
    remove_leftovers()
    site = Site(stories(), story_pdf)

    def soon() -> None:
        """Make common pages and files in the background after the start."""
        site.warm()
        make_soon()

    app = st.App(
        __file__,
        routes=routes(site, SHELF if has_sending() else None),
        middleware=middleware(site, public),
        lifespan=lifespan(warm_up, soon),
    )
