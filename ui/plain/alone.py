"""Pages without Streamlit: a whole HTML document, and the page for when there is no usable data."""

from dataclasses import replace

from markupsafe import Markup

from data_loaders.schema import Language
from data_loaders.store import DataProblem
from ui.plain.first_paint import style_element
from ui.plain.page import Page, page_macro
from ui.texts import texts


def problem_page(problem: DataProblem, language: Language) -> Page:
    """The page for when there is no usable data: it says which file is wrong and what to do."""
    t = texts(language)
    message = (problem.message_nl, problem.remedy_nl) if language == "nl" else (problem.message_en, problem.remedy_en)
    title = t("problem.title")
    head = Markup('<title>{} · {}</title><meta name="robots" content="noindex">').format(title, t("site.name"))
    body = Markup(
        '<div id="eerste"><main id="blad" class="huis" tabindex="-1"><h1>{}</h1><p>{}</p><p>{}</p></main></div>'
    ).format(title, message[0], t("problem.remedy", remedy=message[1]))
    return Page(language, str(head), str(body), 503)


def alone(page: Page, script: str) -> Page:
    """`page` with its field `document` filled: a whole HTML document, which needs no Streamlit."""
    head, body = Markup(page.head), Markup(page.body + script)  # noqa: S704 - our own HTML, in which words are escaped
    style = Markup(style_element(page.body))  # noqa: S704 - our own style sheet
    whole = page_macro("document", page.language, head=head, style=style, body=body)
    return replace(page, document=str(whole).strip())
