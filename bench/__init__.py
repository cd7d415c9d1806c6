"""Speed, measured the way a reader meets it: a real browser, and websocket clients that click without pause."""
