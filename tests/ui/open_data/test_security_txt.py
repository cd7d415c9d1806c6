from datetime import UTC, datetime

from pysecuritytxt import PySecurityTXT

from data_loaders.store import current
from ui.plain.sitemap import security


def test_security_txt_is_read_by_the_program_of_others() -> None:
    told = PySecurityTXT().parse(security(current()))

    assert set(told) == {"contact", "expires", "canonical", "prefered-languages"}
    assert datetime.fromisoformat(str(told["expires"]).replace("Z", "+00:00")) > datetime.combine(
        current().date, datetime.min.time(), UTC
    )
