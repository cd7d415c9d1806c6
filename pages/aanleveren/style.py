"""Style rules for the list of rows. Signs and words show the outcome, so colour is not needed."""

from ui.palette import ACCENT, FAINT_INK, WARNING

STYLE = f"""<style>
ul.nagekeken {{ list-style: none; margin: 0; padding: 0; max-width: 60rem; }}
ul.nagekeken > li {{ margin: 0; padding: 0.6rem 0 0.6rem 0.9rem; border-left: 4px solid transparent;
  border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }}
ul.nagekeken p {{ margin: 0 0 0.15rem; max-width: 90ch; overflow-wrap: anywhere; }}
ul.nagekeken .kop strong {{ font-weight: 600; }}
ul.nagekeken .nummer {{ opacity: 0.85; font-size: 0.85rem; margin-left: 0.5rem; white-space: nowrap; }}
ul.nagekeken .uitkomst {{ display: inline-flex; align-items: center; gap: 0.35rem; min-width: 10.5rem; font-size: 0.9rem; font-weight: 600; }}
ul.nagekeken .teken {{ box-sizing: border-box; width: 1.15rem; height: 1.15rem; line-height: 1; display: grid; place-content: center; border: 1.5px solid currentColor; border-radius: 50%; }}
.twijfel .teken {{ border-style: dashed !important; }}
ul.regels {{ margin: 0; max-width: 90ch; overflow-wrap: anywhere; }}
.nieuw .uitkomst {{ color: light-dark({ACCENT["light"]}, {ACCENT["dark"]}); }}
.samengevoegd .uitkomst {{ color: light-dark({FAINT_INK["light"]}, {FAINT_INK["dark"]}); }}
.twijfel .uitkomst, .geweigerd .uitkomst {{ color: light-dark({WARNING["light"]}, {WARNING["dark"]}); }}
ul.nagekeken > li.geweigerd, ul.nagekeken > li.twijfel {{ border-left-color: light-dark({WARNING["light"]}, {WARNING["dark"]}); }}
ul.nagekeken summary {{ cursor: pointer; width: fit-content; padding: 0.2rem 0; text-decoration: underline; text-underline-offset: 0.15em; }}
ul.nagekeken table {{ max-width: 50rem; margin: 0.3rem 0; }}
.st-key-bestandsregel p {{ margin: 0; overflow-wrap: anywhere; }}
@media (max-width: 640px) {{ ul.nagekeken .uitkomst {{ display: flex; }} }}
.voorbeelden {{ opacity: 0.85; overflow-wrap: anywhere; }}
</style>"""
