import datetime as dt

import pytest

from waterbed.records import InvalidError
from waterbed.store import Store, run_sql


@pytest.fixture
def store(tmp_path):
    return Store.at(tmp_path)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT 1 AS a, 2 AS a", "two columns are called 'a'. Name them apart with AS."),
        ("SELECT INTERVAL 1 DAY AS wait", "column 'wait' holds INTERVAL values"),
        ("SELECT [INTERVAL 1 DAY] AS waits", "column 'waits' holds INTERVAL values"),
        ("SELECT union_value(k := 1) AS either", "column 'either' holds UNION values"),
        ("SELECT 1; SELECT 2", "got 2 statements. Ask one at a time."),
        ("SELECT nothing FROM figures", "DESCRIBE figures"),
        ("", "Write a SELECT"),
    ],
)
def test_a_query_that_no_table_answers_is_refused_in_one_line(store, query, said):
    with pytest.raises(InvalidError) as refused:
        run_sql(store, query)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("number", ["sum(7)", "7::HUGEINT", "7::DECIMAL(9, 2)", "7"])
def test_a_number_stays_a_number(store, number):
    value = run_sql(store, f"SELECT {number} AS n")["n"].item()
    assert isinstance(value, int | float)
    assert value == 7


@pytest.mark.parametrize("query", ["SELECT 1 AS n;", "-- a remark; of two\nSELECT 1 AS n"])
def test_one_statement_may_end_or_begin_as_it_likes(store, query):
    assert run_sql(store, query).to_dicts() == [{"n": 1}]


def test_as_of_holds_for_figures_and_not_for_history(store, make_rows, make_vintage):
    for day, value in (("2024-02-01", 5), ("2024-03-01", 7)):
        content = day.encode()
        store.add(make_vintage(content, published=day), content, make_rows({"2024-01": value}))
    query = "SELECT value FROM {} WHERE source = 'ministry' ORDER BY value"
    known = run_sql(store, query.format("figures"), dt.date(2024, 2, 15))
    assert known["value"].to_list() == [5]
    assert run_sql(store, query.format("figures"))["value"].to_list() == [7]
    assert run_sql(store, query.format("history"))["value"].to_list() == [5, 7]
