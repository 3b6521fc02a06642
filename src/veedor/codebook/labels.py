"""The closed lists of the codebook, each label with its gloss."""

from __future__ import annotations

from enum import StrEnum


class Label(StrEnum):
    """A label with a gloss: `EventType.AGREE.gloss`."""

    gloss: str

    def __new__(cls, value: str, gloss: str = "") -> Label:
        """A member whose value is its name in JSON, and whose gloss the codebook gives."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.gloss = gloss
        return member


class Kind(Label):
    """The five kinds of statement."""

    EVENT = "event", "something done, happening, or announced"
    POSITION = "position", "where an actor stands: what it wants, accepts, offers, refuses"
    FORECAST = "forecast", "something said of the future that could later be checked"
    FIGURE = "figure", "a number with what it counts"
    ROLE = "role", "who someone named is: an office, a membership, a part of something"


class EventType(Label):
    """What was done: sixteen types of PLOVER, then seven that crises need (codebook, section Events)."""

    AGREE = "AGREE", "agree, sign, settle, promise to each other"
    CONSULT = "CONSULT", "meet, visit, talk, negotiate, mediate, hold a hearing with"
    SUPPORT = "SUPPORT", "praise, endorse, defend, recognise, side with"
    CONCEDE = "CONCEDE", "yield, release, ease, lift, accept a demand"
    COOPERATE = "COOPERATE", "work jointly, observe or accompany a vote, share, join, implement together"
    AID = "AID", "give material help, money, shelter, protection"
    RETREAT = "RETREAT", "withdraw, leave, resign, end or reduce an engagement"
    REQUEST = "REQUEST", "ask, appeal, call on, demand, propose, invite"
    ACCUSE = "ACCUSE", "criticise, blame, denounce, doubt in public, investigate, charge in words"
    REJECT = "REJECT", "refuse, veto, decline, rule out, repudiate"
    THREATEN = "THREATEN", "warn, threaten, give an ultimatum"
    PROTEST = "PROTEST", "demonstrate, strike, boycott, riot"
    SANCTION = "SANCTION", "impose or obey sanctions, cut ties, embargo, ban travel"
    MOBILIZE = "MOBILIZE", "ready or move forces, fortify, put on alert"
    COERCE = (
        "COERCE",
        "arrest, sentence, disqualify, restrict, seize, censor, deport, withhold a permission, "
        "undermine or divide an opponent",
    )
    ASSAULT = "ASSAULT", "kill, wound, attack, torture, bomb, abduct"
    ELECT = "ELECT", "hold, win or lose a vote, a primary, a referendum"
    OFFICE = "OFFICE", "appoint, swear in, name, dismiss, replace"
    RULE = (
        "RULE",
        "decide as an institution: law, decree, ruling, official finding, change of procedure, audit",
    )
    ABUSE = "ABUSE", "defraud, rig, corrupt, misuse public means, break the rules of one's office"
    SUFFER = "SUFFER", "die, go missing, go hungry, fall ill, with no perpetrator named"
    MOVE = "MOVE", "flee, migrate, return, be displaced"
    TRADE = (
        "TRADE",
        "buy, sell, lend, pay, restructure, start or stop services in the course of business",
    )


class Stance(Label):
    """What a position's holder does with the thing in question."""

    DEMANDS = "demands", "asks for it, or says that it must be"
    ACCEPTS = "accepts", "agrees to it"
    OFFERS = "offers", "would give it"
    REFUSES = "refuses", "will not have it"
    PREFERS = "prefers", "wants, favours, intends, has an interest in it"


class Polarity(Label):
    """Whether it is said to be so."""

    YES = "yes", "it is said to be so"
    NO = "no", "it is said not to be so"


class Certainty(Label):
    """How surely the nearest source says it."""

    CERTAIN = "certain", "the nearest source states it as fact"
    HEDGED = "hedged", "likely, apparently, seems, suggests, may, supposedly"
    OPEN = "open", "not said either way: conditions, purposes, attempts, plans without a date, questions"


class Tense(Label):
    """When it is, seen from the report's date."""

    PAST = "past", "before the report"
    PRESENT = "present", "going on at the report's date"
    FUTURE = "future", "after the report"


class Status(Label):
    """Whether a role is held."""

    CURRENT = "current", "held at the report's date"
    FORMER = "former", "no longer held"
    FUTURE = "future", "not yet held"
    CLAIMED = "claimed", "claimed, and disputed by others"


class Comparison(Label):
    """How a figure's number bounds what is counted; absent where it is said flat."""

    AT_LEAST = "at least", "this many or more"
    AT_MOST = "at most", "this many or fewer"
    MORE_THAN = "more than", "above this number"
    LESS_THAN = "less than", "below this number"
    ABOUT = "about", "near this number"
    INCREASE = "increase", "the number is a rise"
    DECREASE = "decrease", "the number is a fall"
