;// What happens when the live page loses its connection: it shows a message, remembers what is pressed, and later goes on from the
// address. A reader who gets pages but no live page (a proxy without websockets, a full server) keeps the server's page.
(() => {
  const house = window.samenkaart, words = house.reach, { live } = house
  const SAY_MS = 2500, ANSWER_MS = 8000, ASK_MS = 2000, GIVE_UP_MS = 30000, ONCE_MS = 60000, MOST_REFUSALS = 3
  const app = () => live('[data-testid="stApp"]')
  const connected = () => app()?.dataset.testConnectionState === 'CONNECTED'
  const idle = () => connected() && app().dataset.testScriptState === 'notRunning'
  const kept = { // a browser may refuse to keep anything
    get: (name) => { try { return +sessionStorage.getItem(name) || 0 } catch { return 0 } },
    set: (name) => { try { sessionStorage.setItem(name, Date.now()); return true } catch { return false } },
  }

  const line = document.createElement('p')
  line.id = 'lijn'
  line.className = 'huis'
  line.setAttribute('role', 'status')
  const say = (sentence) => {
    if (line.textContent !== sentence) line.textContent = sentence
    if (sentence && !line.isConnected) document.body.append(line)
  }

  // Whether the server answers at an address with any page for readers.
  const answers = (address) => fetch(address, { headers: { accept: 'text/html' }, cache: 'no-store', signal: AbortSignal.timeout(5000) }).then(({ status }) => status < 500, () => false)
  const same = (address, other) => {
    const [one, two] = [address, other].map((each) => {
      const { pathname, searchParams } = new URL(each, location.href)
      return `${pathname.replace(/\/start$/, '/')}?${[...searchParams].filter(([, value]) => value).map(String).sort().join('&')}`
    })
    return one === two
  }

  // ---- The live page tells which address it shows. After a lost connection that may differ from the reader's address.
  let shown = '', waiting = 0, held = null, pressed = ''
  house.shows = ({ address, code }) => {
    shown = house.base + address
    if (same(shown, location.href)) waiting = 0
    if (code !== house.code) renew()
  }
  house.awaits = () => { pressed = location.href; if (!same(shown, location.href)) waiting = Date.now() }
  addEventListener('popstate', ({ isTrusted }) => {
    if (!isTrusted || !house.isLive()) return
    held = null
    if (connected()) house.awaits()
    else house.hold(location.href)
  })

  // ---- A press without a connection is remembered. A second press adds to the first, because both links were made for the same page.
  const pairs = (address) => [...address.searchParams].map((each) => JSON.stringify(each))
  // The combined address of two links on the page `here`. For a parameter with one value, the second link decides.
  const both = (here, first, second) => {
    if (!first || first.pathname !== here.pathname || second.pathname !== here.pathname) return second
    const [was, before, now] = [here, first, second].map(pairs)
    const added = now.filter((each) => !was.includes(each))
    const named = new Set(added.map((each) => JSON.parse(each)[0]).filter((name) => !house.repeats.includes(name)))
    const stay = before.filter((each) => (now.includes(each) || !was.includes(each)) && !named.has(JSON.parse(each)[0]))
    const next = new URL(second)
    next.search = new URLSearchParams([...new Set([...stay, ...added])].map((each) => JSON.parse(each)))
    return next
  }
  // If the page has not changed yet since the last press, a new press also adds to that one.
  house.adds = (to) => {
    const made = live('h1[data-hier]')?.dataset.hier
    const here = made && new URL(made, location.href)
    return here && pressed === location.href && !same(here, location.href) ? both(here, new URL(location.href), to) : to
  }
  house.hold = (to) => {
    held = both(new URL(location.href), held, new URL(to, location.href))
    document.body.classList.add('wacht-op-lijn')
    say(words.held)
    ask()
  }
  const leave = (to) => {
    held = null
    if (same(to, location.href)) location.reload()
    else location.assign(to)
  }

  // ---- If the server no longer has the scripts of this live page, the page reloads once, at its own address. The server's page
  // needs no scripts.
  const renew = async () => {
    if (!house.isLive() || Date.now() - kept.get('samenkaart-opnieuw') < ONCE_MS || !(await answers(location.href))) return
    if (kept.set('samenkaart-opnieuw')) location.reload()
  }
  addEventListener('vite:preloadError', renew)
  addEventListener('error', ({ target }) => { if (/\/static\/(js|css)\//.test(target?.src ?? target?.href ?? '')) renew() }, true)
  addEventListener('unhandledrejection', ({ reason }) => { if (/dynamically imported module|module script/i.test(reason?.message)) renew() })

  // ---- A reader who gets pages but no connection gets the server's page, also for the next few minutes (see `api/pages.py`).
  const giveUp = () => {
    const isTyping = document.activeElement?.matches?.('input, textarea, select')
    if (!isTyping && kept.set('samenkaart-zonder')) location.reload()
  }

  let lostAt = 0, answeredAt = 0, askedAt = 0, refusals = 0, asking = false, returns = false
  new MutationObserver((changes) => {
    if (connected()) refusals = 0
    else if (answeredAt) refusals += changes.filter(({ oldValue }) => oldValue === 'CONNECTING').length
  }).observe(document.documentElement, { subtree: true, attributeFilter: ['data-test-connection-state'], attributeOldValue: true })
  const ask = async () => {
    if (asking) return
    asking = true
    const answered = await answers(held ?? location.href)
    asking = false
    if (!answered) answeredAt = 0
    else if (held) leave(held)
    else answeredAt ||= Date.now()
  }
  const watch = () => {
    const now = Date.now()
    if (connected()) {
      document.body.classList.remove('wacht-op-lijn')
      if (held) {
        const to = held
        held = null
        house.go(to)
      }
      if (lostAt) say('')
      returns ||= lostAt && house.isLive()
      lostAt = answeredAt = 0
      if (returns && idle()) {
        // Streamlit shows its old state; the address has the right one.
        returns = false
        waiting ||= now
        dispatchEvent(new PopStateEvent('popstate'))
      }
      // The connection seems fine but brings no answer: load the page itself. (If a run takes long, Streamlit reports that it is running.)
      if (waiting && app().dataset.testScriptState === 'running') waiting = now
      if (waiting && now - waiting > ANSWER_MS) {
        waiting = 0
        house.hold(location.href)
      }
      return
    }
    if (!app()) return
    lostAt ||= now
    const isLong = now - lostAt > SAY_MS
    if (isLong && !held && house.isLive()) say(words.lost)
    if ((held || isLong) && now - askedAt > ASK_MS) {
      askedAt = now
      ask()
    }
    if (answeredAt && (refusals >= MOST_REFUSALS || now - answeredAt > GIVE_UP_MS)) giveUp()
  }
  if (house.isPlain) say(words.plain)
  else setInterval(watch, 500)
})()
