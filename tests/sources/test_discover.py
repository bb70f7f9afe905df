from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import FetchError, PartialDate
from waterbed.sources.discover import Link, newest_link
from waterbed.sources.document import Document, documents

if TYPE_CHECKING:
    from random import Random

BUNDLED = {one.id: one for one in documents()}
FRONTEX = BUNDLED["frontex/detections"]
CHANNEL = BUNDLED["uk-home-office/small-boats"]
ASSETS = "https://www.frontex.europa.eu/assets/Migratory_routes"
TWIN = f"{ASSETS}/Detections_of_IBC_2025_02_03.xlsx"
MEDIA = "https://assets.publishing.service.gov.uk/media"
MONTHS = "January February March April May June July August September October November December"


def test_the_newest_of_several_workbooks_is_found_with_its_day_of_release() -> None:
    page = """
    <a href="/assets/Migratory_routes/2025/Monthly_detections_of_IBC_2025_12_09.xlsx">older</a>
    <a href='/assets/Migratory_routes/2026/Monthly_detections_of_IBC_2026_03_04.xlsx'>newest</a>
    <a href="/assets/Migratory_routes/2026/Monthly_detections_of_IBC_2026_03_04.xlsx">again</a>
    <a href="/assets/Migratory_routes/2026/Guide_2026_09_01.pdf">something else</a>
    """
    assert newest_link(FRONTEX, page, FRONTEX.url) == Link(
        f"{ASSETS}/2026/Monthly_detections_of_IBC_2026_03_04.xlsx", PartialDate("2026-03-04")
    )


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024/Monthly_detections_of_IBC_2024_01_05.xlsx", "2024-01-05"),
        ("2021/Detections_of_IBC_2021_02_05.xlsx", "2021-02-05"),
        ("Detections_of_IBC_2018_07_06.xlsx", "2018-07-06"),
        ("2022/Monthly_detections_of_IBC_20220204.xlsx", "2022-02-04"),
    ],
)
def test_every_form_of_the_workbooks_name_is_known(name: str, day: str) -> None:
    link = newest_link(FRONTEX, f'<a href="{ASSETS}/{name}">', FRONTEX.url)
    assert link == Link(f"{ASSETS}/{name}", PartialDate(day))


def test_the_attachment_is_found_in_a_publication_given_as_json() -> None:
    name = f"{MEDIA}/0a1b2c3d4e5f/06_March_2026_Small_boats_-_time_series.ods"
    page = (
        '{"details":{"attachments":[{"content_type":"application/pdf","url":'
        f'"{MEDIA}/99aa/Guide.pdf"}},{{"content_type":"application/vnd.oasis","url":"{name}",'
        f'"preview_url":"{name}/preview"}}]}}}}'
    )
    assert newest_link(CHANNEL, page, CHANNEL.url) == Link(name, PartialDate("2026-03-06"))


def test_a_link_without_a_date_is_taken_where_it_is_alone() -> None:
    name = f"{MEDIA}/0a1b/Small_boats_-_time_series.ods"
    assert newest_link(CHANNEL, name, CHANNEL.url) == Link(name, None)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html>Request rejected\x1b[31m</html>", r"holds no link .*\\x1b"),
        (f"{ASSETS}/Detections_of_IBC_2025_02_30.xlsx", "date cannot be read"),
        (f"{ASSETS}/Detections_of_IBC_2025_13_01.xlsx", "date cannot be read"),
        (f"{TWIN}, {ASSETS}/2025/{TWIN[TWIN.rindex('/') + 1 :]}", "none is the newest"),
    ],
)
def test_a_page_that_does_not_decide_is_refused(page: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        newest_link(FRONTEX, page, FRONTEX.url)
    assert "frontex" in str(caught.value)
    assert FRONTEX.url in str(caught.value)
    assert "documents.toml" in str(caught.value)


def test_ampersands_in_html_links_are_read_as_a_browser_reads_them() -> None:
    one = Document("a", "a", "https://a.example/", "a.b", "csv", discover=r"/get\?[a-z0-9=&]+")
    link = newest_link(one, '<a href="/get?x=1&amp;y=2">', one.url)
    assert link.url == "https://a.example/get?x=1&y=2"


@given(st.lists(st.dates(dt.date(2009, 1, 1), dt.date(2040, 1, 1)), min_size=1), st.randoms())
def test_whatever_the_order_the_latest_day_wins(days: list[dt.date], random: Random) -> None:
    random.shuffle(days)
    names = [
        f"{MEDIA}/ab12/{day.day:02}_{MONTHS.split()[day.month - 1]}_{day.year}"
        "_Small_boats_-_time_series.ods"
        for day in days
    ]
    link = newest_link(CHANNEL, "\n".join(names), CHANNEL.url)
    assert link.published == PartialDate(max(days).isoformat())
