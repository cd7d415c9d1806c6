from datetime import UTC, datetime

import pytest
from pysecuritytxt import PySecurityTXT

from data_loaders.store import current
from ui.plain.sitemap import security
from ui.site_address import MAIL


def test_security_txt_is_read_by_the_program_of_others() -> None:
    told = PySecurityTXT().parse(security(current()))

    assert set(told) == {"contact", "expires", "canonical", "prefered-languages"}
    assert datetime.fromisoformat(str(told["expires"]).replace("Z", "+00:00")) > datetime.combine(
        current().date, datetime.min.time(), UTC
    )


def test_mail_comes_first_where_there_is_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "mailto:" not in security(current())
    monkeypatch.setenv(MAIL, "lek@voorbeeld.nl")

    told = PySecurityTXT().parse(security(current()))

    assert str(told["contact"][0]) == "mailto:lek@voorbeeld.nl"
    assert len(told["contact"]) == 2
