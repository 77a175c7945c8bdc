"""The reader on the shared sample papers: the district letter wholly right, the others by the shared score."""

import importlib.util
import json
from pathlib import Path

import pytest

from sumvay.documents.reading import read_document

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "directives"
PAPERS = sorted(path for path in CASES.glob("[0-9][0-9].*") if path.suffix != ".json")
LEAST_MEAN = 0.97
LEAST_OF_ONE_PAPER = 0.90


@pytest.fixture(scope="module")
def scoring():
    spec = importlib.util.spec_from_file_location("directive_score", CASES / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def answers():
    """(name, expected, read) of every paper."""
    return [
        (
            path.stem,
            json.loads(path.with_suffix(".json").read_text(encoding="utf-8")),
            read_document(content=path.read_bytes(), filename=path.name).as_json(),
        )
        for path in PAPERS
    ]


def mean(scores):
    return sum(scores.values()) / len(scores)


def test_the_mean_over_all_papers_is_high(scoring, answers):
    assert len(answers) == 15
    scores, _tasks = scoring.score(answers)
    assert mean(scores) >= LEAST_MEAN, scores


def test_no_single_paper_is_read_badly(scoring, answers):
    means = {name: mean(scoring.score([(name, expected, read)])[0]) for name, expected, read in answers}
    assert {name: score for name, score in means.items() if score < LEAST_OF_ONE_PAPER} == {}


def test_the_district_letter_is_read_wholly_right(scoring, answers):
    _name, expected, read = answers[0]
    for field in set(expected) - {"tasks"}:
        assert read[field] == expected[field], field
    assert len(read["tasks"]) == 5
    for task, meant in zip(read["tasks"], expected["tasks"], strict=True):
        assert scoring.soft(meant, task) >= 0.6, task


def test_the_letter_without_letterhead_proposes_its_issuer(answers):
    assert answers[0][2]["proposals"]["issuer"]["value"] == "Liên đoàn Lao động huyện Gia Lâm"


def test_values_stand_where_the_reading_says(answers):
    for path, (_name, _expected, read) in zip(PAPERS, answers, strict=True):
        text = read_document(content=path.read_bytes(), filename=path.name).text
        for field in ("number", "symbol", "place", "subject", "signer"):
            if read[field] and ";" not in read[field]:
                words = " ".join(text[start:end] for start, end in read["found"][field]["spans"])
                assert words.replace(" ", "") == read[field].replace(" ", ""), (path.name, field)
