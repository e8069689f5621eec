"""`geolaunch show`: every claim with its words."""

from __future__ import annotations

import json

from helpers.command_line import run


def test_show_gives_every_claim_with_its_words():
    shown = run("show", "2023-03-27").stdout
    for words in ("ROK JCS via AFP", "Japan MoD via Jiji Press", "“on an irregular trajectory”"):
        assert words in shown
    assert "more than 200 mi  “more than 200 miles”" in shown


def test_show_as_json_is_an_input_itself():
    shown = run("show", "2023-03-27", "--json").stdout
    # What the catalogue assumes, as Tokyo's statement was read, is not assumed of a user's reports.
    ours = json.loads(run("zone", "2023-03-27", "--json", "--assume", "none").stdout)["zones"]
    again = json.loads(run("zone", "-", "--json", given=shown).stdout)["zones"]
    assert [zone["area_km2"] for zone in again] == [zone["area_km2"] for zone in ours]
    assert {zone["verified"] for zone in again} == {False}
