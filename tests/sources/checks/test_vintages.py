from __future__ import annotations

import polars as pl

from waterbed.sources.checks.vintages import last_printed, last_vintages


def _named(rows, name):
    return rows.with_columns(vintage=pl.lit(name))


def test_a_later_vintage_replaces_the_earlier_one_of_its_document_whole(months):
    rows = pl.concat(
        [
            _named(months([1.0, 2.0, 3.0]), "a@1"),
            _named(months([7.0]), "b@1"),
            _named(months([1.0, 4.0]), "a@2"),
        ]
    )
    assert last_vintages(rows)["value"].to_list() == [7.0, 1.0, 4.0]


def test_of_two_documents_the_one_known_last_holds_for_a_stretch(months):
    rows = pl.concat([_named(months([1.0, 2.0]), "a@1"), _named(months([7.0]), "b@1")])
    assert last_printed(rows)["value"].to_list() == [2.0, 7.0]


def test_rows_without_vintages_all_hold(months):
    rows = pl.concat([months([1.0]), months([1.0])])
    assert last_printed(last_vintages(rows)).equals(rows)
