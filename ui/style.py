"""The few style rules that the theme settings cannot express: print, phone and the brand line."""

STYLE = """<style>
.st-key-kop .merk { font-weight: 700; font-size: 1.15rem; margin: 0 1rem 0 0; white-space: nowrap; }
.stMainBlockContainer { padding-top: 1.25rem; padding-bottom: 2rem; }
p.zin { font-size: 1.1rem; margin: 0; }
@media (min-width: 641px) { .st-key-filterknop { display: none; } }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .st-key-kop, .st-key-chips button, .st-key-filterknop,
  [data-testid="stPopover"] { display: none !important; }
  [data-testid="stMain"], [data-testid="stApp"], [data-testid="stAppViewContainer"] { position: static !important; overflow: visible !important; height: auto !important; }
}
</style>"""
