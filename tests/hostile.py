"""Hostile addresses; each must give the page with a note."""

Address = dict[str, str | list[str]]

HOSTILE: dict[str, Address] = {
    "ten kilobytes": {"q": "tuin " * 2000},
    "hundreds of themes": {"thema": [f"thema{n}" for n in range(900)]},
    "years that are no years": {"van": "NaN", "tot": "-Infinity"},
    "a year of a thousand digits": {"van": "9" * 1000},
    "markup": {"gemeente": "<img src=x onerror=alert(1)>", "thema": "[x](javascript:alert(1))"},
    "markup without end": {"provincie": "<div>" * 2000},
    "SQL": {"netwerk": "'; DROP TABLE initiatives; --", "status": "1 OR 1=1"},
    "signs that are not shown": {"gemeente": "\u202e\u0000\ufeff", "q": "\u0000\u0007\ud7ff"},
    "patterns": {"gemeente": "(a+)+$", "q": "((((.*)*)*)*)[", "van": "[0-9]{9999}"},
}
