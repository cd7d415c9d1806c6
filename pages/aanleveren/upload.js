// The box for a file: it sends the file to our own address and shows the result. All words are inserted as text.
export default function ({ data, parentElement, setTriggerValue }) {
  const [box, input, told, button, status] = ['.vak', 'input', '.uitleg', '.knop', 'p'].map((name) => parentElement.querySelector(name))
  const { words } = data
  const address = new URL(data.address, location.origin + location.pathname.replace(/\/+$/, ''))
  told.textContent = words.label
  button.textContent = data.small ? words.other : words.button
  box.classList.toggle('klein', data.small)

  const send = async (file) => {
    if (!file) return
    input.value = ''
    const refuse = (why) => { status.textContent = words['refused_' + why] ?? words.refused_failed }
    if (file.size > data.largest) return refuse('large')
    status.textContent = words.busy
    try {
      const headers = { 'X-Bestandsnaam': encodeURIComponent(file.name) }
      const answer = await fetch(address, { method: 'PUT', body: file, headers })
      if (!answer.ok) return refuse(await answer.text())
      status.textContent = words.done.replace('{name}', file.name)
      // Shown once; after this the page shows the name of the file.
      if (data.small) setTimeout(() => { status.textContent = '' }, 3000)
      setTriggerValue('sent', Date.now())
    } catch {
      refuse('failed')
    }
  }
  input.onchange = () => send(input.files[0])
  box.ondragover = (event) => { event.preventDefault(); box.classList.add('erboven') }
  box.ondragleave = () => box.classList.remove('erboven')
  box.ondrop = (event) => { event.preventDefault(); box.classList.remove('erboven'); send(event.dataTransfer.files[0]) }

  // When the page is closed, the file is deleted at once.
  window.samenkaartFile = address
  if (!window.samenkaartLeaves) {
    window.samenkaartLeaves = true
    window.addEventListener('pagehide', () => {
      if (location.pathname.startsWith(window.samenkaartFile.pathname.split('/bestand/')[0])) {
        fetch(window.samenkaartFile, { method: 'DELETE', keepalive: true })
      }
    })
  }
}
