// Lets the live page take over from the server's page, follows links without loading a new page, and announces new answers to
// screen readers. If anything here fails, the page still works.
(() => {
  const house = window.samenkaart
  document.documentElement.classList.add('scripts')
  const EVERY_MS = 50, SHORT_MS = 150
  // Without a connection for the live page, the server's page stays (`ui/plain/reach.js`).
  house.isPlain = 'zonder' in document.documentElement.dataset
  const root = document.getElementById('root'), first = document.getElementById('eerste')
  const live = (name) => document.querySelector(`#root ${name}`)
  const idle = () => live('[data-testid="stApp"][data-test-script-state="notRunning"]')
  // The live page is ready when it is idle and has a heading.
  const whenTold = (then) => {
    let since = 0
    const check = () => {
      since = idle() && live('h1') && !live('[data-testid="stSkeleton"]') ? since || performance.now() : 0
      if (since && performance.now() - since > SHORT_MS) return then()
      setTimeout(check, EVERY_MS)
    }
    check()
  }

  let alive = false
  const main = () => document.getElementById('blad') ?? live('[data-testid="stMain"]')
  const begin = () => {
    alive = true
    const stage = live('[data-testid="stMain"]')
    stage?.setAttribute('role', 'main')
    stage?.setAttribute('tabindex', '-1')
    stage?.setAttribute('aria-label', document.title)
  }
  if (first) first.addEventListener('submit', ({ target }) => {
    for (const field of target.elements) field.disabled = !field.value
  })
  if (first && root && !house.isPlain) {
    root.inert = true
    document.body.classList.add('wacht')
    let waited = 0
    const takeOver = () => {
      const field = document.activeElement
      // While the reader types, the live page waits until they leave the field, so that nothing typed is lost.
      if (first.contains(field) && field.value) return field.addEventListener('blur', () => setTimeout(takeOver), { once: true })
      if (first.querySelector(':popover-open')) return setTimeout(takeOver, 300)
      // Streamlit's styles may load late. Wait, at most two seconds, until the heading is at the same height as here.
      const [here, there] = [first.querySelector('h1'), live('h1')].map((each) => each?.getBoundingClientRect().top ?? 0)
      if (waited < 40 && Math.abs(here + first.scrollTop - there) > 4) {
        waited += 1
        return setTimeout(takeOver, 50)
      }
      const down = first.scrollTop, key = keyOf(field)
      root.inert = false
      document.body.classList.remove('wacht')
      first.remove()
      begin()
      if (down) scrollTo(0, down)
      focusOn(live('[data-testid="stMain"]'), key)
      performance.mark('levend')
    }
    whenTold(takeOver)
  } else if (root && !first) whenTold(begin)

  // ---- Shows the HTML of a story in the live page. It replaces the HTML only if it changed, and keeps the reader's place.
  const keyOf = (field) => (field?.closest?.('#root, #eerste') && (field.dataset.plek || field.dataset.keuze || field.id || field.name || field.getAttribute('href'))) || ''
  const focusOn = (host, key) => {
    if (!key || !host) return
    const same = [...host.querySelectorAll('a, button, input, select, summary')].find((each) => keyOf(each) === key)
    same?.focus({ preventScroll: true })
  }
  let said = null
  // The HTML that the server sent before the live page did (see `ahead`). Within three seconds, other HTML from the live page belongs to
  // an earlier press and waits.
  const LATE_MS = 3000
  let early = '', earlyAt = 0
  // If a link disappears while a finger is down on it, it is not pressed. So new HTML waits until the finger is up.
  const PRESS_MS = 2000
  let downAt = -PRESS_MS
  addEventListener('pointerdown', ({ button }) => { if (!button) downAt = performance.now() }, true)
  const lift = () => { downAt = -PRESS_MS }
  for (const kind of ['pointerup', 'pointercancel']) addEventListener(kind, () => setTimeout(lift), true)
  // A click ends the press: a page that was read ahead is shown in the same turn.
  addEventListener('click', lift, true)
  house.show = (host, told) => {
    const { html, nodes, answer, title, forward, footer } = host.newest = told
    if (forward) {
      history.replaceState(null, '', forward)
      return dispatchEvent(new PopStateEvent('popstate'))
    }
    const isEarly = early && html !== early && performance.now() - earlyAt < LATE_MS
    if (isEarly || performance.now() - downAt < PRESS_MS) return setTimeout(() => { if (host.newest === told) house.show(host, told) }, EVERY_MS)
    early = ''
    if (host.told !== html) {
      const field = document.activeElement, key = host.contains(field) ? keyOf(field) : ''
      const open = [...host.querySelectorAll('details[open]')].map((each) => each.closest('[id]')?.id)
      const lies = host.querySelector(':popover-open')?.id
      if (nodes) host.replaceChildren(...nodes)
      else host.innerHTML = html
      host.told = html
      house.dress(host)
      for (const id of open) host.querySelector(`details#${CSS.escape(id ?? '')}, #${CSS.escape(id ?? '')} details`)?.setAttribute('open', '')
      if (lies) document.getElementById(lies)?.showPopover()
      focusOn(host, key)
      house.lay?.()
    }
    if (title) document.title = title
    // The footer names the data version, so it must match the story above it.
    const foot = document.getElementById('voet')
    if (footer && foot && foot.outerHTML !== footer) foot.outerHTML = footer
    if (!answer) return
    const region = document.getElementById('gezegd'), pointed = host.querySelector('[data-gezegd]')
    const now = pointed ? `${pointed.dataset.gezegd}: ${pointed.textContent}` : answer
    if (region && said !== null && said !== now) region.textContent = now
    said = now
    house.follow()
    if (goal) arrive()
  }

  // ---- The links in the header keep the reader's choice: they follow the address.
  // `house.base` is the path under which the site lives.
  const pageOf = ({ pathname }) => pathname.slice(house.base.length + 1)
  const isPage = (to) => `${to.pathname}/`.startsWith(`${house.base}/`) && house.pages.includes(pageOf(to))
  const travelling = () => new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => house.travels.includes(name)))
  house.follow = () => {
    const here = pageOf(location) || 'kaart'
    for (const link of document.querySelectorAll('#kop [data-pagina]')) {
      const along = travelling()
      along.delete(house.opens[link.dataset.pagina] ?? '')
      link.setAttribute('href', `${house.base}/${link.dataset.pagina}${along.size ? `?${along}` : ''}`)
      if (link.dataset.pagina === here) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    const other = new URLSearchParams(location.search), tongue = document.querySelector('#kop [data-taal]')
    if (!tongue) return
    if (tongue.lang === 'en') other.set('taal', 'en')
    else other.delete('taal')
    tongue.setAttribute('href', `?${other}`)
  }

  // ---- A link to another page of the site is followed inside the live page. Without a connection it waits until there is one.
  let goal = null
  const connected = () => live('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
  house.go = (address) => {
    const to = new URL(address, location.href)
    const stays = to.origin === location.origin && isPage(to) && alive
    if (!stays) return location.assign(to)
    if (!connected()) return house.hold(to)
    const isHere = to.pathname === location.pathname
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
    house.follow()
    house.awaits()
    if (isHere) ahead(to)
  }
  // The server makes a page sooner than the live page can run. So its HTML is shown at once; the same HTML from the live page changes nothing.
  const ahead = async (to) => {
    const host = live('.verhaal')?.parentElement
    if (!host?.told?.startsWith('<div class="huis verhaal')) return
    const { html, read } = await asked(to.href)
    ready = null
    if (!html || location.href !== to.href || !host.isConnected || host.told === html) return
    early = ''
    house.show(host, { html, nodes: read.getElementById('blad').childNodes, answer: read.querySelector('h1')?.textContent, title: read.title, footer: read.getElementById('voet')?.outerHTML })
    early = html
    earlyAt = performance.now()
  }
  const readPage = async (href) => {
    const page = await fetch(href, { headers: { accept: 'text/html' } }).then((answer) => (answer.ok ? answer.text() : ''), () => '')
    const html = page.split('<main id="blad" tabindex="-1">')[1]?.split('</main></div>')[0]
    return { html, read: html && new DOMParser().parseFromString(page, 'text/html') }
  }
  // A reader who rests on a choice will probably press it. So its page is fetched and parsed in advance, and kept for some seconds.
  const REST_MS = 80, FRESH_MS = 8000
  let ready = null, resting = 0
  const asked = (href) => {
    if (ready?.href !== href || performance.now() - ready.at > FRESH_MS) ready = { href, at: performance.now(), page: readPage(href) }
    return ready.page
  }
  const prepare = ({ target, type }) => {
    clearTimeout(resting)
    const link = alive && target.closest?.('#root .verhaal a[data-keuze], #root .verhaal a[data-plek]')
    if (!link) return
    const to = new URL(link.getAttribute('href'), location.href)
    if (to.pathname === location.pathname && to.search !== location.search) resting = setTimeout(() => asked(to.href), type === 'pointerdown' ? 0 : REST_MS)
  }
  for (const kind of ['pointerover', 'pointerdown']) addEventListener(kind, prepare)
  const arrive = () => {
    const { hash, moves } = goal
    goal = null
    if (hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView()
    else if (moves) scrollTo(0, 0)
  }
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((each) => each.tagName?.toLowerCase() === 'a' && each.hasAttribute('href'))
    if (!link) return
    // Not `link.href`: for a link in an SVG that is an object, not a text.
    const to = new URL(link.getAttribute('href'), location.href), same = to.pathname === location.pathname && to.search === location.search
    if (link.classList.contains('springlink')) {
      event.preventDefault()
      main()?.focus()
      return
    }
    if (same && to.hash) return
    if (link.hasAttribute('target') || link.hasAttribute('download') || link.hasAttribute('data-taal') || to.origin !== location.origin) return
    if (!isPage(to) || !alive) return
    event.preventDefault()
    link.closest('details.menu')?.removeAttribute('open')
    link.closest('.wijzen')?.hidePopover?.()
    const isChoice = 'keuze' in link.dataset || 'plek' in link.dataset
    // After turning a page of a list, the reader continues at the top of that list.
    const list = link.closest('.bladeren')?.closest('[id]'), isAbove = list?.getBoundingClientRect().top < 0
    goal = { hash: to.hash || (isAbove ? `#${list.id}` : ''), moves: !isChoice }
    // "Clear all" also clears what was pressed just before, so it is not added to that.
    house.go(isChoice && !link.dataset.keuze?.endsWith('=wis') ? house.adds(to) : to)
  })
  addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !form.closest?.('.verhaal') || !alive) return
    event.preventDefault()
    goal = { hash: '', moves: false }
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value))
    house.go(house.adds(new URL(`${location.pathname}?${fields}`, location.href)))
  })
  // With scripts a menu needs no button: choosing an option submits the form.
  addEventListener('change', ({ target }) => { if (target.matches?.('.keuzemenu select')) target.form.requestSubmit() })
  addEventListener('popstate', () => setTimeout(house.follow))
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') for (const menu of document.querySelectorAll('details.menu[open]')) menu.removeAttribute('open')
  })

  // ---- A text to copy gets a button. If the browser does not allow copying, the text is selected instead, to copy by hand.
  house.dress = (host) => {
    for (const text of host.querySelectorAll('textarea[data-kopieer]')) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'knop'
      button.textContent = text.dataset.kopieer
      const said = document.createElement('span')
      said.className = 'noot'
      said.setAttribute('role', 'status')
      text.after(button, ' ', said)
      button.onclick = async () => {
        try {
          await navigator.clipboard.writeText(text.value)
          said.textContent = text.dataset.gekopieerd
        } catch {
          text.focus()
          text.select()
        }
      }
    }
    for (const line of host.querySelectorAll('[data-uitgave]')) offerEarlier(line)
  }
  // Only this browser remembers the release that the reader saw before. The server learns it only if the reader follows the link.
  const SEEN = 'samenkaart-uitgave'
  const offerEarlier = (line) => {
    const newest = line.dataset.uitgave, link = line.querySelector('a')
    let now = '', before = ''
    try {
      [now, before = ''] = (localStorage.getItem(SEEN) ?? '').split(' ')
      if (now !== newest) localStorage.setItem(SEEN, `${newest} ${before = now}`.trim())
    } catch {}
    if (before === newest || !/^\d{4}-\d\d-\d\d-[0-9a-f]{8}$/.test(before)) return
    const day = new Date(before.slice(0, 10)).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' })
    link.textContent = link.dataset.zin.replace('{date}', day)
    link.setAttribute('href', link.getAttribute('href').replace('EERDER', before))
    link.onclick = () => localStorage.setItem(SEEN, newest)
    line.hidden = false
  }
  if (first) house.dress(first)

  Object.assign(house, { live, isLive: () => alive })
})()
