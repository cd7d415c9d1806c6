"""A region outside the site: one A4 as PDF, a page of plain HTML, and the picture that goes with a link.

Made on the server from the same parts as the page (`ui.region`), without a browser. `press` makes one file;
`python -m ui.paper <folder>` makes those of every region.
"""
