// Notes on the page's own clock (milliseconds since 1970) when the drawing of partners was last painted, and what was pressed.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const drawn = (window.drawn = { at: 0, pressed: 0 });
  const isDrawing = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest?.(".tekening");
  const note = (records) => {
    // A task asked for inside a frame runs after that frame is painted.
    if (records.some((record) => isDrawing(record.target))) requestAnimationFrame(() => setTimeout(() => { drawn.at = now(); }));
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true });
  addEventListener("click", () => { drawn.pressed = now(); }, true);
})();
