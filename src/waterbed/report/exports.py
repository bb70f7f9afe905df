"""Exports: a checked report for programs. Described field by field in docs/exports.md."""

from __future__ import annotations

import base64
import hashlib
import math
import uuid
from typing import TYPE_CHECKING

from waterbed.check.rate import RULE
from waterbed.check.words import counted
from waterbed.records import measure_of
from waterbed.report.estimates import displacement_fields, effect_fields
from waterbed.report.footnotes import retrieved
from waterbed.report.ratings import RATED, look_of
from waterbed.store import publisher_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from waterbed.records import (
        Beside,
        Bounds,
        Cause,
        Checked,
        Claim,
        Conflict,
        Diversion,
        Event,
        Interval,
        Judgement,
        Observation,
        Reading,
        Remark,
        Verdict,
    )

_AROUND = 32
_REVIEWED = {"holds", "close", "contradicted", "depends"}
_Fields = dict[str, object]


def as_schema(checked: Checked) -> _Fields:
    """Give a checked report as JSON-ready fields.

    Parameters
    ----------
    checked
        The checked report.

    Returns
    -------
    dict
        The report's own fields with ``statements`` and ``claims``, then ``verdicts`` and the rest.
        Days are ISO text, numbers without a limit None.
    """
    return {
        **checked.article.as_dict(),
        "as_of": _iso(checked.as_of),
        "rule": RULE,
        "verdicts": [_verdict(one) for one in checked.verdicts],
        "judgements": [_judgement(one) for one in checked.judgements],
        "remarks": [_remark(one) for one in checked.remarks],
        "conflicts": [_conflict(one) for one in checked.conflicts],
    }


def web_annotations(checked: Checked) -> list[_Fields]:
    """Give verdicts and judgements as annotations of the report's text.

    Parameters
    ----------
    checked
        The checked report.

    Returns
    -------
    list of dict
        Each names its passage by its words with what stands around them, and by its offsets in
        Unicode code points. The target is the report's address, else its text by its hash.

    References
    ----------
    W3C, Web Annotation Data Model (2017), https://www.w3.org/TR/annotation-model/.
    """
    return list(_annotations(checked))


def claim_review(checked: Checked) -> list[_Fields]:
    """Give each verdict that rests on figures as a draft of a ClaimReview for an editor.

    Parameters
    ----------
    checked
        The checked report.

    Returns
    -------
    list of dict
        JSON-LD. Marked as a draft, with the rating in words and no number for it; author, day and
        address of the review are left for whoever signs it.

    References
    ----------
    https://schema.org/ClaimReview.
    """
    return [_review(one, checked) for one in checked.verdicts if one.rating in _REVIEWED]


def _verdict(verdict: Verdict) -> _Fields:
    return {
        "claim": verdict.claim,
        "rating": verdict.rating,
        "value": _value(verdict.low, verdict.high),
        "because": verdict.because,
        "then": verdict.then,
        "then_because": verdict.then_because,
        "now": verdict.rating,
        "readings": [_reading(one) for one in verdict.readings],
        "holds_if": [_reading(one) for one in verdict.holds_if],
        "fails_if": [_reading(one) for one in verdict.fails_if],
        "tried": verdict.tried,
        "agreeing": verdict.agreeing,
        "exact": verdict.exact,
        "by_chance": verdict.by_chance,
        "left_out": list(verdict.left_out),
        "corrections": list(verdict.corrections),
        "cause": _cause(verdict.cause) if verdict.cause else None,
        "check_by": _iso(verdict.check_by),
        "pull": verdict.pull or None,
    }


def _reading(reading: Reading) -> _Fields:
    versus = (reading.versus_start, reading.versus_end)
    return {
        "series": reading.key,
        "counts": counted(reading.key),
        "source": reading.source,
        "publisher": publisher_of(reading.source),
        "of": reading.of or None,
        "shape": reading.shape,
        "period": _days(reading.start, reading.end),
        "versus": _days(*versus) if all(versus) else None,
        "value": _value(reading.low, reading.high),
        "aside": reading.aside,
        "distance": reading.distance,
        "assumed": list(reading.assumed),
        "holds": reading.fit == "holds",
        "fit": reading.fit,
        "off": reading.off,
        "published": _iso(reading.known),
        "retrieved": _iso(retrieved(reading)),
        "figures": [_figure(one) for one in reading.figures],
    }


def _figure(figure: Observation) -> _Fields:
    return {
        "series": figure.key,
        "source": figure.source,
        "publisher": publisher_of(figure.source),
        "reported_by": figure.reported_by or None,
        "period": _days(figure.start, figure.end),
        "value": figure.value,
        "unit": measure_of(figure.key).unit,
        "bound": figure.bound,
        "status": figure.status,
        "marks": list(figure.marks),
        "note": figure.note or None,
        "published": _iso(figure.published),
        "retrieved": _iso(figure.retrieved),
        "vintage": figure.vintage or None,
        "url": figure.url or None,
    }


def _cause(cause: Cause) -> _Fields:
    return {
        "rating": cause.rating,
        "because": cause.because,
        "rivals": [_event(one) for one in cause.rivals],
        "diversion": _diversion(cause.diversion) if cause.diversion else None,
        "event": _event(cause.event) if cause.event else None,
        "candidates": [_event(one) for one in cause.candidates],
        "effect": _plain(effect_fields(cause.effect)) if cause.effect else None,
        "displacement": _plain(displacement_fields(cause.displacement))
        if cause.displacement
        else None,
        "beside": [_beside(one) for one in cause.beside],
    }


def _plain(fields: _Fields) -> _Fields:
    """Give an estimate without the record that it was made from: that is for `waterbed effect`."""
    kept = ("averted", "change", "excess", "share")
    return {name: fields[name] for name in kept if name in fields}


def _beside(one: Beside) -> _Fields:
    return {
        "role": one.role,
        "series": one.key,
        "source": one.source,
        "months": [_iso(month) for month in one.months],
        "counts": list(one.counts),
    }


def _diversion(diversion: Diversion) -> _Fields:
    return {
        "fell": diversion.fell,
        "rose": diversion.rose,
        "period": _days(diversion.start, diversion.end),
        "versus": _days(diversion.versus_start, diversion.versus_end),
        "of_fall": _bounds(diversion.of_fall),
        "of_rise": _bounds(diversion.of_rise) if diversion.of_rise else None,
        "fall": _bounds(diversion.fall),
        "rise": _bounds(diversion.rise),
        "because": diversion.because,
        "nationalities": [
            {"nationality": name, "where_it_fell": here, "where_it_rose": there}
            for name, here, there in diversion.nationalities
        ],
    }


def _bounds(bounds: Bounds) -> _Fields:
    found = [one for one in (bounds.strict, bounds.robust) if one]
    by = dict.fromkeys(figure for one in found for figure in (*one.low_by, *one.high_by))
    return {
        "strict": _interval(bounds.strict),
        "robust": _interval(bounds.robust),
        "figures": [_figure(one) for one in by],
        "against": [_figure(one) for one in bounds.against],
    }


def _interval(interval: Interval | None) -> list[float | None] | None:
    return [interval.low, interval.high] if interval else None


def _event(event: Event) -> _Fields:
    return {
        "id": event.id,
        "title": event.title,
        "start": event.start.text,
        "end": event.end.text if event.end else None,
        "sources": [source.url for source in event.sources],
        "alleged_by": event.allegation.by if event.allegation else None,
        "reply": event.allegation.reply if event.allegation else None,
    }


def _judgement(judgement: Judgement) -> _Fields:
    return {
        "statement": judgement.statement,
        "rating": judgement.rating,
        "because": judgement.because,
        "events": [_event(one) for one in judgement.events],
    }


def _remark(remark: Remark) -> _Fields:
    return {"message": remark.message, "start": remark.start, "end": remark.end}


def _conflict(conflict: Conflict) -> _Fields:
    return {
        "size": conflict.size,
        "kind": conflict.kind,
        "figures": [_figure(one) for one in conflict.figures],
    }


def _annotations(checked: Checked) -> Iterator[_Fields]:
    article = checked.article
    for verdict in checked.verdicts:
        claim = article.claims[verdict.claim]
        name = f"claim-{verdict.claim + 1}"
        yield _annotation(checked, name, (claim.start, claim.end), verdict)
    for number, judgement in enumerate(checked.judgements, 1):
        statement = article.statements[judgement.statement]
        name = f"statement-{number}"
        yield _annotation(checked, name, (statement.start, statement.end), judgement)


def _annotation(
    checked: Checked, name: str, span: tuple[int, int], judged: Verdict | Judgement
) -> _Fields:
    text, target = checked.article.text, _target(checked)
    start, end = span
    words = RATED[judged.rating].words
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{target}#{name}')}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": words},
            {
                "type": "TextualBody",
                "purpose": "assessing",
                "value": judged.because,
                "format": "text/plain",
                "language": "en",
            },
        ],
        "target": {
            "source": target,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - _AROUND) : start],
                    "suffix": text[end : end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }


def _target(checked: Checked) -> str:
    """Give the address of the report, else a name of its text by RFC 6920."""
    if checked.article.url:
        return checked.article.url
    digest = hashlib.sha256(checked.article.text.encode("utf-8", "surrogatepass")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _review(verdict: Verdict, checked: Checked) -> _Fields:
    article, claim = checked.article, checked.article.claims[verdict.claim]
    appearance = {
        "@type": "CreativeWork",
        "headline": article.title,
        "url": article.url,
        "datePublished": _iso(article.published),
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "inLanguage": article.language,
    }
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "claimReviewed": claim.sentence,
        "reviewBody": verdict.because,
        "reviewRating": {"@type": "Rating", "alternateName": _capital(look_of(verdict).words)},
        "itemReviewed": {
            "@type": "Claim",
            **_author(claim),
            "appearance": {key: value for key, value in appearance.items() if value},
        },
    }


def _author(claim: Claim) -> _Fields:
    if not claim.attributed_to:
        return {}
    return {"author": {"@type": "Thing", "name": claim.attributed_to}}


def _value(low: float | None, high: float | None) -> float | list[float | None] | None:
    if low is None or high is None:
        return None
    ends = [end if math.isfinite(end) else None for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else ends


def _days(start: dt.date | None, end: dt.date | None) -> dict[str, str | None]:
    return {"start": _iso(start), "end": _iso(end)}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
