from waterbed.register import load
from waterbed.report.context import rivals_in_words
from waterbed.report.phrases import happened

ALLEGED = load.events()["sabratha-arrangement"]


def test_an_accusation_is_never_printed_without_accuser_and_reply():
    for text in (rivals_in_words([ALLEGED]), happened(ALLEGED)):
        assert "alleged against Italy by Associated Press" in text
        assert "firmly denied any agreement with traffickers" in text


def test_without_rivals_there_is_nothing_to_say():
    assert rivals_in_words([]) == ""
