"""The reader of messages learns from messages written for it and from cases that officers have sorted."""

import numpy as np
import pytest
from django.utils import timezone

from ops.training.examples import COLUMNS, Example, phrases, sorted_by_officers, written
from ops.training.learning import counted, learn, packed
from sumvay.feedback.models import Case
from sumvay.feedback.reading import classifier
from tests.factories.feedback import case_received
from tests.factories.org import UnitFactory, officer_of


def test_every_message_and_turn_of_speech_names_known_columns():
    messages, said = written(), phrases()
    assert len(messages) > 5_000
    assert len({message.text for message in messages}) == len(messages)
    assert {name for example in [*messages, *said] for name in example.holds} <= set(COLUMNS)


def test_what_was_learnt_is_read_again():
    pay = [Example(f"nợ lương tháng {n}", "a", frozenset({"main:luong"}), frozenset({"main:luong"})) for n in range(9)]
    bus = [Example(f"xe về quê số {n}", "a", frozenset(), frozenset({"main:luong"})) for n in range(9)]
    examples = pay + bus
    learnt = learn(examples, counted([example.text for example in examples]), columns=["main:luong"])
    model = classifier.unpacked(packed(learnt, {}))
    scores = classifier.scores(["công ty nợ lương", "CTY NO LUONG", "xe về quê"], by=model)[:, 0]
    assert list(np.sign(scores)) == [1, 1, -1]


@pytest.mark.django_db
def test_sorted_cases_are_learnt_from_without_names():
    home = UnitFactory()
    case = case_received(home, "Tôi là Nguyễn Văn Hùng, 0912 345 678, công ty nợ lương.")
    case_received(home, "Không ai sắp xếp ý kiến này.")
    Case.objects.filter(pk=case.pk).update(
        sorted_by=officer_of(home),
        sorted_at=timezone.now(),
        category="luong",
        categories=["luong", "bhxh"],
        kind="to_cao",
    )
    (example,) = sorted_by_officers()
    assert "0912" not in example.text
    assert "công ty nợ lương" in example.text
    assert {"main:luong", "kind:to_cao"} <= example.holds
    assert example.beside == {"main:bhxh"}
