from __future__ import annotations

import pytest

from waterbed.check.walls import refuse_walls
from waterbed.records import InvalidError

REPORT = "About 4,200 people reached Harbourland by sea from January to April, the ministry said. "


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("We value your privacy. We and our 812 partners store cookies. Accept all", "consent"),
        ("Noi e i nostri partner usiamo i cookie. Accetta tutti o rifiuta tutto", "consent"),
        ("Nous et nos partenaires utilisons des cookies. Continuer sans accepter", "consent"),
        ("Just a moment… Verify you are human. Enable JavaScript and cookies", "robots"),
    ],
)
@pytest.mark.parametrize("where", ["text", "visible"])
def test_a_wall_is_told_wherever_it_is_seen(shown, told, where):
    with pytest.raises(InvalidError, match=told):
        refuse_walls({"text": "", "visible": ""} | {where: shown})


@pytest.mark.parametrize("visible", ["", "Home News Sport", None])
def test_a_page_without_an_article_is_told(visible):
    for text in (" ", "Home\nNews from Harbourland and its islands\nSport", "About us."):
        with pytest.raises(InvalidError, match="no article on the page"):
            refuse_walls({"text": text, "visible": visible})


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT + "This page uses cookies.",
        REPORT * 3 + "We use cookies. Read our privacy policy.",
        REPORT * 30 + "cookies and consent " * 20,
    ],
)
def test_a_report_is_no_wall_even_with_a_banner(text):
    refuse_walls({"text": text, "visible": "Accept all cookies. Consent. " + text})
