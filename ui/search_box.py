"""The one search box: answers while typing, from our own address `/zoek`, without running the page."""

from dataclasses import replace
from typing import Any

import streamlit as st

from measures.search import Kind
from measures.selection import Selection
from ui.address import LONGEST_TEXT
from ui.filter_bar import go
from ui.session import View

OPENED = "searched_initiative"
IN_TEXTS = "text"
"""What the last line of the list answers: the words themselves, for the filter on text."""

_HTML = """
<label for="zoekvak"></label>
<input id="zoekvak" type="search" role="combobox" autocomplete="off" spellcheck="false" maxlength="100"
  aria-autocomplete="list" aria-expanded="false" aria-controls="zoeklijst">
<ul id="zoeklijst" role="listbox" hidden></ul>
<p class="stil" role="status"></p>
"""

_CSS = """
:host, .bidi { position: relative; }
label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
input { width: 100%; box-sizing: border-box; font: inherit; color: inherit; padding: 0.45rem 0.75rem;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); }
input:focus { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
ul { position: absolute; z-index: 50; left: 0; right: 0; margin: 2px 0 0; padding: 0; list-style: none;
  max-height: 22rem; overflow-y: auto; background: var(--st-background-color); border: 1px solid var(--st-border-color); }
li { padding: 0.4rem 0.75rem; cursor: pointer; }
li[aria-selected="true"] { background: var(--st-primary-color); color: var(--st-background-color); }
.stil { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); margin: 0; }
"""

# Each answer is text put in with textContent, so a name from the data cannot become markup. One question is asked at a
# time, the newest, at once: no wait for the reader to stop typing. An answer to older words is dropped.
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const [label, input, list, status] = ['label', 'input', 'ul', 'p'].map((name) => parentElement.querySelector(name))
  const words = data.words
  label.textContent = words.label
  input.placeholder = words.label
  let found = [], at = -1, busy = false, again = false, shown = '', entered = false
  const close = () => { list.hidden = true; at = -1; shown = ''; entered = false; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant') }
  const mark = (next) => {
    at = next
    ;[...list.children].forEach((item, row) => item.setAttribute('aria-selected', String(row === at)))
    if (at >= 0) { input.setAttribute('aria-activedescendant', 'zoek' + at); list.children[at].scrollIntoView({ block: 'nearest' }) }
  }
  const choose = (row) => {
    const { kind, id, municipality_code } = found[row]
    input.value = ''
    close()
    setTriggerValue('chosen', { kind, id, municipality_code, label: found[row].label })
  }
  const show = () => {
    list.replaceChildren(...found.map((item, row) => {
      const line = document.createElement('li')
      line.id = 'zoek' + row
      line.setAttribute('role', 'option')
      line.textContent = item.label + (item.hint ? ', ' + item.hint : '') + (item.kind === 'text' ? '' : ' · ' + words[item.kind])
      line.onmousedown = (event) => { event.preventDefault(); choose(row) }
      return line
    }))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    const count = found.length - 1
    status.textContent = count ? words.found.replace('{count}', count) : words.none
    mark(-1)
  }
  const ask = async () => {
    const typed = input.value.trim()
    if (typed.length < 2) { status.textContent = ''; return close() }
    const answer = await fetch('/zoek?q=' + encodeURIComponent(typed)).then((r) => (r.ok ? r.json() : []), () => [])
    if (typed !== input.value.trim()) return
    // The last line takes the words as they are: a search in all texts of the initiatives.
    found = [...answer, { kind: 'text', id: typed, label: words.in_texts.replace('{typed}', typed) }]
    shown = typed
    show()
    if (entered) choose(0)
    entered = false
  }
  const refresh = async () => {
    again = true
    if (busy) return
    busy = true
    while (again) { again = false; await ask() }
    busy = false
  }
  input.oninput = () => { entered = false; refresh() }
  input.onblur = close
  input.onkeydown = (event) => {
    if (event.key === 'Escape') return close()
    if (event.key === 'Enter') {
      event.preventDefault()
      // Never a choice from answers to older words: the first answer to these, as soon as it is there.
      if (input.value.trim() !== shown) { entered = true; refresh() }
      else if (found.length) choose(Math.max(at, 0))
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && !list.hidden) { event.preventDefault(); mark((at + step + found.length) % found.length) }
  }
}
"""


def search_box(view: View) -> None:
    """Draw the box; a region, place, postcode or network becomes the choice, an initiative is opened."""
    if opened := st.session_state.pop(OPENED, None):
        spoken = {"taal": "en"} if view.language == "en" else {}
        st.switch_page("pages/initiatieven/page.py", query_params={"id": opened} | spoken)
    told = {"label": view.t("kaart.search"), "none": view.t("kaart.search_none")}
    told["in_texts"] = view.t("kaart.search_in_texts", typed="{typed}")
    told["found"] = view.t("kaart.search_found", count="{count}")
    kinds = {kind.value: view.t(f"kaart.kind_{kind}") for kind in Kind}
    box = st.components.v2.component("zoekvak", html=_HTML, css=_CSS, js=_JS)
    box(data={"words": told | kinds}, key="zoekvak", on_chosen_change=lambda: _chosen(view))


def _chosen(view: View) -> None:
    found: Any = st.session_state["zoekvak"].chosen
    if not isinstance(found, dict):
        return
    kind, code = found.get("kind"), str(found.get("id", ""))
    if kind == Kind.INITIATIVE:
        st.session_state[OPENED] = code
        return
    selection = narrowed(view, str(kind), code, found.get("municipality_code"))
    if selection is not None:
        go(selection, view.names)


def narrowed(view: View, kind: str, code: str, municipality: str | None) -> Selection | None:
    """The choice that goes with something found; None for what the data do not hold (a message can be made by anyone)."""
    if kind == IN_TEXTS:
        return replace(view.selection, text=code[:LONGEST_TEXT])
    if kind == Kind.PROVINCE and code in view.names.provinces:
        return replace(view.selection, province=code, municipality=None, place=None)
    if kind == Kind.NETWORK and code in view.names.partners:
        return replace(view.selection, network=code)
    if municipality in view.names.municipalities:
        return replace(view.selection, province=None, municipality=municipality, place=None)
    return None
