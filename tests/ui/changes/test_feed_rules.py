"""Our feeds keep to the rules of their formats, checked by libxml2 and jsonschema.

The rules are written here in our own words, for what we use of RFC 4287 and JSON Feed 1.1, and are stricter: no registry has a
package with the grammar of the RFC, or a validator of feeds that is still kept.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from ui.changes.feed import ATOM, FEEDS
from ui.view import view_of

CHOICES: list[Mapping[str, list[str]]] = [
    {},
    {"taal": ["en"]},
    {"thema": ["zorg"], "provincie": ["Limburg"]},
    {"corop": ["CR39"], "status": ["gestopt"]},
    {"gemeente": ["Urk"], "q": ["qqqq"]},
]
GRAMMAR = f"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{ATOM}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="feed">
      <attribute name="xml:lang"><choice><value>nl</value><value>en</value></choice></attribute>
      <interleave>
        <ref name="core"/>
        <element name="subtitle"><ref name="words"/></element>
        <element name="rights"><ref name="words"/></element>
        <oneOrMore><element name="author"><element name="name"><ref name="words"/></element></element></oneOrMore>
        <oneOrMore><ref name="link"/></oneOrMore>
        <zeroOrMore>
          <element name="entry">
            <interleave>
              <ref name="core"/>
              <ref name="link"/>
              <zeroOrMore>
                <element name="category">
                  <attribute name="term"><ref name="words"/></attribute><attribute name="label"><ref name="words"/></attribute>
                </element>
              </zeroOrMore>
              <element name="content"><attribute name="type"><value>html</value></attribute><ref name="words"/></element>
            </interleave>
          </element>
        </zeroOrMore>
      </interleave>
    </element>
  </start>
  <define name="core">
    <interleave>
      <element name="id"><ref name="address"/></element>
      <element name="title"><ref name="words"/></element>
      <element name="updated"><data type="dateTime"><param name="pattern">.+(Z|[+-][0-9:]+)</param></data></element>
    </interleave>
  </define>
  <define name="link">
    <element name="link">
      <attribute name="rel"><choice><value>self</value><value>alternate</value><value>license</value></choice></attribute>
      <optional><attribute name="type"><data type="string"><param name="pattern">.+/.+</param></data></attribute></optional>
      <attribute name="href"><ref name="address"/></attribute>
    </element>
  </define>
  <define name="address"><data type="anyURI"><param name="pattern">https?://[!-~]+</param></data></define>
  <define name="words"><data type="string"><param name="minLength">1</param></data></define>
</grammar>
"""
WORDS = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": r"^https?://[^\s<>\"{}|\\^`]+$"}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items", "feed_url", "home_page_url"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": WORDS,
        "description": WORDS,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": {"enum": ["nl", "en"]},
        "authors": {
            "type": "array",
            "items": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": {"name": WORDS, "url": ADDRESS, "avatar": ADDRESS},
            },
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text", "url"],
                "additionalProperties": False,
                "properties": {
                    "id": WORDS,
                    "url": ADDRESS,
                    "title": WORDS,
                    "content_text": WORDS,
                    "date_published": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
                    },
                    "tags": {"type": "array", "items": WORDS, "uniqueItems": True},
                },
            },
        },
    },
}


def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(GRAMMAR))


@pytest.mark.parametrize("params", CHOICES)
def test_atom_follows_its_grammar(params: dict[str, list[str]]) -> None:
    feed, rules = etree.fromstring(FEEDS["atom"][0](view_of(params))), grammar()

    assert rules.validate(feed), rules.error_log
    links = [link.get("rel") for link in feed.findall(f"{{{ATOM}}}link")]
    assert sorted(links) == ["alternate", "license", "self"]
    ids = [each.text for each in feed.iter(f"{{{ATOM}}}id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (r"<updated>[^<]+</updated>", ""),
        (r"<updated>[^<]+</updated>", "<updated>28 november 2026</updated>"),
        (r"<id>[^<]+</id>", "<id>feed</id>"),
        (r"<author>.*?</author>", ""),
        (r"<title>[^<]+</title>", "<title></title>"),
        (r'rel="self"', ""),
        (r"<rights>", "<b/><rights>"),
    ],
)
def test_the_grammar_refuses_what_is_no_feed(written: str, instead: str) -> None:
    feed = FEEDS["atom"][0](view_of({"provincie": ["Limburg"]})).decode()
    spoilt = re.sub(written, instead, feed, count=1)

    assert spoilt != feed
    assert not grammar().validate(etree.fromstring(spoilt.encode()))


def complaints(feed: Mapping[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(JSON_FEED).iter_errors(feed)]


@pytest.mark.parametrize("params", CHOICES)
def test_json_feed_follows_its_rules(params: dict[str, list[str]]) -> None:
    feed = json.loads(FEEDS["json"][0](view_of(params)))

    assert complaints(feed) == []
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


@pytest.mark.parametrize(
    "spoilt",
    [
        {"version": "1.1"},
        {"title": ""},
        {"items": [{"id": "a"}]},
        {"items": [{"id": "a", "url": "https://a.nl", "content_text": "a", "date_published": "gisteren"}]},
        {"author": {}},
        {"feed_url": "/wijzigingen.json"},
    ],
)
def test_the_rules_refuse_what_is_no_json_feed(spoilt: dict[str, Any]) -> None:
    assert complaints(json.loads(FEEDS["json"][0](view_of({"gemeente": ["Urk"]}))) | spoilt)
