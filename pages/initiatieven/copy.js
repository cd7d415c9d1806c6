// A button that puts a text on the reader's clipboard and says so. Where a browser does not allow that, the text appears, chosen,
// to be copied by hand. All words go in as text.
export default function ({ data, parentElement }) {
  const [button, said, text] = ['button', 'p', 'textarea'].map((name) => parentElement.querySelector(name))
  button.textContent = data.label
  button.hidden = false
  text.value = data.text
  text.setAttribute('aria-label', data.by_hand)
  const tell = (words, shown) => {
    text.hidden = !shown
    said.textContent = words
  }
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text)
      tell(data.copied, false)
    } catch {
      tell(data.by_hand, true)
      text.focus()
      text.select()
    }
  }
}
