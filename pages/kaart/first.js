// The page before the page. Two tasks: let the live page take over from the first one when it is drawn, and show the next map
// in the same way, over the live one, while that is being made. Whatever fails here leaves the live page as it is.
(() => {
  const themes = THEMES
  const EVERY_MS = 50, AT_REST_MS = 300, LONGEST_MS = 4000
  const first = document.getElementById('eerste')
  const live = (name) => document.querySelector(`#root ${name}`)
  const idle = () => live('[data-testid="stApp"][data-test-script-state="notRunning"]')
  const canvas = () => live('[data-testid="stDeckGlJsonChart"] canvas#deckgl-overlay')

  // When the live map last drew, and with what. Looking at its pixels would make the reader wait for the graphics card.
  const drawn = { times: 0, at: 0, by: null }
  const webgl = window.WebGL2RenderingContext?.prototype ?? {}
  for (const name of ['drawArrays', 'drawArraysInstanced', 'drawElements', 'drawElementsInstanced']) {
    const draw = webgl[name]
    if (draw) webgl[name] = function (...all) {
      // What is drawn elsewhere than on the page finds out what lies under the pointer.
      if (!this.getParameter(this.FRAMEBUFFER_BINDING)) {
        drawn.times += 1
        drawn.at = performance.now()
        drawn.by = this
      }
      return draw.apply(this, all)
    }
  }

  // Whether the graphics card is done with all that was drawn until now; a card that was lost has nothing left to do.
  let fence = { times: 0, sync: null }
  const painted = (gl) => {
    if (fence.times !== drawn.times) fence = { times: drawn.times, sync: gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) }
    gl.flush()
    return !fence.sync || gl.getSyncParameter(fence.sync, gl.SYNC_STATUS) !== gl.UNSIGNALED
  }

  // Calls `then` when the live page is idle, and its map drew more than `before` times, rests, and is painted.
  const whenDrawn = (before, then) => {
    let since = 0
    const check = () => {
      const now = performance.now()
      since = idle() ? since || now : 0
      const drew = drawn.times > before
      const rests = now - Math.max(since, drew ? drawn.at : 0)
      // A map that has yet to draw may need its time, on a slow machine; a page without a map does not.
      const longest = drew || !canvas() ? LONGEST_MS : 3 * LONGEST_MS
      if (since && ((drew && canvas() && rests > AT_REST_MS && painted(drawn.by)) || rests > longest)) return then()
      later()
    }
    const later = () => setTimeout(check, EVERY_MS)
    later()
  }

  // On a phone the filters lie over the page: each visit begins without them, whatever was open at the last one.
  if (innerWidth < 768) for (const name of Object.keys(localStorage)) if (name.startsWith('stSidebarCollapsed')) localStorage.removeItem(name)

  if (first) {
    const root = document.getElementById('root')
    root.inert = true
    first.addEventListener('submit', ({ target }) => {
      for (const field of target.elements) field.disabled = !field.value
    })
    let waited = 0
    const takeOver = () => {
      const field = document.activeElement
      // Nobody loses what is being typed: the live page waits until the reader leaves the field.
      if (first.contains(field) && field.value) return field.addEventListener('blur', () => setTimeout(takeOver), { once: true })
      const main = live('[data-testid="stMain"]')
      // Streamlit's styles may come after its map: wait, two seconds at most, until the sentence stands where it does here.
      const [here, there] = [first.querySelector('p.zin'), live('p.zin')].map((each) => each?.getBoundingClientRect().top ?? 0)
      if (waited < 40 && Math.abs(here + first.scrollTop - there - (main?.scrollTop ?? 0)) > 4) {
        waited += 1
        return setTimeout(takeOver, 50)
      }
      if (main) main.scrollTop = first.scrollTop
      root.inert = false
      first.remove()
      performance.mark('levend')
    }
    // A page that has something else to tell (no data, an error) has no map; it takes over when it has been idle for a while.
    whenDrawn(0, takeOver)
  }

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
    if (!map || first?.isConnected || !version() || moved === `at ${here()}`) return
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
