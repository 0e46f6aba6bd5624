"""The shipped weights load, read the same everywhere, and say plainly when they cannot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stancewire.errors import UserError
from stancewire.nlp.encoder import MODELS, Encoder, Reading
from stancewire.nlp.wordpieces import LENGTH, Question, WordPieces
from stancewire_schemas.codes import Polarity

TEXTS = (
    "Lawmakers praised Okafor for her courage and honesty.",
    "Lawmakers accused Okafor of corruption, fraud and lies.",
    "Okafor arrived in the capital on Tuesday.",
    "Critics said that the budget, which Okafor had drafted with two aides, was a shameful failure.",
)


def about(text: str, name: str = "Okafor") -> Question:
    start = text.index(name)
    return Question(text, ((start, start + len(name)),))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture(scope="module")
def wordpieces() -> WordPieces:
    return WordPieces.load(MODELS / "tokenizer.json")


def test_praise_blame_and_plain_news_are_told_apart(encoder: Encoder) -> None:
    found = [reading.polarity for reading in encoder.read(map(about, TEXTS[:3]))]
    assert found == [Polarity.FAVOUR, Polarity.AGAINST, Polarity.NEUTRAL]


def test_the_target_decides_and_not_the_tone_of_the_sentence(encoder: Encoder) -> None:
    text = "Okafor has led with courage, and Reyes is a liar and a crook."
    praised, blamed = encoder.read([about(text), about(text, "Reyes")])
    assert praised.share(Polarity.FAVOUR) > blamed.share(Polarity.FAVOUR)
    assert blamed.share(Polarity.AGAINST) > praised.share(Polarity.AGAINST)


def test_a_batch_reads_as_each_question_alone(encoder: Encoder) -> None:
    together = encoder.read(map(about, TEXTS * 5))
    alone = [encoder.read([about(text)])[0] for text in TEXTS] * 5
    for one, other in zip(together, alone, strict=True):
        assert one.shares == pytest.approx(other.shares, abs=2e-4)


def test_shares_sum_to_one_and_no_question_gives_no_reading(encoder: Encoder) -> None:
    assert all(sum(reading.shares) == pytest.approx(1, abs=2e-4) for reading in encoder.read(map(about, TEXTS)))
    assert encoder.read([]) == []


def test_another_process_reads_the_same(encoder: Encoder) -> None:
    program = (
        "import json, sys\n"
        "from stancewire.nlp.encoder import Encoder\n"
        "from stancewire.nlp.wordpieces import Question\n"
        "asked = [Question(text, tuple(map(tuple, spans))) for text, spans in json.load(sys.stdin)]\n"
        "print(json.dumps([reading.shares for reading in Encoder.load().read(asked)]))"
    )
    questions = [about(text) for text in TEXTS]
    sent = json.dumps([(question.text, question.mentions) for question in questions])
    done = subprocess.run([sys.executable, "-c", program], input=sent, capture_output=True, text=True, check=True)
    assert [tuple(shares) for shares in json.loads(done.stdout)] == [one.shares for one in encoder.read(questions)]


def test_weights_that_are_absent_or_damaged_give_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--profile fast works without it") as absent:
        Encoder.load(tmp_path)
    folder = shutil.copytree(MODELS, tmp_path / "models")
    (folder / "polarity.onnx").write_bytes(b"nonsense")
    with pytest.raises(UserError, match=r"polarity\.onnx is not the file") as damaged:
        Encoder.load(folder)
    assert "\n" not in f"{absent.value}{damaged.value}"


def test_a_library_that_is_absent_gives_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UserError, match="onnxruntime"):
        Encoder.load()


@pytest.mark.model
def test_the_fast_profile_loads_neither_weights_nor_their_libraries() -> None:
    program = (
        "import sys; from stancewire.nlp.pipeline import Pipeline; assert Pipeline.load('fast').encoder is None;"
        "print([name for name in ('onnxruntime', 'tokenizers', 'torch') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_shipped_weights_stay_small() -> None:
    assert sum(path.stat().st_size for path in MODELS.iterdir()) < 30_000_000


def test_marks_cover_the_mentions_and_nothing_else(wordpieces: WordPieces) -> None:
    text = "Senators met Ana Núñez; Núñez left."
    spans = ((13, 22), (24, 29))
    assert [text[start:end] for start, end in spans] == ["Ana Núñez", "Núñez"]
    (marked,) = wordpieces.cut([Question(text, spans)])
    (first,) = wordpieces.cut([Question(text, spans[:1])])
    assert marked.ids == first.ids
    assert sum(marked.marks) > sum(first.marks) > 0
    assert marked.marks[0] == marked.marks[-1] == 0


@pytest.mark.parametrize("before", [0, 100, 400])
def test_a_long_text_is_read_round_its_first_mention(wordpieces: WordPieces, before: int) -> None:
    text = "word " * before + "Okafor " + "word " * 300
    (pieces,) = wordpieces.cut([about(text)])
    (whole,) = wordpieces.cut([about("Okafor")])
    assert len(pieces.ids) == LENGTH
    named = tuple(piece for piece, mark in zip(pieces.ids, pieces.marks, strict=True) if mark)
    assert named == whole.ids[1:-1]


def test_a_mention_that_covers_no_word_is_refused(wordpieces: WordPieces) -> None:
    with pytest.raises(ValueError, match="no mention"):
        wordpieces.cut([Question("Okafor  left.", ((6, 7),))])


def test_the_likeliest_label_is_the_polarity() -> None:
    assert Reading((0.2, 0.3, 0.5)).polarity is Polarity.FAVOUR
    assert Reading((0.2, 0.3, 0.5)).share(Polarity.AGAINST) == 0.2


def test_the_library_keeps_no_id_of_the_machine_and_has_nothing_to_report_with(tmp_path: Path) -> None:
    """Left to itself it writes both below the home folder as soon as a network is loaded."""
    program = "from stancewire.nlp.encoder import Encoder; Encoder.load()"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    environment |= {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", program], check=True, timeout=100, env=environment)
    assert list(tmp_path.rglob("*")) == []
