import datetime as dt
import os

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError, NotFoundError, ParseError, PartialDate, StoreError
from waterbed.store import Store, sources
from waterbed.store import home as home_module
from waterbed.store.sql import run_sql
from waterbed.store.vintages import decode, encode


@pytest.fixture
def store(home):
    return Store(home)


def test_an_empty_home_answers_from_the_bundled_record(store):
    totals = {
        one.source: one.total(dt.date(2024, 1, 1), dt.date(2024, 4, 30))
        for one in store.series("arrivals/sea/italy")
    }
    assert totals["unhcr"].value == 16_137


def test_reading_makes_no_file(store, home):
    store.keys()
    assert not list(home.iterdir())


def test_every_bundled_key_has_a_measure_and_every_source_a_licence(store):
    for key, source in store.keys().select("key", "source").rows():
        for one in store.series(key, source):
            assert one.measure.unit
            assert sources()[one.source].licence


def test_disputed_figures_stay_and_are_marked(store):
    rows = store.history("corridor/libya>italy").filter(status="disputed")
    assert sorted(rows["value"]) == [2614, 2822, 8271]
    assert all(rows["note"])


def test_what_an_outlet_corrects_the_next_day_changes_the_answer(store):
    def quoted(day):
        (series,) = store.series("corridor/libya>italy", as_of=day)
        window = (dt.date(2024, 1, 1), dt.date(2024, 5, 7))
        return [
            (one.value, one.status) for one in series.observations if (one.start, one.end) == window
        ]

    assert quoted(dt.date(2024, 5, 7)) == [(8271, "disputed")]
    assert quoted(dt.date(2024, 5, 8)) == [(8271, "disputed"), (9466, "final")]


def test_an_unknown_key_suggests_the_nearest(store):
    with pytest.raises(NotFoundError, match="'arrivals/sea/italy'"):
        store.series("arrivals/sea/itly")


def test_a_stored_vintage_comes_back_whole(store, make_rows, make_vintage):
    rows = make_rows({"2030-01": 5, "2030-02": 7})
    vintage = make_vintage(b"raw", published="2030-03-02")
    assert store.add(vintage, b"raw", rows)
    assert store.raw(vintage) == b"raw"
    assert store.vintages(bundled=False) == (vintage,)
    assert store.rows(source="ministry")["value"].to_list() == [5, 7]
    assert not store.add(vintage, b"raw", rows)


def test_the_same_bytes_with_another_date_are_refused(store, make_rows, make_vintage):
    store.add(make_vintage(b"raw", published="2030-03-02"), b"raw", make_rows({"2030-01": 5}))
    with pytest.raises(StoreError, match="One of the two is wrong"):
        store.add(make_vintage(b"raw", published="2030-04-01"), b"raw", make_rows({"2030-01": 5}))


def test_bytes_that_are_not_their_hash_are_refused(store, make_rows, make_vintage):
    with pytest.raises(StoreError, match="hash"):
        store.add(make_vintage(b"raw"), b"other", make_rows({"2030-01": 5}))


def test_changed_raw_bytes_are_noticed(store, make_rows, make_vintage):
    vintage = make_vintage(b"raw")
    store.add(vintage, b"raw", make_rows({"2030-01": 5}))
    store.raw_path(vintage).write_bytes(b"row")
    with pytest.raises(StoreError, match="changed"):
        store.raw(vintage)


@pytest.mark.parametrize("step", range(3))
def test_a_crash_at_any_write_loses_nothing_and_the_next_run_completes(
    store, home, make_rows, make_vintage, monkeypatch, step
):
    first = make_vintage(b"first")
    store.add(first, b"first", make_rows({"2030-01": 5}))
    before = store.rows(source="ministry")
    second = make_vintage(b"second", retrieved="2036-02-01T00:00:00+00:00")
    calls = iter(range(10))

    def crash(_self, _target, real=os.replace):
        if next(calls) == step:
            raise KeyboardInterrupt
        real(_self, _target)

    with monkeypatch.context() as patch:
        patch.setattr(home_module.Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            store.add(second, b"second", make_rows({"2030-01": 6}))
    assert store.rows(source="ministry").equals(before)
    assert store.vintages(bundled=False) == (first,)
    assert store.add(second, b"second", make_rows({"2030-01": 6}))
    assert store.rows(source="ministry")["value"].to_list() == [6]
    assert not list(home.rglob("*.part"))


def test_a_full_disk_is_a_clear_error_and_the_store_is_as_before(
    store, make_rows, make_vintage, monkeypatch
):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(home_module.os, "fsync", full)
    with pytest.raises(StoreError, match="No space left.*--home"):
        store.add(make_vintage(b"raw"), b"raw", make_rows({"2030-01": 5}))
    assert store.vintages(bundled=False) == ()


def test_lost_rows_are_made_again_from_raw_bytes(store, home, make_rows, make_vintage):
    rows = make_rows({"2030-01": 5})
    store.add(make_vintage(b"raw"), b"raw", rows)
    for file in (home / "rows").iterdir():
        file.write_bytes(b"not parquet")
    with pytest.raises(StoreError, match="waterbed rebuild"):
        store.rows()
    assert store.rebuild(lambda _vintage, _content: rows) == 1
    assert store.rows(source="ministry")["value"].to_list() == [5]


def test_a_foreign_file_among_the_vintages_is_named(store, home, make_rows, make_vintage):
    store.add(make_vintage(b"raw"), b"raw", make_rows({"2030-01": 5}))
    (home / "vintages" / "notes.json").write_text('{"hello": 1}')
    with pytest.raises(StoreError, match="notes.json"):
        store.vintages()


def test_rows_that_break_a_rule_are_refused_before_anything_is_written(
    store, home, make_rows, make_vintage
):
    rows = make_rows({"2030-01": 5}).with_columns(key=pl.lit("nonsense"))
    with pytest.raises(ParseError, match="starts with a measure"):
        store.add(make_vintage(b"raw"), b"raw", rows)
    assert not home.exists() or not list(home.iterdir())


@given(
    st.text(max_size=20),
    st.sampled_from([None, "2024", "2024-05", "2024-05-07"]),
    st.datetimes(min_value=dt.datetime(2025, 1, 2), timezones=st.just(dt.UTC)),  # noqa: DTZ001
)
def test_every_vintage_survives_the_round_trip(make_vintage, text, published, retrieved):
    vintage = make_vintage(
        text.encode(),
        published=published,
        retrieved=retrieved.isoformat(),
        note=text,
        options=(("key", text),),
    )
    assert decode(encode(vintage), "test") == vintage
    assert vintage.known == (PartialDate(published).last if published else retrieved.date())


@pytest.mark.parametrize(
    "query",
    [
        "COPY figures TO '/tmp/figures.csv'",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "ATTACH '/tmp/other.db'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT * FROM store",
        "CREATE TABLE mine AS SELECT 1",
        "SELEC 1",
    ],
)
def test_sql_neither_reads_nor_writes_outside_the_tables(store, query):
    with pytest.raises(InvalidError, match="figures|SELECT"):
        run_sql(store, query)


def test_sql_reads_the_figures_in_force(store):
    result = run_sql(
        store, "SELECT sum(value) AS n FROM figures WHERE key = 'deaths/central-mediterranean'"
    )
    assert result["n"].item() > 0


def test_a_publisher_that_goes_back_is_followed(store, make_rows, make_vintage):
    for day, content, value in ((1, b"a", 5), (2, b"b", 6), (3, b"a", 5)):
        retrieved = f"2036-01-0{day}T00:00:00+00:00"
        assert store.add(
            make_vintage(content, retrieved=retrieved), content, make_rows({"2030-01": value})
        )
    assert store.rows(source="ministry")["value"].to_list() == [5]
    assert store.rows(source="ministry", as_of=dt.date(2036, 1, 2))["value"].to_list() == [6]
    assert [one.sighting for one in store.vintages(bundled=False)] == [1, 1, 2]


def test_other_options_for_the_same_bytes_replace_the_rows(store, make_rows, make_vintage):
    store.add(make_vintage(b"raw"), b"raw", make_rows({"2030-01": 5}))
    corrected = make_vintage(b"raw", options=(("key", "arrivals/sea/malta"),))
    assert store.add(corrected, b"raw", make_rows({"2030-01": 5}, key="arrivals/sea/malta"))
    assert store.rows(source="ministry")["key"].to_list() == ["arrivals/sea/malta"]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (None, "2030-02-10", "2030-02-10"),
        ("2030-02", "2030-02-10", "2030-02-10"),
        ("2030-02-10", None, "2030-02-10"),
    ],
)
def test_a_date_of_publication_can_be_added_and_made_precise(
    store, make_rows, make_vintage, first, second, kept
):
    for published in (first, second):
        store.add(make_vintage(b"raw", published=published), b"raw", make_rows({"2030-01": 5}))
    (vintage,) = store.vintages(bundled=False)
    assert vintage.published == PartialDate(kept)


def test_lost_bytes_and_rows_are_healed_by_adding_them_again(store, home, make_rows, make_vintage):
    vintage = make_vintage(b"raw")
    store.add(vintage, b"raw", make_rows({"2030-01": 5}))
    for file in (*(home / "raw").iterdir(), *(home / "rows").iterdir()):
        file.unlink()
    assert not store.add(make_vintage(b"raw"), b"raw", make_rows({"2030-01": 5}))
    assert store.raw(vintage) == b"raw"
    assert store.rows(source="ministry")["value"].to_list() == [5]


def test_rebuild_parses_all_it_can_and_names_the_rest(store, make_rows, make_vintage):
    vintage = make_vintage(b"a")
    store.add(vintage, b"a", make_rows({"2030-01": 5}))
    store.add(make_vintage(b"b", document="ministry/other"), b"b", make_rows({"2030-02": 6}))
    store.raw_path(vintage).unlink()
    parsed = []
    with pytest.raises(StoreError, match="1 of 2 vintages.*ministry/monthly"):
        store.rebuild(lambda one, _content: parsed.append(one) or make_rows({"2030-02": 7}))
    assert [one.document for one in parsed] == ["ministry/other"]


@pytest.mark.parametrize("key", ["detections/*", "*", "(*", "corridor/*>italy", "a.b*"])
def test_any_pattern_can_be_asked_for(store, key):
    assert set(store.history(key).columns) == set(store.history().columns)


def test_a_pattern_takes_everything_but_the_star_literally(store):
    assert set(store.history("corridor/*>italy")["key"]) == {
        "corridor/libya>italy",
        "corridor/tunisia>italy",
        "corridor/cyrenaica>italy",
        "corridor/tripolitania>italy",
    }


def test_a_folder_that_cannot_be_read_is_an_error_and_not_an_empty_store(home):
    (home / "vintages").write_text("a file where a folder belongs")
    with pytest.raises(StoreError, match="cannot be read"):
        Store(home).vintages()


def test_a_release_from_the_future_is_refused(make_vintage):
    with pytest.raises(InvalidError, match="retrieved before that"):
        make_vintage(b"raw", published="2199-02-10")
