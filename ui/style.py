"""Style rules for Streamlit's own page that its theme settings cannot express: print, phone and the brand line."""

STYLE = """<style>
/* The page scrolls under the header, which comes from the server; nothing of Streamlit covers it. */
html, body, #root, .withScreencast { height: auto !important; overflow: visible !important; }
#root { position: relative; }
.wacht #root { position: absolute; left: 0; right: 0; top: var(--kop, 0); visibility: hidden; }
[data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] { position: static !important; overflow: visible !important; height: auto !important; min-height: 0 !important; }
[data-testid="stAppViewContainer"] { display: flex; }
[data-testid="stAppViewContainer"] > div:has(> [data-testid="stMain"]) { flex: 1 1 0; min-width: 0; height: auto !important; }
[data-testid="stMain"] { flex: 1 1 0; min-width: 0; min-height: calc(100vh - var(--kop, 0px)) !important; }
[data-testid="stHeader"], [data-testid="stSkipToContent"] { display: none !important; }
[data-testid="stMain"]:focus { outline: none; }
.stMainBlockContainer { padding-top: 0.75rem; padding-bottom: 2rem; }
[data-testid="stAppViewContainer"]:not(:has([data-testid="stSidebar"])) .stMainBlockContainer { max-width: var(--breed); margin: 0 auto; padding: 12px var(--marge) 40px; }
.stMainBlockContainer h1:not(.huis *) { font-size: 1.7rem; padding: 0; margin: 0; }
.st-key-page { position: absolute; }
.stMainBlockContainer h2:not(.huis *) { font-size: 1.35rem; padding: 0; margin: 0.75rem 0 0; }
.stMainBlockContainer small:not(.huis *) { margin: 0; }
.stMainBlockContainer p.zin:not(.huis *) { font-size: 1.1rem; margin: 0; max-width: 90ch; }
table.regio { border-collapse: collapse; width: 100%; font-size: 0.95rem; font-variant-numeric: tabular-nums; }
table.regio caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
table.regio th, table.regio td { text-align: left; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
.schuif, [class*="st-key-schuif"] { overflow-x: auto; }
table.regio a, .wegen a { color: inherit; text-underline-offset: 0.15em; }
.wegen { margin: 0; }
table.regio .getal { text-align: right; white-space: nowrap; }
table.regio tbody th { font-weight: 400; }
.mapboxgl-ctrl-attrib.mapboxgl-compact .mapboxgl-ctrl-attrib-inner { display: block !important; }
.mapboxgl-ctrl-attrib { color: #1b2a36 !important; background: rgba(255, 255, 255, 0.85) !important; }
dl.feiten dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  .stMainBlockContainer h1:not(.huis *) { font-size: 1.45rem; }
}
@media print {
  [data-testid="stHeader"], .st-key-bladeren { display: none !important; }
  body { background-color: #ffffff !important; }
  [data-testid="stApp"], [data-testid="stApp"] :not(.vlak) { color: #1b2a36 !important; background-color: transparent !important; }
  .vlak { print-color-adjust: exact; }
}
dl.feiten { padding: 0; } :where(.stHtml) a { color: light-dark(#0b5c7a, #7cc4e2); }
</style>"""
