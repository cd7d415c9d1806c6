// A view on another site tells the page around it how high it is: that number, to its parent, and nothing else.
(() => {
  if (parent === window || new URLSearchParams(location.search).get('embed') !== '1') return
  // What follows the height of the window would chase its own tail here; the width of a frame stays what it is.
  document.documentElement.style.setProperty('--venster', '100vw')
  // Room below the story, as Streamlit keeps it.
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
