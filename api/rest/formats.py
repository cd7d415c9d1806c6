"""JSON for programs and HTML for people, at the same address."""

import json
from collections.abc import Mapping

from api.rest.operation import JSON, Call, Parameter, Reply
from api.rest.paging import address
from ui.address import Params
from ui.plain.api_page import api_story
from ui.plain.programs import program_story

GEOJSON, HTML = "application/geo+json", "text/html"
DESCRIBED = "application/vnd.oai.openapi+json;version=3.0"
FORMAT = Parameter("f", "Format; goes before the header Accept.", {"type": "string", "enum": ["json", "html"]})
AS_JSON, AS_GEOJSON = {"json": JSON, "html": HTML}, {"json": GEOJSON, "html": HTML}


def in_format(call: Call, kind: str, content: Mapping[str, object]) -> Reply:
    """`content` as JSON, or as a page in the style of the site."""
    if call.media_type == HTML:
        params: Params = {**call.params, "taal": [call.language]}
        page = call.site.alone(
            params,
            lambda view: api_story(view, content) if kind == "api" else program_story(view, kind, content, call.path),
        )
        return Reply((page.document if page else "").encode(), "text/html; charset=utf-8")
    return Reply(json.dumps(content, ensure_ascii=False).encode(), call.media_type)


def alternates(call: Call) -> list[dict[str, str]]:
    """A link to the same content in the other format."""
    name, media_type = ("json", JSON) if call.media_type == HTML else ("html", HTML)
    return [{"rel": "alternate", "href": address(call, f=name), "type": media_type}]
