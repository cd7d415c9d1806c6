;// Shows search results while the reader types. Results are inserted with textContent, so a name from the data cannot become markup.
// There is one request at a time, for the newest words; results for older words are dropped. Without this script, Enter asks the server.
(() => {
  const house = window.samenkaart
  const form = document.querySelector('form.zoek'), input = form?.querySelector('#zoek')
  if (!input) return
  const words = house.search ?? {}
  const list = document.createElement('ul'), status = document.createElement('p')
  list.id = 'zoeklijst'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.getAttribute('aria-label'))
  list.hidden = true
  status.className = 'stil'
  status.setAttribute('role', 'status')
  form.append(list, status)
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', 'zoeklijst']]) input.setAttribute(name, value)
  let found = [], at = -1, busy = false, again = false, shown = '', entered = false
  const close = () => { list.hidden = true; at = -1; shown = ''; entered = false; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant') }
  const mark = (next) => {
    at = next
    ;[...list.children].forEach((item, row) => item.setAttribute('aria-selected', String(row === at)))
    if (at >= 0) { input.setAttribute('aria-activedescendant', 'zoek' + at); list.children[at].scrollIntoView({ block: 'nearest' }) }
  }
  const choose = (row) => {
    const { address } = found[row]
    input.value = ''
    close()
    house.go(address)
  }
  const show = () => {
    list.replaceChildren(...found.map((item, row) => {
      const line = document.createElement('li')
      line.id = 'zoek' + row
      line.setAttribute('role', 'option')
      line.textContent = item.words
      line.onmousedown = (event) => { event.preventDefault(); choose(row) }
      return line
    }))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    const count = found.length - 1 // the last line is always: search the words themselves
    status.textContent = count > 0 ? words.found.replace('{count}', count) : words.none
    mark(-1)
  }
  const ask = async () => {
    const typed = input.value.trim()
    if (typed.length < 2) { status.textContent = ''; return close() }
    const asked = new URLSearchParams(location.search)
    asked.set('zoek', typed)
    asked.set('op', location.pathname.slice(house.base.length + 1))
    const answer = await fetch(house.base + '/zoek?' + asked).then((r) => (r.ok ? r.json() : []), () => [])
    if (typed !== input.value.trim()) return
    found = answer
    shown = typed
    show()
    // If there is no result, the form is sent and the server shows its page of results.
    if (entered) found.length ? choose(0) : form.submit()
    entered = false
  }
  const refresh = async () => {
    again = true
    if (busy) return
    busy = true
    while (again) { again = false; await ask() }
    busy = false
  }
  input.addEventListener('input', () => { entered = false; refresh() })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return close()
    if (event.key === 'Enter' && input.value.trim().length > 1) {
      event.preventDefault()
      // Enter never chooses from results for older words: it waits for the first result for these words.
      if (input.value.trim() !== shown) { entered = true; refresh() }
      else if (found.length) choose(Math.max(at, 0))
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && !list.hidden) { event.preventDefault(); mark((at + step + found.length) % found.length) }
  })
  if (input.value) refresh()
})()
