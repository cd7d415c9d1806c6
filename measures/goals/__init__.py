"""Progress on the goals of the action programme, computed from declared figures and a declared method.

`programme` holds the tables; `progress` and `goals` give the verdicts; `series`, `availability`, `answers`,
`timeline`, `targets` and `links` prepare what is shown beside them; `choices` and `open_sdg` give other outcomes.
Nothing here reads the clock: callers always pass `today`.
The method is explained for readers in `docs/methode-doelen.md`.
"""
