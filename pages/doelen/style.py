"""Style rules of this page: the five goals on one screen, and on a phone one below the other."""

STYLE = """<style>
table.doelen { border-collapse: collapse; width: 100%; margin: 0; }
table.doelen th, table.doelen td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.35rem 0; border: 0;
  border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); font-size: 0.9rem; line-height: 1.3; }
table.doelen thead th { border-top: 0; font-weight: 600; padding-bottom: 0.1rem; }
table.doelen tbody th { font-weight: 400; width: 41%; }
table.doelen tbody th a { font-weight: 600; font-size: 1rem; }
table.doelen td { width: 29%; }
table.doelen td:nth-of-type(1) { width: 11%; }
table.doelen td:nth-of-type(2) { width: 19%; }
table.doelen.indicatoren td:nth-of-type(n) { width: auto; }
@media (min-width: 641px) { table.doelen.indicatoren tbody th { width: 27%; } }
table.indicatoren tbody th a { font-weight: 400; font-size: inherit; }
.st-key-doelen a { color: inherit; text-underline-offset: 0.15em; }
.st-key-doelen h3 { font-size: 1.1rem; padding: 0; margin: 0.5rem 0 0; }
.stand { display: inline-block; font-weight: 600; padding: 0 0.45rem; border: 2px solid currentColor; border-radius: 0.3rem; }
.stand.unknown { border-style: dashed; font-weight: 400; }
.stand.past { border-style: double; border-width: 4px; padding: 0 0.3rem; }
.stand.reached { border-width: 3px; }
ul.doel, ol.som { margin: 0; padding-left: 1.2rem; max-width: 75ch; }
@media (max-width: 640px) {
  table.doelen, table.doelen tbody, table.doelen tr, table.doelen th, table.doelen td { display: block; width: auto !important; }
  table.doelen thead { display: none; }
  table.doelen td { border-top: 0; padding-top: 0; }
  table.doelen td[data-kop]::before { content: attr(data-kop) ": "; opacity: 0.8; }
}
</style>"""
