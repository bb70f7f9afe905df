"""The register: actors, control, recognition, agreements, money, engagements, events by date."""

from waterbed.register.actors import (
    ActorCard,
    actor,
    actors,
    belongs,
    holders_on,
    office_on,
    resolve_actor,
)
from waterbed.register.agreements import AgreementOn, Term, agreements, standing_on, terms
from waterbed.register.control import Holder, Stance, Standing, stances, who
from waterbed.register.engagements import UnrecognisedMeeting, unrecognised
from waterbed.register.groups import members_on
from waterbed.register.load import kept_to
from waterbed.register.money import LedgerLine, after, ledger, money
from waterbed.register.places import lies_in, place
from waterbed.register.rivals import expects_change, rivals
from waterbed.register.routes import routes_of
from waterbed.register.timeline import timeline

__all__ = [
    "ActorCard",
    "AgreementOn",
    "Holder",
    "LedgerLine",
    "Stance",
    "Standing",
    "Term",
    "UnrecognisedMeeting",
    "actor",
    "actors",
    "after",
    "agreements",
    "belongs",
    "expects_change",
    "holders_on",
    "kept_to",
    "ledger",
    "lies_in",
    "members_on",
    "money",
    "office_on",
    "place",
    "resolve_actor",
    "rivals",
    "routes_of",
    "stances",
    "standing_on",
    "terms",
    "timeline",
    "unrecognised",
    "who",
]
