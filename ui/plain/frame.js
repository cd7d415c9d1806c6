// A view inside another site tells the page around it how high it is. It sends only that number.
(() => {
  if (parent === window || new URLSearchParams(location.search).get('embed') !== '1') return
  // Heights that depend on the window would change again with every message, so they are fixed here.
  document.documentElement.style.setProperty('--venster', '100vw')
  // The same space below the story as in Streamlit.
  const FOOT = 40
  let told = 0, seen = null
  const stage = () => document.getElementById('eerste') ?? document.querySelector('#root [data-testid="stMain"]')
  const tell = () => {
    const story = stage()?.querySelector('.verhaal')
    if (!story) return
    const height = Math.ceil(story.getBoundingClientRect().bottom + stage().scrollTop + scrollY) + FOOT
    if (height > FOOT && height !== told) parent.postMessage({ samenkaart: told = height }, '*')
  }
  const sizes = new ResizeObserver(tell)
  const follow = () => {
    const story = stage()?.querySelector('.verhaal')
    if (story && story !== seen) {
      sizes.disconnect()
      sizes.observe(seen = story)
    }
    tell()
  }
  new MutationObserver(follow).observe(document.body, { childList: true, subtree: true })
  follow()
})()
