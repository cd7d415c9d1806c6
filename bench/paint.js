// Notes on the page's own clock (milliseconds since 1970) when a map's picture, its words and a search's answers last changed.
// A WebGL picture counts as changed when its pixels do: they are read back in the task that drew them. Reading back
// also waits for the drawing itself, so the time is that of the picture, not of the order to draw it.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  // A map in a frame of its own notes on the page around it.
  // Of each, the time of its last change, and in `all` those of every change on this page.
  const paint = (window.top.paint ??= {
    picture: 0, hash: 0, drawing: 0, words: 0, text: null, answers: 0, all: { picture: [], words: [], answers: [] },
  });
  const changed = (kind) => { paint.all[kind].push((paint[kind] = now())); };

  const readBack = (gl) => {
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    if (!width || !height || !gl.canvas.isConnected) return;
    const pixels = new Uint8Array(width * height * 4);
    const read = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING ?? gl.FRAMEBUFFER_BINDING);
    const pack = gl.PIXEL_PACK_BUFFER ? gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING) : null;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER ?? gl.FRAMEBUFFER, null);
    if (pack) gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER ?? gl.FRAMEBUFFER, read);
    if (pack) gl.bindBuffer(gl.PIXEL_PACK_BUFFER, pack);
    let hash = 0;
    for (const word of new Uint32Array(pixels.buffer)) hash = (Math.imul(hash, 31) + word) | 0;
    if (hash === paint.hash) return;
    paint.hash = hash;
    changed("picture");
  };

  const watchWebGL = (gl) => {
    let waiting = false;
    for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
      const draw = gl[name]?.bind(gl);
      if (!draw) continue;
      gl[name] = (...given) => {
        draw(...given);
        if (waiting) return;
        waiting = true;
        queueMicrotask(() => { waiting = false; readBack(gl); });
      };
    }
  };

  const getContext = HTMLCanvasElement.prototype.getContext;
  const seen = new WeakSet();
  HTMLCanvasElement.prototype.getContext = function (...given) {
    const context = getContext.apply(this, given);
    if (context && /webgl/.test(given[0]) && !seen.has(context)) { seen.add(context); watchWebGL(context); }
    return context;
  };

  // Maps made of elements (Leaflet, and the drawing in our own page) change by their elements; the picture is there when the frame
  // that shows them is. Tiles do not count: here they are empty.
  const MAP = ".leaflet-map-pane, .landkaart", TILES = ".leaflet-tile-pane";
  const drawn = () => {
    paint.drawing += 1;
    requestAnimationFrame(() => setTimeout(() => { paint.drawing -= 1; changed("picture"); }));
  };
  const within = (node, selector) => (node.nodeType === 1 ? node : node.parentElement)?.closest?.(selector);
  // A map may be changed, or be put in place of another one.
  const holds = (node) => node.nodeType === 1 && (node.matches(MAP) || node.querySelector(MAP) !== null);
  const isOfMap = ({ target, addedNodes }) => (within(target, MAP) && !within(target, TILES)) || [...addedNodes].some(holds);
  const note = (records) => {
    if (records.some(isOfMap)) drawn();
    if (window !== window.top) return;
    const words = window.benchWords() ?? null;
    if (words !== paint.text) { paint.text = words; changed("words"); }
    const answers = window.benchAnswers;
    if (answers && records.some(({ target }) => within(target, answers))) changed("answers");
  };
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  const watch = (root) => new MutationObserver(note).observe(root, everything);
  watch(document);

  // A frame's first document is empty; the page that takes its place may keep the window, and this script runs once.
  document.addEventListener("load", ({ target }) => {
    const inside = target.contentDocument;
    if (!inside) return;
    watch(inside);
    if (inside.querySelector(MAP)) drawn();
  }, true);

  // Parts of a page in a shadow of their own are not seen from the page.
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attachShadow.apply(this, given);
    watch(root);
    return root;
  };

  // Kept over a page load: some rivals answer a filter with a new page. A script's own clicks do not count.
  const pressed = ({ isTrusted }) => { if (isTrusted) sessionStorage.setItem("pressed", now()); };
  for (const kind of ["click", "keydown"]) addEventListener(kind, pressed, true);
})();
