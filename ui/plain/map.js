// The map of a page: a drawing until a reader zooms or drags it; from then on the live page lays one that moves over it.
// The wheel scrolls the page unless Ctrl is held, one finger does too; who tries is told how it can be done.
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
  // The live page says how a map is asked for, and whether there is one.
  house.moves = (ask, isOn) => {
    set = ask
    on = isOn
    document.body.classList.add('kan-bewegen')
    lay()
  }
  // Over the drawing, wherever that is; the drawing goes when the other has been drawn.
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
  // Two fingers move the map, one moves the page.
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
  // A row of the list and its bubble light up together.
  const light = ({ target }, isOn) => {
    const key = target.closest?.('[data-plek]')?.dataset.plek
    if (key) for (const each of document.querySelectorAll(`[data-plek="${CSS.escape(key)}"]`)) each.classList.toggle('wijst', isOn)
  }
  for (const kind of ['pointerover', 'focusin']) addEventListener(kind, (event) => light(event, true))
  for (const kind of ['pointerout', 'focusout']) addEventListener(kind, (event) => light(event, false))
})()
