// A table of links: every cell opens what it counts. By keyboard it is one stop, with the arrows from cell to cell.
// All words go in as text, so that a name from the data cannot become markup.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.vakken')
  const kept = box.getRootNode().activeElement?.dataset?.opens
  const make = (name, words, more = {}) => Object.assign(document.createElement(name), { textContent: words, ...more })

  const cell = (row, column, told) => {
    if (!told) return make('td', '')
    const [shown, state, opens, more] = told
    const { word, sign, ground, ink } = data.states[state]
    const link = make('a', `${shown} ${sign}`.trim(), { href: data.address + encodeURIComponent(opens), tabIndex: -1 })
    link.title = [`${row}, ${column}: ${shown || 0}`, word, more].filter(Boolean).join(', ')
    link.setAttribute('aria-label', link.title)
    Object.assign(link.style, { background: ground, color: ink })
    link.dataset.opens = opens
    if (opens === data.here) link.setAttribute('aria-current', 'true')
    const place = make('td', '')
    place.append(link)
    return place
  }
  const head = make('tr', '')
  head.append(make('th', data.corner, { scope: 'col' }))
  for (const column of data.columns) {
    const place = make('th', '', { scope: 'col', title: column })
    place.append(make('span', column))
    head.append(place)
  }
  const lines = data.rows.map(({ name, cells }) => {
    const line = make('tr', '')
    line.append(make('th', name, { scope: 'row', title: name }), ...cells.map((told, at) => cell(name, data.columns[at], told)))
    return line
  })
  const table = make('table', '')
  table.setAttribute('role', 'grid')
  table.classList.toggle('steil', data.columns.length > 8)
  table.append(make('caption', data.label), make('thead', ''), make('tbody', ''))
  table.tHead.append(head)
  table.tBodies[0].append(...lines)
  box.replaceChildren(table)

  const links = lines.map((line) => [...line.querySelectorAll('td')].map((place) => place.firstChild))
  const at = (link) => [links.findIndex((row) => row.includes(link)), links.find((row) => row.includes(link)).indexOf(link)]
  const stop = (link) => {
    table.querySelector('a[tabindex="0"]')?.setAttribute('tabindex', '-1')
    link?.setAttribute('tabindex', '0')
    return link
  }
  const same = (opens) => links.flat().find((link) => link?.dataset.opens === opens)
  stop(same(data.here) ?? links.flat().find(Boolean))
  if (kept) stop(same(kept))?.focus({ preventScroll: true })

  table.onkeydown = (event) => {
    if (!event.target.dataset.opens) return
    const [row, column] = at(event.target)
    const to = {
      ArrowLeft: links[row][column - 1], ArrowRight: links[row][column + 1], ArrowUp: links[row - 1]?.[column],
      ArrowDown: links[row + 1]?.[column], Home: links[row][0], End: links[row].at(-1),
    }[event.key]
    if (to) { event.preventDefault(); stop(to).focus() }
  }
  table.onclick = (event) => {
    const opens = event.target.closest?.('a')?.dataset.opens
    if (opens === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue('pressed', opens)
    document.querySelector('.st-key-vak')?.scrollIntoView({ block: 'start' })
  }
}
