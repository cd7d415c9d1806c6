// The next map at the press on a theme: shown over the live one while that is being made. Whatever fails here leaves the live
// page as it is.
(() => {
  const themes = THEMES
  const { drawn, whenDrawn, live } = window.samenkaart
  // ---- The next map, at the press on a theme.
  // Other pages have themes and maps too; only the figure of the map page is drawn ahead.
  const ahead = () => live('.st-key-tabs_kaart canvas#deckgl-overlay')
  const PILLS = '.st-key-filter_themes [role="toolbar"] button'
  const kept = new Map()
  const ask = (address, read) => {
    if (!kept.has(address)) kept.set(address, fetch(address).then((answer) => (answer.ok && answer.status === 200 ? read(answer) : null), () => null))
    if (kept.size > 64) kept.delete(kept.keys().next().value)
    return kept.get(address)
  }
  const version = () => document.querySelector('meta[name="gegevens"]')?.content
  const address = (pressed) => {
    const asked = new URLSearchParams(location.search)
    asked.delete('thema')
    asked.delete('pagina')
    ;[...document.querySelectorAll(PILLS)].forEach((pill, place) => {
      if ((pill.getAttribute('aria-pressed') === 'true') !== (pill === pressed)) asked.append('thema', themes[place])
    })
    return asked
  }
  const region = (asked) => new URLSearchParams(['gemeente', 'provincie', 'taal'].flatMap((name) => asked.has(name) ? [[name, asked.get(name)]] : []))
  const questions = (pressed) => {
    const asked = address(pressed)
    return Promise.all([
      ask(`/vooruit/${version()}/bollen?${asked}`, (answer) => answer.json()),
      ask(`/vooruit/${version()}/grond?${region(asked)}`, (answer) => answer.text()),
    ])
  }

  // A reader who moved the map sees something else than the drawing does; then the live map is waited for.
  let moved = ''
  const here = () => String(region(new URLSearchParams(location.search)))
  const movable = ({ type, target, buttons }) => {
    if (target.closest?.('[data-testid="stDeckGlJsonChart"]') && (type !== 'pointermove' || buttons)) {
      moved = `at ${here()}`
      document.querySelector('.vooruit')?.remove()
    }
  }
  for (const kind of ['wheel', 'pointermove', 'dblclick', 'touchmove']) addEventListener(kind, movable, { capture: true, passive: true })

  let turn = 0
  const show = async (pressed) => {
    const mine = ++turn
    const map = ahead()
    if (!map || document.getElementById('eerste') || !version() || moved === `at ${here()}`) return
    const before = drawn.times
    const [next, ground] = await questions(pressed)
    if (!next || !ground || mine !== turn || !map.isConnected) return
    const chart = map.closest('[data-testid="stDeckGlJsonChart"]')
    let over = chart.querySelector('.vooruit')
    if (!over) {
      over = document.createElement('div')
      over.className = 'vooruit'
      chart.append(over)
    }
    if (over.ground !== ground) {
      over.innerHTML = ground
      over.ground = ground
    }
    const [light, dark] = next.kleur
    const circles = over.querySelector('.bollen')
    circles.style.fill = light
    circles.style.fill = `light-dark(${light}, ${dark})`
    // Only numbers from the answer reach the page as markup.
    circles.innerHTML = next.bollen.map(([x, y, r]) => `<circle cx="${+x}" cy="${+y}" r="${+r}"/>`).join('')
    const said = live('p.zin')
    if (said) said.textContent = next.zin
    performance.mark('vooruit')
    whenDrawn(before, () => { if (mine === turn) over.remove() })
  }
  const pill = ({ target }) => target.closest?.(PILLS)
  addEventListener('click', (event) => { const pressed = pill(event); if (pressed) show(pressed) }, true)
  for (const kind of ['pointerover', 'focusin']) addEventListener(kind, (event) => {
    const near = pill(event)
    if (near && version() && ahead()) questions(near)
  }, { capture: true, passive: true })
})()
