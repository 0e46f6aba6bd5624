"""Who stands where on whom or what: cues turned into stances by documented rules.

Confidence is a product: the cue's prior (data), how surely the holder was resolved (1 for a name, 0.9 for a role,
0.85 for a pronoun, less for detours), 0.9 where two cues combine, 0.85 where hedged, 0.95 for each outer voice,
0.9 where the target is a thing and not an actor. No constant is tuned on a gold file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from stancewire.nlp.attribution import Attribution, enclosing
from stancewire.nlp.cues import Cues, Kind
from stancewire.nlp.document import Document, Entity, Extent, Quote, Stance
from stancewire.nlp.evaluations import EvaluationWords, judge_phrase, opposite
from stancewire.nlp.judgements import judgement_stances
from stancewire.nlp.narrator import narrator_stances
from stancewire.nlp.operators import (
    SPEAKING,
    asks,
    is_contested,
    is_duty,
    is_future,
    is_hedged,
    is_negated,
    is_possible,
    is_unrealised,
)
from stancewire.nlp.propositions import clause_extent, content_of, thing_extent
from stancewire.nlp.quotes import speakers_of
from stancewire.nlp.reports import charge
from stancewire.nlp.sources import adopt
from stancewire.nlp.voices import GENERIC, Party, Speakers, holder_tokens, resolve
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

_ACTS: Final = frozenset({"act_against", "act_for"})
_COMBINING: Final = frozenset(
    {"plan", "urge", "demand", "promise", "want", "offer", "refuse", "withhold", "threaten", "say"}
)
_ADDRESSEES: Final = frozenset({"urge", "warn", "say", "reveal", "think", "allege"})
_ASKING: Final = frozenset({("urge",), ("counsel",), ("advise",), ("press",)})
_WANTING_WORDS: Final = frozenset({"demand", "want", "deny", "offer", "promise", "refuse"})
# "offered products" is trade; only these say that the one who offers them favours them.
_OFFERS: Final = word_set(
    "aid amnesty apology assistance autonomy backing ceasefire compromise concession condolence "
    "cooperation deal dialogue exchange guarantee help mediation meeting negotiation partnership peace "
    "plan proposal referendum resignation settlement solution summit support swap talk tax treaty truce "
    "vote"
)
_RECIPIENT_PREPOSITIONS: Final = frozenset({"on", "against", "at", "from", "with", "upon"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A polarity towards one thing, before a holder is put to it. `target` and `thing` are tokens."""

    polarity: Polarity
    target: Token | None
    clause: Token | None
    rule: str
    cue: Extent
    negated: bool
    combined: bool = False


class StanceReader:
    """Reads the stances of one document out of its cues and quotes."""

    def __init__(self, document: Document, cues: Cues, words: EvaluationWords) -> None:
        self._document = document
        self._cues = cues
        self._words = words
        self.speakers: Speakers = speakers_of(document)
        self.attributions = document.attributions
        self._by_anchor = {one.match.anchor.i: one for one in self.attributions}
        self._quote_of_cue = {q.cue_token: q for q in reversed(document.quotes) if q.cue_token is not None}
        self._direct = _quote_by_token(document)
        self._absorbed: set[int] = set()

    def read(self) -> list[Stance]:
        """Return the stances that cues carry, in order of the text."""
        stances: list[Stance] = []
        for one in self.attributions:
            if one.match.anchor.i not in self._absorbed:
                stances.extend(self._of(one))
        return stances

    def _of(self, one: Attribution) -> list[Stance]:
        anchor = one.match.anchor
        parties = list(one.holders) or self._generic(one)
        if not parties or self._is_void(one):
            return []
        stands = self._stands(one)
        return [
            stance
            for party in parties
            for stand in stands
            if (stance := self._stance(one, party, stand, anchor)) is not None
        ]

    def _generic(self, one: Attribution) -> list[Party]:
        """Let the speaker hold what he says of everybody: "nobody wants a war"."""
        anchor = one.match.anchor
        generic = any(
            token.lower_ in GENERIC or _no_one(token)
            for token in holder_tokens(self._document, one.match, self._cues)
        )
        if not generic or one.match.cue.act not in {"want", "support"}:
            return []
        quote = self._quote(one, anchor)
        return [Party(quote.holder, anchor, 0.7)] if quote is not None and quote.holder is not None else []

    def _is_another_voice(self, one: Attribution) -> bool:
        anchor = one.match.anchor
        quote = self._quote(one, anchor)
        if quote is None:
            return False
        victims = [party.entity for token in one.objects if (party := self._party(token)) is not None]
        claimed = quote.rule == "v.claim" or any(entity is quote.holder for entity in victims)
        return claimed or self._words.of(anchor) is not None

    def _is_void(self, one: Attribution) -> bool:
        """Tell whether the words say nothing of where anybody stands: questions, duties, what is contested."""
        anchor, cue = one.match.anchor, one.match.cue
        if asks(anchor) or is_duty(anchor) or is_contested(anchor, self._cues):
            return True
        if cue.act == "end":
            return True
        if cue.act in _ACTS and (is_negated(anchor) or is_future(anchor) or is_possible(anchor)):
            return True
        if cue.act in _ACTS and _is_reason(anchor, self._by_anchor):
            # "praised Turkey for sheltering them": whoever praises says so.
            return True
        if cue.act in _ACTS and self._is_another_voice(one):
            # "The government has betrayed us" is a judgement of whoever says so, no deed of the government.
            return True
        if cue.kind is Kind.VERB and is_unrealised(anchor):
            return True
        if cue.act == "want" and anchor.dep_ == "acl":
            # "people seeking asylum" names them and tells no stand.
            return True
        return cue.kind is Kind.NOUN and cue.act in {"say", "reveal", "think"}

    def _stands(self, one: Attribution) -> list[Stand]:
        cue = one.match.cue
        if cue.act == "evaluate":
            return self._evaluated(one, one.extent, cue.id)
        if cue.act == "threaten":
            return self._threatened(one)
        if cue.act == "allege":
            return self._alleged(one)
        if one.complement is not None and cue.act in _COMBINING:
            combined = self._combined(one, one.complement)
            if combined is not None:
                return combined
        stands = self._of_objects(one)
        if not stands and one.complement is not None and cue.complement is not None:
            stands = self._of_clause(one, one.complement)
        return stands

    def _of_objects(self, one: Attribution) -> list[Stand]:
        cue = one.match.cue
        if cue.act == "urge" and one.complement is None:
            # "urged restraint" asks for it; "urged the council" names whom.
            return [
                self._stand(one, cue.complement, token, None)
                for token in one.objects
                if cue.complement is not None and cue.pattern in _ASKING and self._party(token) is None
            ]
        if cue.act in _ADDRESSEES or (one.complement is not None and cue.act in _WANTING_WORDS):
            return []
        stands = []
        for token in one.objects:
            stand = self._of_object(one, token)
            if stand is not None:
                stands.append(stand)
        return stands

    def _of_object(self, one: Attribution, token: Token) -> Stand | None:
        cue = one.match.cue
        content = content_of(token, self._cues) if cue.act not in {"criticise", "praise", "thank"} else None
        if content is not None and cue.complement is not None:
            # "rejected claims that" is about the claim's content, never about those who made it.
            clause = content.pos_ in {"VERB", "AUX"}
            return self._stand(one, cue.complement, None if clause else content, content if clause else None)
        if cue.pattern == ("offer",) and token.lemma_.lower() not in _OFFERS:
            return None
        denied = self._charge_denied(one, token)
        if denied is not None:
            return denied
        is_actor = self._party(token) is not None and cue.act != "offer"
        if cue.act == "deny" and _is_gerund_phrase(token, one.match.anchor):
            return self._stand(one, Polarity.AGAINST, None, token)
        polarity = cue.object if is_actor else (cue.object or cue.complement)
        if polarity is None:
            return None
        return self._stand(one, polarity, token, None)

    def _charge_denied(self, one: Attribution, token: Token) -> Stand | None:
        """Read "accused the police of brutality, which the police denied": it is the brutality that is denied."""
        anchor = one.match.anchor
        if one.match.cue.act not in {"deny", "reject"} or anchor.dep_ != "relcl" or token != anchor.head:
            return None
        charges = (charge(self._by_anchor[above.i]) for above in anchor.ancestors if above.i in self._by_anchor)
        content = next((head for head in charges if head is not None), None)
        if content is None:
            return None
        clause = content.dep_ == "pcomp"
        return self._stand(one, Polarity.AGAINST, None if clause else content, content if clause else None)

    def _of_clause(self, one: Attribution, clause: Token) -> list[Stand]:
        cue = one.match.cue
        if cue.act == "refuse" and clause.lemma_ in SPEAKING:
            return []
        if cue.complement is None:
            return []
        if clause.pos_ not in {"VERB", "AUX"} and not any(c.dep_ == "nsubj" for c in clause.children):
            return [self._stand(one, cue.complement, clause, None)]
        # The extent of an infinitive begins behind "not to", so the negation turns the stand.
        turned = any(c.dep_ == "neg" for c in clause.lefts) and any(c.lower_ == "to" for c in clause.lefts)
        return [self._stand(one, opposite(cue.complement) if turned else cue.complement, None, clause)]

    def _stand(self, one: Attribution, polarity: Polarity, target: Token | None, clause: Token | None) -> Stand:
        negated = is_negated(one.match.anchor)
        cue = one.match.cue
        return Stand(cue.negated if negated else polarity, target, clause, cue.id, one.extent, negated)

    def _combined(self, one: Attribution, clause: Token) -> list[Stand] | None:
        """Read two cues as one: "urged the council to scrap X", "refused to back X", "stopped short of X"."""
        if one.match.cue.act == "say":
            return None
        inner = self._by_anchor.get(clause.i)
        if inner is None:
            return [] if one.match.cue.act == "withhold" else None
        if inner.match.cue.act in {"end", *_ACTS} and is_negated(inner.match.anchor):
            # "urged Chad not to close the border" is about the closing.
            return None
        stands = self._inner_stands(inner)
        if not stands:
            return [] if one.match.cue.act == "withhold" else None
        self._absorbed.add(clause.i)
        return [self._joined(one, inner, stand) for stand in stands]

    def _inner_stands(self, inner: Attribution) -> list[Stand]:
        cue = inner.match.cue
        if cue.act == "evaluate":
            return self._evaluated(inner, inner.extent, cue.id)
        if cue.object is None:
            return []
        return [self._stand(inner, cue.object, token, None) for token in inner.objects if not _is_light(token)]

    def _joined(self, outer: Attribution, inner: Attribution, stand: Stand) -> Stand:
        act = outer.match.cue.act
        refused = act == "refuse"
        negated = is_negated(outer.match.anchor)
        polarity = stand.polarity
        if act == "withhold" or (refused and polarity is Polarity.AGAINST):
            polarity = Polarity.NEUTRAL
        elif refused:
            polarity = opposite(polarity)
        elif negated:
            polarity = opposite(polarity) if act == "want" and polarity is Polarity.FAVOUR else Polarity.NEUTRAL
        start = min(outer.extent.start, inner.extent.start)
        wide = act == "withhold"
        cue = Extent(start, max(outer.extent.end, inner.extent.end)) if wide else outer.extent
        negated = negated or refused or act == "withhold" or stand.negated
        rule = f"{outer.match.cue.id}+{stand.rule}"
        return Stand(polarity, stand.target, stand.clause, rule, cue, negated, combined=True)

    def _evaluated(self, one: Attribution, cue: Extent, rule: str) -> list[Stand]:
        """Read what somebody calls somebody: the polarity is that of the judging word."""
        if one.predicate is None:
            return []
        judged = judge_phrase(self._words, one.predicate)
        if judged is None:
            return []
        negated = is_negated(one.match.anchor)
        polarity = Polarity.NEUTRAL if negated else judged[2]
        rule = f"{rule}+{judged[1].id}"
        return [Stand(polarity, token, None, rule, cue, negated) for token in one.objects if token != one.predicate]

    def _threatened(self, one: Attribution) -> list[Stand]:
        """A threat stands against whom it would hit: its object, or the recipient of the act threatened."""
        anchor = one.match.anchor
        actors = [token for token in one.objects if self._party(token) is not None]
        if not actors:
            roots = [one.complement] if one.complement is not None else list(one.objects)
            actors = [found for root in roots for found in self._recipients(root)][:1]
        actors = actors or [
            t for child in anchor.children if _hits(child) for t in child.children if self._party(t)
        ]
        if one.complement is not None and one.complement.i in self._by_anchor:
            self._absorbed.add(one.complement.i)
            inner = self._by_anchor[one.complement.i]
            if not actors and inner.match.cue.act not in _ACTS:
                return [self._joined(one, inner, stand) for stand in self._inner_stands(inner)]
        return [self._stand(one, Polarity.AGAINST, token, None) for token in actors[:2]]

    def _recipients(self, root: Token) -> list[Token]:
        found = []
        for token in root.subtree:
            if token.i < root.i or token == root:
                continue
            near = token.dep_ == "dobj" and token.head == root
            aimed = token.dep_ == "pobj" and token.head.lower_ in _RECIPIENT_PREPOSITIONS
            if (near or aimed) and self._party(token) is not None:
                found.append(token)
        return found

    def _alleged(self, one: Attribution) -> list[Stand]:
        """An allegation stands against the one who is said to do it, where that is an actor."""
        if one.complement is None:
            return []
        subject = next((c for c in one.complement.children if c.dep_ == "nsubj"), None)
        if subject is None or self._party(subject) is None:
            return []
        return [self._stand(one, Polarity.AGAINST, subject, None)]

    def _party(self, token: Token) -> Party | None:
        return resolve(self._document, token, self.speakers)

    def _stance(self, one: Attribution, party: Party, stand: Stand, anchor: Token) -> Stance | None:
        target: Entity | None = None
        thing: Extent | None = None
        if stand.target is not None:
            found = self._party(stand.target)
            target = found.entity if found is not None else None
            if target is None:
                if not _can_be_judged(stand.target):
                    return None
                thing = thing_extent(self._document, stand.target)
        elif stand.clause is not None:
            thing = clause_extent(self._document, stand.clause)
        if target is party.entity or (thing is not None and thing.end <= thing.start):
            return None
        if target is None and one.match.cue.act in _ACTS:
            return None
        hedged = is_hedged(anchor) or one.match.cue.hedge
        quote = self._quote(one, anchor)
        return Stance(
            holder=party.entity,
            target=target,
            proposition=thing,
            polarity=stand.polarity,
            basis=one.match.cue.basis,
            quote=quote,
            negated=stand.negated,
            hedged=hedged,
            evidence=evidence_of(self._document, anchor),
            cue=stand.cue,
            rule=stand.rule,
            confidence=self._confidence(one, party, stand, target, hedged=hedged),
        )

    def _quote(self, one: Attribution, anchor: Token) -> Quote | None:
        own = self._quote_of_cue.get(anchor.i)
        if own is not None:
            return own
        if anchor.i in self._direct:
            return self._direct[anchor.i]
        for outer in enclosing(one, self._by_anchor):
            quote = self._quote_of_cue.get(outer.match.anchor.i)
            if quote is not None:
                return quote
        return None

    def _confidence(
        self, one: Attribution, party: Party, stand: Stand, target: Entity | None, *, hedged: bool
    ) -> float:
        value = one.match.cue.prior * party.certainty
        value *= 0.9 if stand.combined else 1.0
        value *= 0.85 if hedged else 1.0
        value *= 0.9 if target is None and stand.clause is None else 1.0
        value *= 0.95 ** min(3, len(enclosing(one, self._by_anchor)))
        return round(value, 3)


def find_stances(document: Document, cues: Cues) -> None:
    """Fill `document.stances`, sorted by evidence, then cue. A repeat starts anew. Needs quotes found before."""
    words = _evaluations()
    reader = StanceReader(document, cues, words)
    found = reader.read()
    found += judgement_stances(document, cues, words, reader.attributions, reader.speakers)
    found += narrator_stances(document, _loaded())
    found.sort(key=lambda stance: (stance.evidence.start, stance.cue.start, stance.rule))
    document.stances = _unique(found)
    adopt(document)


@cache
def _evaluations() -> EvaluationWords:
    return EvaluationWords.load()


@cache
def _loaded() -> EvaluationWords:
    return EvaluationWords.load("loaded_words.tsv")


def evidence_of(document: Document, anchor: Token) -> Extent:
    """Return the sentence of the cue without outer white space."""
    extent = document.extent_of(anchor.sent)
    words = document.text[extent.start : extent.end]
    start = extent.start + len(words) - len(words.lstrip())
    return Extent(start, start + len(words.strip()))


def _unique(found: list[Stance]) -> list[Stance]:
    """Keep one stance for each holder, target and polarity in a sentence: the surest."""
    best: dict[tuple[int, int, object, object, object], Stance] = {}
    for stance in found:
        key = (id(stance.holder), id(stance.target), stance.proposition, stance.polarity, stance.evidence.start)
        known = best.get(key)
        if known is None or stance.confidence > known.confidence:
            best[key] = stance
    kept = {id(stance) for stance in best.values()}
    return [stance for stance in found if id(stance) in kept]


def _quote_by_token(document: Document) -> dict[int, Quote]:
    inside: dict[int, Quote] = {}
    for quote in document.quotes:
        if quote.form.value == "direct":
            span = document.parse.char_span(quote.start, quote.end, alignment_mode="expand")
            for token in span or ():
                inside.setdefault(token.i, quote)
    return inside


def _is_gerund_phrase(noun: Token, verb: Token) -> bool:
    """Read "denied harbouring militants", where the parser takes the gerund for an adjective."""
    first = noun.left_edge
    return first.tag_ == "VBG" and first.i == verb.i + 1 and first.dep_ == "amod"


def _is_reason(anchor: Token, by_anchor: dict[int, Attribution]) -> bool:
    """Tell the deed that somebody is praised or blamed for from one that is told."""
    preposition = anchor.head
    if anchor.dep_ != "pcomp" or preposition.lower_ not in {"for", "over", "of"}:
        return False
    return preposition.head.i in by_anchor or preposition.head.head.i in by_anchor


def _no_one(token: Token) -> bool:
    return token.lower_ == "one" and any(child.lower_ == "no" for child in token.children)


def _hits(child: Token) -> bool:
    return child.dep_ == "prep" and child.lower_ in {"against", "on"}


def _is_light(token: Token) -> bool:
    return token.lower_ in {"it", "that", "this"} and token.dep_ == "expl"


def _can_be_judged(token: Token) -> bool:
    """Tell a thing from a time, a number, a reflexive or a question word."""
    if token.ent_type_ in {"DATE", "TIME", "PERCENT", "ORDINAL", "CARDINAL"}:
        return False
    if token.lower_ in {
        "he",
        "she",
        "him",
        "her",
        "himself",
        "herself",
        "itself",
        "themselves",
        "each",
        "other",
        "what",
        "who",
        "which",
        "you",
    }:
        return False
    return token.pos_ in {"NOUN", "PROPN", "PRON", "DET", "VERB", "ADJ", "NUM"} and token.lower_ not in {
        "i", "we", "me", "us",
    }  # fmt: skip
