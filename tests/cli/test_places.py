"""`geolaunch places` and `schema`: what they look up."""

from __future__ import annotations

import json

import pytest
from helpers.command_line import refused, run
from jsonschema import Draft202012Validator


def test_places_gives_all_that_bear_a_name():
    assert "sd_km" in run("places", "chunghwa").stdout
    assert len(json.loads(run("places", "Kusong", "--json").stdout)["places"]) > 1


def test_schema_is_a_json_schema_that_takes_our_own_reports():
    schema = json.loads(run("schema").stdout)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(run("show", "2023-03-27", "--json").stdout))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("places", "atlantis"), ("launch site 'atlantis'",)),
    ],
)
def test_bad_input_is_one_clear_message(arguments, words):
    message = refused(*arguments)
    for word in words:
        assert word in message
    assert message.count("\n") == 1
