"""The words that tell time in English news: months, weekdays, units, parts. Lower case, without a final dot."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.word_sets import word_list, word_set

_MONTH_NAMES: Final = word_list(
    "january february march april may june july august september october november december"
)
_DAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS: Final[dict[str, int]] = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
WEEKDAYS: Final[dict[str, int]] = {
    **{name: number for number, name in enumerate(_DAY_NAMES)},
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
}  # fmt: skip
# These are also other words, so they need a capital and a noun's tag to count.
DOUBTFUL: Final = frozenset({"may", "march", "mar", "mon", "wed", "sat", "jan", "dec", "fri", "august", "second"})

UNITS: Final[dict[str, str]] = {
    form: unit
    for unit in ("day", "week", "month", "year", "decade", "century", "hour", "minute", "quarter")
    for form in (unit, unit + "s")
} | {"centuries": "century", "fortnight": "fortnight", "fortnights": "fortnight", "yr": "year", "yrs": "year"}

LAST: Final = frozenset({"last", "previous"})
NEXT: Final = frozenset({"next", "coming", "upcoming"})
THIS: Final = frozenset({"this", "current"})
PAST_WINDOW: Final = frozenset({"past", "last", "previous", "preceding"})
COMING_WINDOW: Final = frozenset({"next", "coming"})
VAGUE_COUNT: Final = frozenset({"several", "few", "many", "some", "recent", "dozens", "various"})

DAY_PARTS: Final = frozenset(
    {"morning", "afternoon", "evening", "night", "midnight", "noon", "midday", "dawn", "dusk", "lunchtime"}
)
PARTS: Final[dict[str, str]] = {
    "early": "early", "earlier": "earlier", "beginning": "early", "start": "early",
    "mid": "mid", "middle": "mid",
    "late": "late", "later": "later", "end": "late",
}  # fmt: skip
SEASONS: Final[dict[str, tuple[int, int]]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
ORDINALS: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"twenty-first": 21}
DECADE_WORDS: Final[dict[str, int]] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
FIXED_DAYS: Final[dict[tuple[str, ...], tuple[int, int]]] = {
    ("christmas", "day"): (12, 25),
    ("christmas", "eve"): (12, 24),
    ("boxing", "day"): (12, 26),
    ("new", "year", "'s", "day"): (1, 1),
    ("new", "year", "’s", "day"): (1, 1),
    ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year", "’s", "eve"): (12, 31),
    ("may", "day"): (5, 1),
}
TODAY_WORDS: Final[dict[str, int]] = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# A weekday or month inside one of these is the name of a thing.
# First or last names as well: a bare one behind another name belongs to a person.
NAME_MONTHS: Final = frozenset({"may", "march", "april", "june", "august"})
NAME_BEFORE: Final = frozenset(
    {"black", "good", "bloody", "palm", "easter", "super", "ash", "maundy", "cyber", "holy", "red"}
)

UPCOMING_NOUNS: Final = word_set(
    "meeting summit vote election referendum ballot poll talk talks hearing deadline session ceremony "
    "inauguration conference final match game visit runoff negotiation debate launch signing trial "
    "rally strike march expiry expiration date"
)
SCHEDULING: Final = word_set(
    "schedule plan expect slate set due intend hope aim plot prepare promise pledge vow threaten "
    "agree want ask urge order need propose invite call offer seek likely ready eager "
    "bound poise able willing unlikely about going have wait decide choose try arrange appoint summon"
)
PLANNED: Final = frozenset(
    {"schedule", "plan", "expect", "slate", "set", "due", "postpone", "delay", "fix", "book"}
)
LOOKING_AHEAD: Final = frozenset({"ahead", "by", "until", "till", "before"})
FORWARD_MODALS: Final = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "can", "may", "might", "should", "must"}
)
# Their past has the form of the present, and taggers take it for that.
PAST_LIKE_PRESENT: Final = word_set(
    "quit put cut hit set let shut cast split spread beat hurt cost bid rid read burst thrust upset"
)
DECIDING: Final = word_set("vote opt move resolve rule act")
DONE_INFINITIVES: Final = word_set(
    "manage fail decline refuse force help begin start continue come go prompt lead cause enable allow compel use "
    "get happen seem appear push drive oblige tend return gather travel rush mobilise mobilize"
)
