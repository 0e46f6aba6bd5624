"""The words around a number: what happened to the counted, which currency, and how exact it is."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from stancewire.errors import UserError
from stancewire.nlp.number_words import Number, read_number
from stancewire.nlp.tree import Doc
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import MagnitudeKind

_FILE: Final = "magnitudes.tsv"
FORCES: Final = word_set(
    "troop soldier reservist personnel marine officer peacekeeper fighter sailor commando guardsman "
    "conscript policeman serviceman paratrooper force gendarme mercenary adviser advisor agent "
    "instructor guard trainer"
)
PERSONS: Final = word_set(
    "people person migrant refugee man woman child foreigner immigrant national citizen asylum-seeker "
    "seeker worker deportee resident student family individual passenger"
)
_SYMBOLS: Final[dict[str, str]] = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₦": "NGN", "₪": "ILS",
    "₩": "KRW", "₺": "TRY", "₴": "UAH", "₱": "PHP", "a$": "AUD", "c$": "CAD", "s$": "SGD", "hk$": "HKD",
    "nz$": "NZD", "r$": "BRL", "nt$": "TWD", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}  # fmt: skip
_WORDS: Final[dict[str, str]] = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB",
    "ruble": "RUB", "rupee": "INR", "naira": "NGN", "shekel": "ILS", "won": "KRW", "lira": "TRY", "hryvnia": "UAH",
    "zloty": "PLN", "forint": "HUF", "ringgit": "MYR", "rupiah": "IDR", "baht": "THB", "dirham": "AED",
    "riyal": "SAR",
    "rand": "ZAR", "bolivar": "VES", "sterling": "GBP",
}  # fmt: skip
_LOOSE_POUND: Final = frozenset({"pound"})
_AT_LEAST: Final = (("at", "least"), ("more", "than"), ("over",), ("upwards", "of"), ("no", "fewer", "than"),
                    ("no", "less", "than"), ("not", "less", "than"), ("a", "minimum", "of"), ("exceeding",),
                    ("above",),
                    ("in", "excess", "of"))  # fmt: skip
_AT_MOST: Final = (("up", "to"), ("as", "many", "as"), ("as", "much", "as"), ("at", "most"), ("fewer", "than"),
                   ("less", "than"), ("under",), ("no", "more", "than"), ("nearly",), ("almost",),
                   ("a", "maximum", "of"),
                   ("close", "to"), ("below",))  # fmt: skip
_ABOUT: Final = (("about",), ("around",), ("some",), ("roughly",), ("approximately",), ("an", "estimated"),
                 ("estimated",), ("several",), ("a", "few"))  # fmt: skip


class Cue(NamedTuple):
    """A word that says what a number counts; see the data file for slots."""

    lemma: str
    slot: str
    kind: MagnitudeKind
    example: str


@lru_cache(maxsize=1)
def load_cues() -> dict[tuple[str, str], Cue]:
    """Return the lexicon by lemma and slot. Raise UserError for a line that does not have four columns."""
    cues: dict[tuple[str, str], Cue] = {}
    for number, line in enumerate(files("stancewire").joinpath("data", _FILE).read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 4:
            raise UserError(f"{_FILE}:{number}: {len(fields)} columns where 4 belong")
        cues[fields[0], fields[1]] = Cue(fields[0], fields[1], MagnitudeKind(fields[2]), fields[3])
    return cues


def read_currency(doc: Doc, number: Number) -> tuple[str, int, int] | None:
    """Return the ISO 4217 code and the token range of an amount of money, or None for another number."""
    before = doc[number.start - 1].lower_ if number.start else ""
    if before in _SYMBOLS:
        glued = number.start > 1 and doc[number.start - 2].lower_ in {"us", "u.s."} and before == "$"
        return _SYMBOLS[before], number.start - 1 - glued, number.end
    after = doc[number.end] if number.end < len(doc) else None
    nation = after is not None and after.tag_ in {"JJ", "NNP"} and number.end + 1 < len(doc)
    noun = doc[number.end + 1] if nation else after
    code = _WORDS.get(noun.lemma_.lower()) if noun is not None else None
    if noun is None or code is None or (noun.lemma_.lower() in _LOOSE_POUND and noun.ent_type_ == "QUANTITY"):
        return None
    if nation and after is not None:
        code = _NATIONAL.get((after.lower_, noun.lemma_.lower()), None if code in {"USD", "GBP"} else code)
        if code is None and after.lower_ in {"u.s.", "us", "american"}:
            code = "USD"
    return None if code is None else (code, number.start, noun.i + 1)


_NATIONAL: Final[dict[tuple[str, str], str]] = {
    ("australian", "dollar"): "AUD", ("canadian", "dollar"): "CAD", ("egyptian", "pound"): "EGP",
    ("syrian", "pound"): "SYP", ("lebanese", "pound"): "LBP", ("sudanese", "pound"): "SDG",
    ("pakistani", "rupee"): "PKR", ("indian", "rupee"): "INR", ("qatari", "riyal"): "QAR",
    ("british", "pound"): "GBP",
    ("iranian", "rial"): "IRR", ("singapore", "dollar"): "SGD", ("taiwan", "dollar"): "TWD",
}  # fmt: skip


def bounds(doc: Doc, number: Number, start: int) -> tuple[int, float | None, float | None, float | None]:
    """Return the first token of number and qualifier, then value, low and high as the words set them.

    "At least 11" is 11 with low 11 and no high; "up to 50" has a high only; "about 50" a value and no bounds.
    """
    before = [token.lower_ for token in doc[max(start - 3, 0) : start]]
    for qualifiers, keep_low, keep_high in (
        (_AT_LEAST, True, False),
        (_AT_MOST, False, True),
        (_ABOUT, False, False),
    ):
        for words in qualifiers:
            if tuple(before[len(before) - len(words) :]) == words:
                low = number.low if keep_low or number.value is None else None
                return start - len(words), number.value, low, number.high if keep_high else None
    lower = _range_start(doc, number)
    if lower is not None:
        return lower.start, None, lower.low, number.high
    return start, number.value, number.low, number.high


def _range_start(doc: Doc, number: Number) -> Number | None:
    """Read the first number of "10 to 15", "10-15" or "between 10 and 15"."""
    at = number.start - 1
    if at < 1 or doc[at].lower_ not in {"to", "-", "–", "and"}:
        return None
    first = read_number([doc[at - 1].lower_], 0)
    if first is None or first.value is None or number.value is None or first.value >= number.value:
        return None
    if doc[at].lower_ == "and" and (at < 2 or doc[at - 2].lower_ != "between"):
        return None
    return Number(at - 1, at, first.value, first.low, first.high)
