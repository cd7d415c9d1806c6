// The map of a page is a drawing until the reader zooms or drags it. Then the live page puts the moving map over it.
// The wheel and one finger scroll the page. A reader who uses them on the map sees a hint: hold Ctrl, or use two fingers.
(() => {
  const house = window.samenkaart
  const MAP = '#kaartvak', OVER = '.st-key-beweegkaart'
  const box = () => document.querySelector(MAP), over = () => document.querySelector(OVER)
  let set = null, on = false, zoom = 0
  const onMap = (target) => target.closest?.(`${MAP}, ${OVER}`)

  const move = (step) => {
    if (!set || !box()) return
    zoom = step ? zoom + step : 0
    const { clientWidth: width, clientHeight: height } = box()
    if (step || on) box().classList.add('begint')
    set({ on: step !== 0 || !on, zoom, width, height })
  }
  // The live page gives the function that asks for the moving map, and says whether there is one.
  house.moves = (ask, isOn) => {
    set = ask
    on = isOn
    document.body.classList.add('kan-bewegen')
    lay()
  }
  // Keep the moving map exactly over the drawing, and hide the drawing once the moving map is drawn.
  const lay = () => {
    const map = box(), moving = over()
    if (!map) return
    if (!moving) return map.classList.remove('beweegt', ...(on ? [] : ['begint']))
    const here = map.getBoundingClientRect(), from = (moving.offsetParent ?? document.body).getBoundingClientRect()
    Object.assign(moving.style, { left: `${here.left - from.left}px`, top: `${here.top - from.top}px`, width: `${here.width}px`, height: `${here.height}px` })
    if (moving.querySelector('canvas#deckgl-overlay')) setTimeout(() => { if (over()) { box()?.classList.add('beweegt'); box()?.classList.remove('begint') } }, 400)
  }
  house.lay = lay
  new ResizeObserver(lay).observe(document.documentElement)
  new MutationObserver(lay).observe(document.getElementById('root') ?? document.body, { childList: true, subtree: true })

  let telling = 0
  const tell = () => {
    const map = box()
    if (!map) return
    map.classList.add('wenk')
    clearTimeout(telling)
    telling = setTimeout(() => map.classList.remove('wenk'), 1600)
  }
  addEventListener('click', ({ target }) => { const button = target.closest?.('[data-zoom]'); if (button) move(+button.dataset.zoom) })
  addEventListener('wheel', (event) => {
    if (!onMap(event.target)) return
    if (!event.ctrlKey) {
      if (set) tell()
      return event.stopPropagation()
    }
    if (over()) return
    event.preventDefault()
    move(event.deltaY < 0 ? 1 : -1)
  }, { capture: true, passive: false })
  // Two fingers move the map, one finger scrolls the page.
  for (const kind of ['touchstart', 'touchmove']) addEventListener(kind, (event) => {
    if (!onMap(event.target) || !set) return
    if (event.touches.length > 1) {
      event.preventDefault()
      if (kind === 'touchstart' && !over()) move(1)
    } else if (kind === 'touchmove') tell()
  }, { capture: true, passive: false })
  let from = null
  addEventListener('pointerdown', (event) => { from = event.pointerType === 'mouse' && event.target.closest?.(`${MAP} > svg`) ? event : null })
  addEventListener('pointermove', (event) => {
    if (!from || !event.buttons || Math.hypot(event.x - from.x, event.y - from.y) < 8 || over()) return
    from = null
    move(1)
  })
  addEventListener('dragstart', (event) => { if (event.target.closest?.(MAP)) event.preventDefault() })
  // Highlight a row of the list together with its bubble.
  const light = ({ target }, isOn) => {
    const key = target.closest?.('[data-plek]')?.dataset.plek
    if (key) for (const each of document.querySelectorAll(`[data-plek="${CSS.escape(key)}"]`)) each.classList.toggle('wijst', isOn)
  }
  for (const kind of ['pointerover', 'focusin']) addEventListener(kind, (event) => light(event, true))
  for (const kind of ['pointerout', 'focusout']) addEventListener(kind, (event) => light(event, false))
})()
