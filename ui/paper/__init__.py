"""Pages on paper: any page as PDF, and a region as one A4 (PDF) or as a single HTML file.

They are made on the server from the same parts as the page, without a browser. `press` makes one file of a region;
`python -m ui.paper <folder>` makes the files of all regions.
"""
