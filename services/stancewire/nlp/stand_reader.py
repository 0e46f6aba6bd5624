"""Where a cue puts its holder: towards what it names, by the cue's class and by what it takes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.clause_ends import is_claim_told_before
from stancewire.nlp.evaluations import EvaluationWords, opposite
from stancewire.nlp.operators import SPEAKING, is_negated
from stancewire.nlp.own_words import REPORTING
from stancewire.nlp.propositions import content_of
from stancewire.nlp.reports import charge
from stancewire.nlp.stand_objects import is_counted, is_gerund_phrase, is_no_side, is_offered, thing_ended
from stancewire.nlp.stands import Stand, called, inner_stands, joined, stand_of
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.threats import alleged, harmed, threatened
from stancewire.nlp.tree import Token
from stancewire.nlp.void_cues import ACTS
from stancewire_schemas.codes import Polarity

_COMBINING: Final = frozenset(
    {"plan", "urge", "demand", "promise", "want", "offer", "refuse", "withhold", "threaten", "say"}
)
_ADDRESSEES: Final = frozenset({"urge", "warn", "say", "reveal", "think", "allege"})
_JUDGING: Final = frozenset({"criticise", "praise", "welcome", "oppose", "reject", "support"})
_ASKING: Final = frozenset({("urge",), ("counsel",), ("advise",), ("press",)})
# "Sued to block the rules", "fought to save the hall".
_FIGHTING: Final = frozenset({("sue",), ("fight",)})
_BLOCS: Final = frozenset({"nato", "eu", "coalition", "european"})
_WANTING_WORDS: Final = frozenset({"demand", "want", "deny", "offer", "refuse"})


class StandReader:
    """Reads cues in order; `absorbed` are the anchors of cues that an earlier one has drawn into its own stand."""

    def __init__(self, testimony: Testimony, words: EvaluationWords) -> None:
        self._testimony = testimony
        self._words = words
        self.absorbed: set[int] = set()

    def read(self, one: Attribution) -> list[Stand]:
        """Return the stands of a cue that is not void."""
        cue = one.match.cue
        if cue.act == "evaluate":
            return called(one, self._words) or self._by_verb_alone(one)
        if cue.act == "threaten":
            return self._threatened(one)
        if cue.act == "allege":
            subject = alleged(self._testimony, one)
            return [stand_of(one, Polarity.AGAINST, target=subject)] if subject is not None else []
        if one.complement is not None and (cue.act in _COMBINING or cue.pattern in _FIGHTING):
            combined = self._combined(one, one.complement)
            if combined is not None:
                return combined
        if cue.act == "welcome" and any(is_counted(token) for token in one.objects):
            # "welcomed 90,000 guests" tells how many came.
            return []
        stands = self._of_objects(one)
        if not stands and one.complement is not None and cue.complement is not None:
            stands = self._of_clause(one, one.complement, cue.complement)
        return stands

    def _by_verb_alone(self, one: Attribution) -> list[Stand]:
        """Read "praised the measure as a step towards peace": what no list judges, the verb itself does."""
        alone = (match for match in self._testimony.cues.matches(one.match.anchor) if len(match.tokens) == 1)
        verb = next((match for match in alone if match.cue.object is not None), None)
        if verb is None or verb.cue.act not in _JUDGING or one.match.tokens[-1].lower_ != "as":
            return []
        return self._of_objects(replace(one, match=verb))

    def _of_objects(self, one: Attribution) -> list[Stand]:
        cue = one.match.cue
        if cue.act == "urge" and one.complement is None:
            # "urged restraint" asks for it; "urged the council" names whom.
            return [
                stand_of(one, cue.complement, target=token)
                for token in one.objects
                if cue.complement is not None and cue.pattern in _ASKING and self._testimony.party(token) is None
            ]
        if cue.act in _ADDRESSEES or (one.complement is not None and cue.act in _WANTING_WORDS):
            return []
        return [stand for token in one.objects if (stand := self._of_object(one, token)) is not None]

    def _of_object(self, one: Attribution, token: Token) -> Stand | None:
        cue = one.match.cue
        content = None
        if cue.act not in {"criticise", "praise", "thank"}:
            content = content_of(token, self._testimony.cues)
        if content is not None and cue.complement is not None:
            # "rejected claims that" is about the claim's content, never about those who made it.
            return _of_content(one, content, cue.complement, is_clause=content.pos_ in {"VERB", "AUX"})
        if cue.pattern == ("offer",) and (not is_offered(token) or self._is_stand(token)):
            return None
        denied = self._charge_denied(one, token)
        if denied is not None:
            return denied
        if cue.act == "deny" and is_gerund_phrase(token, one.match.anchor):
            return stand_of(one, Polarity.AGAINST, clause=token)
        if cue.pattern == ("ally",) and token.dep_ == "compound" and token.lower_ in _BLOCS:
            # "The NATO allies" are its members.
            return None
        is_actor = self._testimony.party(token) is not None and cue.act != "offer"
        if not is_actor and is_no_side(one, token):
            return None
        polarity = cue.object if is_actor else (cue.object or cue.complement)
        return stand_of(one, polarity, target=token) if polarity is not None else None

    def _charge_denied(self, one: Attribution, token: Token) -> Stand | None:
        """Read "accused the police of brutality, which the police denied": it is the brutality that is denied."""
        anchor = one.match.anchor
        if (
            one.match.cue.act not in {"deny", "reject"}
            or anchor.dep_ not in {"relcl", "acl"}
            or token != anchor.head
        ):
            return None
        by_anchor = self._testimony.by_anchor
        above = [by_anchor[token.i] for token in anchor.ancestors if token.i in by_anchor]
        content = next((head for head in map(charge, above) if head is not None), None)
        if content is None and is_claim_told_before(token):
            said = (outer.complement for outer in above if outer.match.cue.act in REPORTING)
            content = next((head for head in said if head is not None and head.i < token.i), None)
        if content is None:
            return None
        return _of_content(one, content, Polarity.AGAINST, is_clause=content.pos_ in {"VERB", "AUX"})

    def _is_stand(self, token: Token) -> bool:
        """Tell "offered Kyiv its full support", where the noun takes the stand."""
        inner = self._testimony.by_anchor.get(token.i)
        return inner is not None and bool(inner.objects)

    def _of_clause(self, one: Attribution, clause: Token, polarity: Polarity) -> list[Stand]:
        if one.match.cue.act == "refuse" and clause.lemma_ in SPEAKING:
            return []
        if one.match.cue.act == "fear" and any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.lefts):
            # "afraid to go out" tells of courage and of no stand.
            return []
        if clause.pos_ not in {"VERB", "AUX"} and not any(c.dep_ == "nsubj" for c in clause.children):
            return [stand_of(one, polarity, target=clause)]
        ended = thing_ended(clause) if polarity is Polarity.FAVOUR else None
        if ended is not None and self._testimony.party(ended) is None:
            # "wants the killing to stop" is against the killing.
            return [stand_of(one, Polarity.AGAINST, target=ended)]
        # The extent of an infinitive begins behind "not to", so the negation turns the stand.
        turned = any(c.dep_ == "neg" for c in clause.lefts) and any(c.lower_ == "to" for c in clause.lefts)
        return [stand_of(one, opposite(polarity) if turned else polarity, clause=clause)]

    def _combined(self, one: Attribution, clause: Token) -> list[Stand] | None:
        """Read two cues as one: "urged the council to scrap X", "refused to back X", "stopped short of X"."""
        if one.match.cue.act == "say":
            return None
        nothing: list[Stand] | None = [] if one.match.cue.act == "withhold" else None
        inner = self._testimony.by_anchor.get(clause.i)
        if inner is None:
            hurt = harmed(self._testimony, clause) if one.match.cue.act == "promise" else None
            promised = hurt is not None and not is_negated(one.match.anchor)
            return [stand_of(one, Polarity.AGAINST, target=hurt)] if promised else nothing
        if inner.match.cue.act in {"end", *ACTS} and is_negated(inner.match.anchor):
            # "urged Chad not to close the border" is about the closing.
            return None
        addressed = [self._testimony.party(token) for token in one.objects]
        told = {id(party.entity) for party in addressed if party is not None}
        stands = [stand for stand in inner_stands(inner, self._words) if not self._is_towards(stand, told)]
        if not stands:
            return nothing
        self.absorbed.add(clause.i)
        return [joined(one, inner, stand) for stand in stands]

    def _is_towards(self, stand: Stand, entities: set[int]) -> bool:
        """Tell a pronoun that was joined to the one addressed: "appealed to parliament to vote it down"."""
        party = self._testimony.party(stand.target) if stand.target is not None else None
        return party is not None and id(party.entity) in entities

    def _threatened(self, one: Attribution) -> list[Stand]:
        """A threat stands against whom it would hit, else as the act threatened does."""
        actors = threatened(self._testimony, one)
        if one.complement is not None and one.complement.i in self._testimony.by_anchor:
            self.absorbed.add(one.complement.i)
            inner = self._testimony.by_anchor[one.complement.i]
            if not actors and inner.match.cue.act not in ACTS:
                return [joined(one, inner, stand) for stand in inner_stands(inner, self._words)]
            if not actors:
                # "threatened to sue the city", where the city is no known actor.
                return [stand_of(one, Polarity.AGAINST, target=token) for token in inner.objects[:1]]
        return [stand_of(one, Polarity.AGAINST, target=token) for token in actors]


def _of_content(one: Attribution, content: Token, polarity: Polarity, *, is_clause: bool) -> Stand:
    if is_clause:
        return stand_of(one, polarity, clause=content)
    return stand_of(one, polarity, target=content)
