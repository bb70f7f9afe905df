from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import FetchError
from waterbed.sources.document import Document
from waterbed.sources.http import Fetched
from waterbed.sources.refusal import refuse_another_kind, tell

MEDIA = st.sampled_from(["csv", "json", "xlsx", "ods"])


def landings(media: str) -> Document:
    url = "https://harbour.example/landings"
    return Document("harbour/landings", "harbour", url, "own_csv.parse", media)  # type: ignore[arg-type]


@given(MEDIA, st.text(alphabet=" \t\r\n", max_size=20), st.binary(max_size=200))
def test_what_begins_like_a_web_page_is_never_data(media: str, space: str, rest: bytes) -> None:
    page = Fetched(space.encode() + b"<" + rest, "https://harbour.example/landings", "text/csv")
    with pytest.raises(FetchError, match="sent a web page where"):
        refuse_another_kind(landings(media), page)


@given(MEDIA, st.text(max_size=60), st.binary(max_size=300))
def test_every_refusal_of_a_kind_is_one_printable_line(
    media: str, media_type: str, content: bytes
) -> None:
    document = landings(media)
    try:
        refuse_another_kind(document, Fetched(content, document.url, media_type))
    except FetchError as error:
        message = str(error)
        assert message.isprintable()
        assert message.startswith("harbour (harbour/landings): https://harbour.example/landings ")


def test_an_address_cannot_write_to_the_terminal() -> None:
    told = tell(landings("csv"), "https://harbour.example/\x1b]0;\u202e", "is gone", "Look.")
    assert told == (
        r"harbour (harbour/landings): https://harbour.example/\x1b]0;\u202e is gone. Look."
    )
