import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap

import httpx2
import pytest

from waterbed.records import NotFoundError, ParseError, PartialDate, StoreError
from waterbed.sources import Arrival, Document, choose, documents, keep, pull, rebuild
from waterbed.store import Store

DOCUMENT = Document(
    id="unhcr/italy-daily",
    source="unhcr",
    url="http://127.0.0.1/italy.csv",
    parser="unhcr.parse_timeseries",
    media="csv",
    options={"key": "arrivals/sea/italy"},
)


def export(*values, month="2012-01"):
    lines = [f'"{month}-{day:02d}",0,{value}' for day, value in enumerate(values, start=1)]
    return "\n".join(['"data_date","unix_timestamp","individuals"', *lines, ""]).encode()


def arrival(content, published=None):
    return Arrival(DOCUMENT, content, PartialDate(published) if published else None)


def client(*answers):
    answering = iter(answers)
    return httpx2.Client(transport=httpx2.MockTransport(lambda _request: next(answering)))


def csv(content, **headers):
    return httpx2.Response(200, content=content, headers={"content-type": "text/csv", **headers})


@pytest.fixture
def store(home):
    return Store(home)


def values(store):
    return store.rows("arrivals/sea/italy", "unhcr").filter(document=DOCUMENT.id)["value"].to_list()


def test_a_pull_keeps_bytes_and_rows_and_says_what_is_new(store):
    result = pull(store, DOCUMENT, client=client(csv(export(3, 5))))
    assert (result.outcome, result.figures, result.grown) == ("new", 2, 2)
    assert values(store) == [3, 5]
    assert store.raw(store.latest(DOCUMENT.id)) == export(3, 5)


def test_a_second_pull_says_which_past_figures_changed(store):
    pull(store, DOCUMENT, client=client(csv(export(3, 5))))
    result = pull(store, DOCUMENT, client=client(csv(export(3, 6, 9))))
    assert (result.changed, result.grown, result.withdrawn) == (1, 1, 0)
    (change,) = store.revisions("arrivals/sea/italy").to_dicts()
    assert (change["before"], change["after"]) == (5, 6)


def test_the_same_bytes_and_a_not_modified_are_unchanged(store):
    first = client(csv(export(3), etag='"a"'), csv(export(3)))
    assert pull(store, DOCUMENT, client=first).outcome == "new"
    assert pull(store, DOCUMENT, client=first).outcome == "unchanged"
    assert pull(store, DOCUMENT, client=client(httpx2.Response(304))).outcome == "unchanged"
    assert len(store.vintages(bundled=False)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(403, text="no"),
        httpx2.Response(404),
        csv(b""),
        csv(b"<!DOCTYPE html><html><body>Please wait</body></html>"),
        csv(export(3)[:40]),
        csv("datum;anzahl\n1;2\n".encode("utf-16")),
        csv(b"\x00\xff\xfe\x01" * 20),
    ],
    ids=["403", "404", "empty", "html", "truncated", "utf-16", "binary"],
)
def test_a_bad_answer_is_an_error_that_names_the_document_and_the_store_is_as_before(store, answer):
    pull(store, DOCUMENT, client=client(csv(export(3, 5))))
    before = store.rows()
    result = pull(store, DOCUMENT, client=client(answer))
    assert result.outcome == "failed"
    assert "unhcr" in result.error.casefold()
    assert store.rows().equals(before)
    assert len(store.vintages(bundled=False)) == 1


def test_a_release_that_leaves_out_much_of_its_past_is_refused_unless_accepted(store):
    keep(store, arrival(export(*range(1, 21))))
    with pytest.raises(ParseError, match="--accept"):
        keep(store, arrival(export(*range(1, 11))))
    assert keep(store, arrival(export(*range(1, 11))), accept=True).withdrawn == 10


def test_an_older_release_may_come_in_after_a_newer_one(store):
    keep(store, arrival(export(1, 2, 3), "2012-02-05"))
    assert keep(store, arrival(export(1, 7), "2012-01-05")).outcome == "new"
    assert values(store) == [1, 2, 3]


def test_one_release_under_two_dates_is_refused(store):
    keep(store, arrival(export(1), "2012-02-05"))
    with pytest.raises(StoreError, match="One of the two is wrong"):
        keep(store, arrival(export(1), "2012-02-06"))


def test_rows_are_made_again_from_raw_bytes(store, home):
    keep(store, arrival(export(1, 2)))
    before = store.rows()
    for path in (home / "rows").iterdir():
        path.unlink()
    assert rebuild(store) == 1
    assert store.rows().equals(before)


def test_sources_and_documents_are_chosen_by_name():
    known = documents()
    assert choose(known, []) == known
    assert {one.source for one in choose(known, ["frontex", "uk-home-office"])} == {
        "frontex",
        "uk-home-office",
    }
    with pytest.raises(NotFoundError, match="'unhcr'"):
        choose(known, ["unhrc"])


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "unhcr/../x"])
def test_a_path_is_no_name_of_a_document(name):
    with pytest.raises(NotFoundError, match="no source or document"):
        choose(documents(), [name])


STEPS_OF_A_WRITE = 12  # make, flush, rename and flush the folder, for each of three files
KILLED = """
    import os, signal, sys
    from pathlib import Path
    from waterbed.sources import Arrival, Document, keep
    from waterbed.store import Store, home

    home_folder, step, content = Path(sys.argv[1]), int(sys.argv[2]), sys.stdin.buffer.read()
    calls = 0

    def dying(name):
        real = getattr(os, name)
        def call(*arguments, **options):
            global calls
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)
        return call

    for name in ("fsync", "replace", "mkdir"):
        setattr(os, name, dying(name))
    document = Document("unhcr/italy-daily", "unhcr", "http://127.0.0.1/italy.csv",
                        "unhcr.parse_timeseries", "csv", {"key": "arrivals/sea/italy"})
    keep(Store(home_folder), Arrival(document, content))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("step", range(1, 14))
def test_kill_nine_at_any_step_loses_nothing_and_the_next_run_completes(store, home, step):
    keep(store, arrival(export(3, 5)))
    before = store.rows("arrivals/sea/italy", "unhcr")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(home), str(step)],
        input=export(3, 6),
        check=False,
        capture_output=True,
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr.decode()
    assert (done.returncode == -signal.SIGKILL) == (step <= STEPS_OF_A_WRITE)
    after = store.rows("arrivals/sea/italy", "unhcr")
    assert after.equals(before) or values(store) == [3, 6]
    keep(store, arrival(export(3, 6)))
    assert values(store) == [3, 6]


def _keep_many(home, first):
    for number in range(first, first + 8):
        keep(Store(home), arrival(export(number, 5)))


def test_two_pulls_at_once_corrupt_nothing(store, home):
    starting = multiprocessing.get_context("spawn")
    others = [starting.Process(target=_keep_many, args=(home, first)) for first in (0, 4)]
    for other in others:
        other.start()
    for other in others:
        other.join(120)
    assert [other.exitcode for other in others] == [0, 0]
    assert len({one.content for one in store.vintages(bundled=False)}) == 12
    for one in store.vintages(bundled=False):
        assert store.raw(one)
    assert len(values(store)) == 2


def test_an_older_release_says_that_nothing_in_force_changed(store):
    keep(store, arrival(export(1, 2, 3), "2012-02-05"))
    assert keep(store, arrival(export(1, 7), "2012-01-05")).older
