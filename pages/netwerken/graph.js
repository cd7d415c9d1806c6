// Partners as signs and relations as lines, where the server put them. Pointing at a partner, or reaching it with the
// keyboard, lights it with its neighbours one and two steps out; a press makes it the focus. The drawing is one stop of the
// keyboard, with the arrows from partner to partner. All words go in as text, so that a name cannot become markup.
const SVG = 'http://www.w3.org/2000/svg'
const MARGIN = 28, ARROW = 8, LETTERS = '12px "Source Sans", sans-serif', LINE_PX = 15, MOST_PX = 120

const make = (name, attributes, ...inside) => {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...inside)
  return element
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.tekening')
  const [tools, box, said, keys] = ['.knoppen', '.kader', '.gezegd', '.tekens'].map((name) => root.querySelector(name))
  const kept = root.dataset.byKey ? root.dataset.pressed : undefined
  delete root.dataset.byKey
  const { nodes, links, words } = data
  const near = nodes.map(() => new Set())
  for (const { a, b } of links) { near[a].add(b); near[b].add(a) }

  const colours = [...new Set(links.map((link) => link.colour))]
  const arrows = colours.map((colour, place) => make('marker',
    { id: `${data.key}-pijl-${place}`, viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: ARROW, markerHeight: ARROW,
      markerUnits: 'userSpaceOnUse', orient: 'auto' }, make('path', { d: 'M0 0.5 8 4 0 7.5Z', fill: colour })))
  const title = (text) => { const element = make('title', {}); element.textContent = text; return element }
  const parallel = new Map()
  const lines = links.map((link) => {
    const { a, b, about, colour, width, dash, arrow, level, faint } = link
    const pair = Math.min(a, b) + '-' + Math.max(a, b), turn = parallel.get(pair) ?? 0
    parallel.set(pair, turn + 1)
    // Two relations between the same partners would lie on top of one another: the second bends.
    link.bend = turn * 16 * (a < b ? 1 : -1)
    const path = make('path', { stroke: colour, 'stroke-width': width, fill: 'none', 'data-level': level }, title(about))
    if (faint) path.setAttribute('stroke-opacity', 0.4)
    if (dash) path.setAttribute('stroke-dasharray', dash)
    if (arrow) path.setAttribute('marker-end', `url(#${data.key}-pijl-${colours.indexOf(colour)})`)
    return path
  })
  const signs = nodes.map((node) => {
    const sign = make('path', { d: node.sign, transform: `scale(${node.r})`, fill: node.fill, stroke: node.stroke,
      'stroke-width': node.width, 'vector-effect': 'non-scaling-stroke' })
    const link = make('a', { href: data.address + encodeURIComponent(node.id), tabindex: -1, 'data-id': node.id,
      'data-level': node.level, 'aria-label': `${node.name}: ${node.about}` }, title(`${node.name}\n${node.about}`), sign)
    if (node.focus) link.setAttribute('aria-current', 'true')
    return link
  })
  const names = nodes.map((node) => { const element = make('text', { class: 'naam', 'aria-hidden': true }); element.textContent = node.name; return element })
  const svg = make('svg', { role: 'group', 'aria-label': data.label },
    make('defs', {}, ...arrows), make('g', {}, ...lines), make('g', {}, ...signs), make('g', {}, ...names))
  // Around the drawing, because a drawing that listens for focus would be a stop of the keyboard itself.
  const stage = document.createElement('div')
  stage.append(svg)
  box.replaceChildren(stage)

  const pen = document.createElement('canvas').getContext('2d')
  pen.font = LETTERS
  const widths = nodes.map((node) => pen.measureText(node.name).width)
  const [west, north, east, south] = data.frame
  let zoom = data.zoom, at = [], size = [0, 0]

  const line = ({ a, b, bend }) => {
    const [[x0, y0], [x1, y1]] = [at[a], at[b]], long = Math.hypot(x1 - x0, y1 - y0) || 1
    const [ux, uy] = [(x1 - x0) / long, (y1 - y0) / long], [from, to] = [nodes[a].r, nodes[b].r + 2]
    const [mx, my] = [(x0 + x1) / 2 - uy * bend, (y0 + y1) / 2 + ux * bend]
    return `M${x0 + ux * from} ${y0 + uy * from}Q${mx} ${my} ${x1 - ux * to} ${y1 - uy * to}`
  }
  // Names by importance, each where it covers neither a name nor a sign that stands out; one without room is left out, but
  // an important one may cover signs.
  const name = (wanted) => {
    const taken = wanted.map((n) => [at[n][0] - nodes[n].r, at[n][1] - nodes[n].r, at[n][0] + nodes[n].r, at[n][1] + nodes[n].r])
    const spoken = []
    names.forEach((element) => { element.style.display = 'none' })
    for (const n of wanted) {
      const [x, y] = at[n], r = nodes[n].r + 3, wide = widths[n]
      const places = [[x + r, y + 4], [x - r - wide, y + 4], [x - wide / 2, y + r + 11], [x - wide / 2, y - r - 3]]
      const fits = (over) => places.find(([left, base]) => left > 0 && left + wide < size[0] && base > LINE_PX
        && base < size[1] && over.every(([l, t, r, b]) => left > r || left + wide < l || base - 11 > b || base + 4 < t))
      const free = fits([...spoken, ...taken]) ?? (nodes[n].weight >= data.important ? fits(spoken) : undefined)
      if (!free) continue
      spoken.push([free[0], free[1] - 11, free[0] + wide, free[1] + 4])
      names[n].setAttribute('x', free[0])
      names[n].setAttribute('y', free[1])
      names[n].style.display = ''
    }
  }
  const clear = nodes.map((node, n) => n).filter((n) => nodes[n].level < 2).sort((a, b) => nodes[b].weight - nodes[a].weight)
  const rest = () => {
    svg.classList.remove('licht')
    said.textContent = words.hint
    name(clear)
  }
  const light = (n) => {
    const one = near[n], two = new Set([...one].flatMap((other) => [...near[other]]))
    const step = (other) => (other === n ? 0 : one.has(other) ? 1 : two.has(other) ? 2 : 3)
    signs.forEach((sign, other) => { sign.dataset.step = step(other) })
    lines.forEach((path, place) => { path.dataset.step = Math.max(step(links[place].a), step(links[place].b)) })
    svg.classList.add('licht')
    const second = [...two].filter((other) => step(other) === 2).length
    said.textContent = words.near.replace('{name}', nodes[n].name).replace('{about}', nodes[n].about)
      .replace('{one}', one.size).replace('{two}', second)
    name([n, ...clear.filter((other) => one.has(other))])
  }
  const draw = () => {
    const wide = Math.max(box.clientWidth, 240), spread = [Math.max(east - west, 1), Math.max(south - north, 1)]
    const fits = Math.min((wide - 2 * MARGIN) / spread[0], (data.height - 2 * MARGIN) / spread[1])
    const scale = Math.max(Math.min(fits, MOST_PX), data.least) * zoom
    size = [Math.max(spread[0] * scale + 2 * MARGIN, zoom === 1 ? wide : 0), spread[1] * scale + 2 * MARGIN]
    const left = (size[0] - spread[0] * scale) / 2
    at = nodes.map(({ x, y }) => [left + (x - west) * scale, MARGIN + (y - north) * scale])
    svg.setAttribute('width', size[0])
    svg.setAttribute('height', size[1])
    signs.forEach((sign, n) => sign.setAttribute('transform', `translate(${at[n]})`))
    lines.forEach((path, place) => path.setAttribute('d', line(links[place])))
    rest()
    return left - west * scale
  }
  const look = (x, y) => box.scrollTo(x - box.clientWidth / 2, y - box.clientHeight / 2)
  const show = (to) => {
    const middle = [(box.scrollLeft + box.clientWidth / 2) / size[0], (box.scrollTop + box.clientHeight / 2) / size[1]]
    zoom = Math.min(Math.max(to, 1), 6)
    draw()
    look(middle[0] * size[0], middle[1] * size[1])
  }
  draw()
  const sought = clear.filter((n) => nodes[n].level < 1)
  const seen = sought.length ? sought : clear.slice(0, 1)
  if (seen.length) look(...[0, 1].map((axis) => seen.reduce((sum, n) => sum + at[n][axis], 0) / seen.length))
  let width = box.clientWidth
  const watch = new ResizeObserver(() => { if (box.clientWidth !== width) { width = box.clientWidth; draw() } })
  watch.observe(box)

  keys.replaceChildren(...data.keys.map(({ d, text, ...look }) => {
    const item = document.createElement('li')
    item.append(make('svg', { viewBox: '-20 -7 40 14', width: 40, height: 14, 'aria-hidden': true }, make('path', { d, ...look })), text)
    return item
  }))

  const button = (text, label, press) => {
    const element = Object.assign(document.createElement('button'), { type: 'button', textContent: text, title: label, onclick: press })
    element.setAttribute('aria-label', label)
    return element
  }
  tools.replaceChildren(button('+', words.closer, () => show(zoom * 1.4)), button('−', words.further, () => show(zoom / 1.4)),
    button(words.whole, words.whole, () => show(1)))

  const stop = (n) => {
    svg.querySelector('a[tabindex="0"]')?.setAttribute('tabindex', '-1')
    signs[n]?.setAttribute('tabindex', '0')
    return signs[n]
  }
  const place = (event) => signs.indexOf(event.target.closest?.('a'))
  const focus = nodes.findIndex((node) => node.focus)
  stop(focus >= 0 ? focus : clear[0] ?? 0)
  stage.onmouseover = (event) => { const n = place(event); if (n >= 0) light(n) }
  stage.onmouseout = (event) => { if (place(event) >= 0) rest() }
  stage.addEventListener('focusin', (event) => { const n = place(event); if (n >= 0 && signs[n].matches(':focus-visible')) light(n) })
  stage.addEventListener('focusout', rest)
  // The nearest partner in the direction of the arrow; one aside counts as further away.
  const beside = (n, dx, dy) => at.map(([x, y], other) => {
    const along = (x - at[n][0]) * dx + (y - at[n][1]) * dy, aside = Math.abs((x - at[n][0]) * dy) + Math.abs((y - at[n][1]) * dx)
    return [along > 1 && nodes[other].level < 2 ? along + 2 * aside : Infinity, other]
  }).reduce((best, one) => (one[0] < best[0] ? one : best), [Infinity, n])[1]
  stage.onkeydown = (event) => {
    const n = place(event), to = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (n < 0 || !to) return event.key === 'Escape' ? rest() : undefined
    event.preventDefault()
    stop(beside(n, ...to)).focus()
  }
  stage.onclick = (event) => {
    const n = place(event)
    if (n < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    Object.assign(root.dataset, { pressed: nodes[n].id, ...(event.detail === 0 && { byKey: 1 }) })
    setTriggerValue('pressed', nodes[n].id)
  }
  if (kept) { const n = nodes.findIndex((node) => node.id === kept); if (n >= 0) stop(n).focus({ preventScroll: true }) }
  return () => watch.disconnect()
}
