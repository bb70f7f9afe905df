import json
from dataclasses import replace

from waterbed.records import RATINGS
from waterbed.report import as_json, as_schema, claim_review, web_annotations


def test_the_json_is_read_back_as_it_was(checked):
    assert json.loads(as_json(as_schema(checked))) == as_schema(checked)


def test_the_names_of_the_schema_are_kept(checked):
    fields = as_schema(checked)
    assert {"statements", "claims", "verdicts"} <= set(fields)
    verdict = fields["verdicts"][0]
    assert {"claim", "rating", "value", "then", "now", "readings", "because"} <= set(verdict)
    reading = verdict["readings"][0]
    wanted = {"series", "publisher", "period", "versus", "value", "distance", "holds"}
    assert wanted <= set(reading)
    assert (verdict["claim"], verdict["value"], verdict["then"], verdict["now"]) == (
        0,
        -270.0,
        "holds",
        "close",
    )
    assert reading["period"] == {"start": "2024-01-01", "end": "2024-03-31"}


def test_every_rating_is_one_of_the_schema(checked):
    fields = as_schema(checked)
    rated = [*fields["verdicts"], *fields["judgements"]]
    assert {one["rating"] for one in rated} <= set(RATINGS)


def test_bounds_have_two_ends_and_a_missing_limit_is_none(checked):
    near = checked.verdicts[0].readings[1]
    endless = replace(checked.verdicts[0], readings=(near, replace(near, high=float("inf"))))
    readings = as_schema(replace(checked, verdicts=(endless,)))["verdicts"][0]["readings"]
    assert [one["value"] for one in readings] == [[-390.0, -110.0], [-390.0, None]]


def test_every_figure_of_a_reading_is_listed_with_its_origin(checked):
    figures = as_schema(checked)["verdicts"][0]["readings"][0]["figures"]
    assert [one["value"] for one in figures] == [500.0, 770.0]
    assert {one["retrieved"] for one in figures} == {"2024-04-10"}
    assert {one["url"] for one in figures} == {"https://example.org/figures.csv"}


def test_annotations_point_at_the_words(checked):
    text = checked.article.text
    found = web_annotations(checked)
    assert len(found) == len(checked.verdicts) + len(checked.judgements)
    for one in found:
        quote, position = one["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert len({one["id"] for one in found}) == len(found)


def test_an_annotation_names_the_page_else_the_text(checked):
    assert web_annotations(checked)[0]["target"]["source"].startswith("ni:///sha-256;")
    there = replace(checked, article=replace(checked.article, url="https://example.org/a"))
    assert web_annotations(there)[0]["target"]["source"] == "https://example.org/a"
    assert web_annotations(there) == web_annotations(there)


def test_a_review_is_a_draft_without_a_number(checked):
    first, last = claim_review(checked)
    assert first["creativeWorkStatus"] == "Draft"
    assert first["reviewRating"] == {"@type": "Rating", "alternateName": "Close"}
    assert first["itemReviewed"]["author"]["name"] == "the Island Observatory"
    assert first["itemReviewed"]["appearance"]["publisher"]["name"] == "The Harbour Post"
    assert "author" not in first
    assert last["reviewRating"]["alternateName"] == (
        "The change alone: holds; its cause: cannot tell"
    )


def test_hostile_text_survives_as_text(hostile):
    assert json.loads(as_json(claim_review(hostile))) == claim_review(hostile)
    assert json.loads(as_json(web_annotations(hostile))) == web_annotations(hostile)
