"""The patterns of the date grammar: which words make a date expression, and which rule reads them.

A blank in a pattern stands for blanks with at most one line break. Named groups are the parts that the
rules of `date_values.py` read; a group `core` marks the date's own words where a pattern looks at words
before them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from veedor.documents import date_pointing as pointing
from veedor.documents import date_steps as steps
from veedor.documents import date_values as values
from veedor.documents.date_values import Rule

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_ANY_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_FULL_MONTH = rf"(?P<month>{_ANY_MONTH})\b"
# What follows a number that counts something, so that it is neither a day nor a year.
_NO_COUNT = (
    r"(?!\d|[.,]\d|:\d|%|\s(?i:percent|per\scent|million|billion|thousand|people|troops|soldiers|men|women"
    r"|children|refugees|migrants|dollars|euros|pounds|miles|km|kilomet|tons|tonnes|barrels|deaths|cases"
    r"|years|months|weeks|days|hours|minutes|times)\b)"
)
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|[nr]d|th)?{_NO_COUNT}"
_DAY_2 = rf"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|[nr]d|th)?{_NO_COUNT}"
_YEAR = rf"(?P<year>(?:1[6-9]|20)\d\d){_NO_COUNT}"
_OF_YEAR = (
    rf"(?:,? (?:of )?{_YEAR}"
    r"|,? (?:of )?(?:the )?(?P<which_year>(?i:last|this|next|that|same|the)) year\b)"
)
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
_NAMED_DAY = rf"(?:\b(?:(?P<which>(?i:last|this|next|coming)) )?{_WEEKDAY},? )?"
_BETWEEN = r"(?:(?P<between>(?i:between|from)) )?"
_AND = r"(?P<join> ?(?:-|–|—|/) ?| (?:to|and|through|&) )"
_N = rf"(?P<n>\d{{1,2}}|(?i:{'|'.join(values.NUMBERS)}))"
_ORDINAL = rf"(?P<ordinal>(?i:{'|'.join(reversed(values.ORDINAL_DAYS))}))\b"
_LATER_ORDINAL = rf"(?!(?i:first|second|third|fourth)\b){_ORDINAL}"
"""Not those that stand after a month by chance, too: `in May first reports came in`."""
_UNITS = r"(?P<unit>(?i:day|week|fortnight|month|year|decade))s?\b"
_PART = r"(?P<part>(?i:early|mid|late))(?: |-)(?:in )?"
_LIMITED = r"(?P<limit>(?i:since|by|until|till|before|after|from|through|starting|beginning) (?:at )?)?"
_EDGE = r"(?:(?:in|at|around|towards?) )?(?:the )?(?P<edge>(?i:start|beginning|middle|end)) of "

_RULES: tuple[tuple[str, str, Rule], ...] = (
    ("war", r"\b(?:9/11|September 11(?:th)?(?= (?:(?:terrorist|terror) )?attacks\b))", pointing.war),
    ("iso", r"\b(?P<year>(?:1[6-9]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", values.iso),
    (
        "days",
        rf"{_BETWEEN}(?<![\d.,])\b{_DAY}{_AND}"
        rf"{_DAY_2} (?:of )?{_MONTH}{_OF_YEAR}?",
        values.days,
    ),
    (
        "days",
        rf"{_BETWEEN}\b{_MONTH} {_DAY}{_AND}"
        rf"{_DAY_2}{_OF_YEAR}?",
        values.days,
    ),
    (
        "day",
        rf"{_NAMED_DAY}(?:the )?(?<![\d.,])\b{_DAY} (?:of )?{_MONTH}{_OF_YEAR}?",
        values.day,
    ),
    ("day", rf"{_NAMED_DAY}\b{_MONTH} (?:the )?{_DAY}{_OF_YEAR}?", values.day),
    ("day", rf"{_NAMED_DAY}\b(?:the )?{_ORDINAL} (?:day )?of {_FULL_MONTH}{_OF_YEAR}?", values.day),
    ("day", rf"{_NAMED_DAY}\b{_FULL_MONTH} {_LATER_ORDINAL}{_OF_YEAR}?", values.day),
    ("day", rf"\b(?i:on|by|since|until|the) (?P<core>{_FULL_MONTH} {_ORDINAL}){_OF_YEAR}?", values.day),
    ("month", rf"(?:\b{_PART})?\b{_MONTH}{_OF_YEAR}", values.month),
    ("month", rf"\b{_PART}{_FULL_MONTH}", values.month),
    ("month", rf"\b(?P<which>(?i:last|this|next)) {_FULL_MONTH}", values.month),
    (
        "edge",
        rf"\b{_LIMITED}{_EDGE}"
        rf"(?:{_YEAR}|(?P<which>(?i:the|this|last|next)) (?P<unit>(?i:week|month|year))\b)",
        values.edge,
    ),
    ("edge", rf"\b{_LIMITED}{_EDGE}{_FULL_MONTH}{_OF_YEAR}?", values.edge),
    (
        "edge",
        rf"\b{_LIMITED}(?:the )?(?P<unit>(?i:year|month))(?:['’]s |-| )(?P<edge>end)\b",
        values.edge,
    ),
    (
        "so_far",
        r"\b(?i:so far|thus far) (?:in )?(?P<which>(?i:this)) (?P<unit>(?i:week|month|year))\b",
        values.so_far,
    ),
    (
        "so_far",
        r"\b(?P<which>(?i:this)) (?P<unit>(?i:week|month|year)) (?i:so far|thus far|to date)\b",
        values.so_far,
    ),
    (
        "unit",
        r"\b(?:(?P<part>(?i:early|earlier|mid|late|later))(?: |-)(?:in )?)?(?:the )?"
        r"(?P<which>(?i:last|this|next|previous|coming)) "
        r"(?P<unit>(?i:weekend|week|month|year|quarter|spring|summer|autumn|fall|winter))\b(?! \d)",
        values.unit,
    ),
    (
        "weekend",
        r"\b(?:(?i:over|at|on|during) )(?P<core>(?:the|this) (?:(?i:past|preceding) )?weekend)\b",
        values.weekend,
    ),
    (
        "weekday",
        rf"(?:\b(?P<which>(?i:last|this|next|coming|past)) )?(?:(?i:early|late) )?\b{_WEEKDAY}",
        values.weekday,
    ),
    (
        "near",
        r"\b(?P<near>(?i:the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow"
        r"|this morning|this afternoon|this evening|last night))\b",
        values.near,
    ),
    (
        "same",
        r"\b(?:(?i:on|in) )?(?i:the same|that same|that|(?:later|earlier) in the|(?:later|earlier) that) "
        r"(?P<unit>(?i:day|week|month|year))\b",
        pointing.same,
    ),
    ("beside", rf"\b{_N} {_UNITS} (?P<way>(?i:later|earlier))\b(?! than)", pointing.beside),
    ("beside", r"\b(?:(?i:on|in) )?(?i:the following) (?P<unit>(?i:day|month|year))\b", pointing.beside),
    ("beside", r"\b(?:(?i:on) )?(?i:the next) (?P<unit>(?i:day))\b", pointing.beside),
    (
        "clock",
        r"\b(?:(?:(?i:shortly|just|soon) )?(?i:at|around|about|before|after|by) )(?:(?i:about|around|approximately) )?"
        r"(?:(?:1[0-2]|0?\d)(?:[:.]\d\d)? ?(?i:[ap]\.?m\.?)|(?:[01]?\d|2[0-3]):\d\d"
        r"|(?i:midday|noon|midnight|dawn|dusk))(?!\w)",
        pointing.clock,
    ),
    ("clock", r"\b(?:(?P<night>(?i:overnight))|(?i:mid-(?:morning|afternoon)))\b", pointing.clock),
    (
        "war",
        r"\b(?P<lead>(?i:during|in|throughout|after|since|before|until|of)) (?i:the )?"
        r"(?P<core>World War (?P<number>I{1,2}|One|Two)\b|(?P<which>First|Second) World War\b"
        r"|(?P<which2>Korean) War\b)",
        pointing.war,
    ),
    (
        "ago",
        r"\b(?:(?P<about>(?i:about|around|nearly|almost|some|roughly|more than|over)) )?"
        rf"{_N} {_UNITS} (?i:ago)\b",
        steps.ago,
    ),
    ("ahead", rf"\b(?i:in) {_N} {_UNITS}(?P<time>['’]? (?i:time|from now))?\b", steps.ahead),
    ("ahead", rf"\b{_N} {_UNITS}(?P<time> (?i:from now))\b", steps.ahead),
    (
        "stretch",
        rf"\b(?:(?i:over|in|for|during|within|throughout) )?(?:the|these) "
        r"(?P<way>(?i:past|last|previous|next|coming)) "
        rf"(?:{_N} )?{_UNITS}",
        steps.stretch,
    ),
    ("stretch", rf"\b(?P<way>(?i:within)) {_N} {_UNITS}", steps.stretch),
    (
        "stretch",
        r"\b(?:(?i:over|in|for|during|within|throughout) )?(?:the|these) "
        r"(?P<way>(?i:past|last|previous|next|coming)) "
        rf"(?P<n>{'|'.join(steps.HOURS)}) (?P<unit>(?i:hour))s\b",
        steps.stretch,
    ),
    (
        "season",
        rf"\b(?:(?i:early|mid|late)(?: |-))?(?P<season>(?i:spring|summer|autumn|fall|winter)){_OF_YEAR}",
        values.season,
    ),
    (
        "season",
        r"\b(?:(?i:in|by|since|until|before|after|during) (?:the )?)"
        r"(?P<core>(?P<season>(?i:spring|summer|autumn|winter)))\b",
        values.season,
    ),
    ("quarter", rf"\bQ(?P<q>[1-4])\b{_OF_YEAR}?", values.quarter),
    (
        "quarter",
        rf"\b(?:the )?(?P<nth>(?i:first|second|third|fourth|last)) (?P<half>(?i:quarter|half))"
        rf"{_OF_YEAR}",
        values.quarter,
    ),
    (
        "quarter",
        r"\b(?i:in|during|for) the (?P<core>(?P<nth>(?i:first|second|third|fourth)) (?P<half>quarter))\b(?! of)",
        values.quarter,
    ),
    (
        "first_months",
        rf"\b(?:the )?(?i:first) {_N} (?i:months){_OF_YEAR}",
        values.first_months,
    ),
    ("year", rf"\b{_PART}{_YEAR}", values.year),
    (
        "years",
        r"(?<![-–\d])\b(?P<year>(?:1[6-9]|20)\d\d) ?[-–] ?(?P<year2>(?:1[6-9]|20)\d\d|\d\d)\b",
        values.years,
    ),
    (
        "decade",
        r"\b(?:the )?(?:(?P<part>(?i:early|mid|late))(?: |-))?(?P<decade>(?:1[6-9]|20)\d)0['’]?s\b",
        values.decade,
    ),
    ("year", rf"(?<![-–/\d.,$€£#])\b{_YEAR}(?![-–]\d)\b", values.year),
    (
        "month",
        r"(?:\b(?i:in|by|to|of|and|or|for|until|till|since|from|after|before|between|through|throughout|during"
        r"|effective|starting|beginning|past|the) |, |[-–] ?|['’]s )"
        rf"(?P<core>{_FULL_MONTH})(?! \d)",
        values.month,
    ),
    (
        "month",
        r"\b(?P<month>January|February|July|August|September|October|November|December)\b(?= [a-z])",
        values.month,
    ),
    (
        "month",
        rf"\b{_FULL_MONTH}(?=['’]s\b| ?[-–] ?{_ANY_MONTH}| (?:to|and|or|through|until) {_ANY_MONTH})",
        values.month,
    ),
)

# One line break, at most, may stand where the patterns have a blank: a paragraph's end parts dates.
BLANK = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"
RULES = tuple((name, re.compile(pattern.replace(" ", BLANK)), rule) for name, pattern, rule in _RULES)
"""Name, pattern and meaning of every rule, in the order in which a tie goes to the first."""
BY_NAME: Mapping[str, Rule] = {name: rule for name, _, rule in _RULES}
"""The meaning of each rule by its name (several patterns share one)."""
HINT = re.compile(
    rf"(?P<month>\b(?:{_ANY_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
    r"|(?P<weekday>\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"|(?P<digits>\b(?:1[6-9]|20)\d\d)"
    r"|(?P<season>\b(?i:spring|summer|autumn|fall|winter)\b)"
    r"|(?P<near>\b(?i:yesterday|today|tonight|tomorrow|morning|afternoon|evening|night)\b)"
    r"|(?P<clock>\b\d\d?:\d\d|(?i:(?:\b|\d)[ap]\.?m\b|\b(?:mid|overnight|midday|noon|midnight|dawn|dusk)\b))"
    r"|(?P<war>\bWar\b|\b9/11\b|\battacks\b)"
    r"|(?P<unit>\b(?:(?i:hour|day|week|fortnight|month|year|decade|weekend|quarter|half)s?\b|Q[1-4]\b))"
)
"""The words without which there is no date; each group is a hint that some rules need."""
HINT_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall "
    "winter yesterday today tonight tomorrow morning afternoon evening night hour hours day days week weeks "
    "fortnight fortnights month months year years decade decades weekend weekends quarter quarters half q1 q2 q3 q4 "
    "war 9/11 overnight midday noon midnight dawn dusk am pm a.m p.m mid".split()
)
"""The words of `HINT`, lower case, for texts that are cut into words already: a look-up is quicker than a search."""
_UNIT = frozenset({"unit"})
_NEEDS = {
    **dict.fromkeys(("day", "days", "month"), frozenset({"month"})),
    **dict.fromkeys(("iso", "year", "years", "decade"), frozenset({"digits"})),
    "weekday": frozenset({"weekday"}),
    "near": frozenset({"near"}),
    "clock": frozenset({"clock"}),
    "war": frozenset({"war"}),
    "season": frozenset({"season"}),
    "unit": frozenset({"unit", "season"}),
    "edge": frozenset({"unit", "month", "digits"}),
}


def rules_for(hints: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Names and patterns of the rules that can find something where these hints stand."""
    return tuple((name, pattern) for name, pattern, _ in RULES if hints & _NEEDS.get(name, _UNIT))
