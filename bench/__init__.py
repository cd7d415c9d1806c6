"""Benchmarks: measures the speed that readers experience, with a real browser and with websocket clients."""
