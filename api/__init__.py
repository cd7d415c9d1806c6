"""The same data over HTTP, and what surrounds the pages: headers, health, shapes."""
