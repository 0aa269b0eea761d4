"""The facts are checked before anything is written, and mistakes are named exactly."""

import shutil
from pathlib import Path

import pytest
import yaml

from home.demo.facts_problems import FactsError
from home.demo.facts_reader import FACTS, read_facts
from home.demo.text_reader import TEXTS


@pytest.fixture
def copied_facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FACTS, tmp_path / "facts"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_after(folder: Path, file: str, old: str, new: str) -> str:
    change(folder, file, old, new)
    with pytest.raises(FactsError) as caught:
        read_facts(folder)
    return str(caught.value)


def test_the_facts_as_kept_have_no_problem() -> None:
    facts = read_facts()
    counts = {
        name: len(getattr(facts, name)) for name in ("places", "actors", "measures", "answers")
    }
    assert counts == {"places": 17, "actors": 41, "measures": 44, "answers": 5}
    assert sum(len(answer.questions) for answer in facts.answers) == 22
    assert [len(kept) for kept in (facts.iop_priorities, facts.considerations)] == [3, 4]
    assert [len(kept) for kept in (facts.safety_priorities, facts.contacts)] == [4, 4]


def test_a_reference_to_nothing_names_file_record_and_key(copied_facts: Path) -> None:
    said = problems_after(
        copied_facts, "measures.yaml", "      - kulturforeningen-solan\n", "      - solan\n"
    )
    assert said.startswith("measures.yaml, posten ”nattvandring-alvsjo-solberga”")
    assert "nyckeln ”partners[1]”" in said
    assert "”solan”" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "record", "key"),
    [
        (
            "actors.yaml",
            "parent: hagersten-alvsjo-stadsdelsforvaltning",
            "parent: ingen",
            "avd",
            "parent",
        ),
        ("places.yaml", "      - solberga\n", "      - solbergg\n", "alvsjo-solberga", "parts[1]"),
        ("places.yaml", "by: polisen", "by: polis", "alvsjo-solberga", "classifications[0].by"),
        (
            "measures.yaml",
            "      - platssamverkansmedel\n",
            "      - pengar\n",
            "nattv",
            "funding[0]",
        ),
        (
            "measures.yaml",
            "      - situationell\n",
            "      - teknisk\n",
            "nattv",
            "prevention_types[0]",
        ),
        (
            "answers.yaml",
            "        - farsta\n",
            "        - farst\n",
            "samverkan",
            "related.places[2]",
        ),
        ("contact.yaml", "answer: iop-samverkan-2025", "answer: iop-2025", "iop-forslag", "answer"),
        (
            "topics.yaml",
            "      - samlat-grepp-nattvandring\n",
            "      - samlat\n",
            "nattv",
            "measures",
        ),
    ],
)
def test_every_kind_of_reference_is_looked_up(
    copied_facts: Path, file: str, old: str, new: str, record: str, key: str
) -> None:
    said = problems_after(copied_facts, file, old, new)
    assert said.startswith(f"{file}, posten ”{record}")
    assert key in said


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("    status: pågående\n", "    status: kanske\n", "värdet ”kanske” är okänt"),
        ("    as_of: 2025-09\n", "    as_of: hösten 2025\n", "ska vara en månad"),
        ("    as_of: 2025-09\n", "    as_off: 2025-09\n", "nyckeln är okänd"),
        ("    as_of: 2025-09\n", "", "nyckeln saknas"),
        ("      total: 178500\n", "      total: mycket\n", "ska vara ett heltal"),
        ("    start_date: 2023-09-29\n", "    start_date: i fjol\n", "ska vara ett datum"),
        ("    period_start: 2025-09-05\n", "    period_start: 2026-09-05\n", "slutar innan"),
        ("    details:\n", "    details: mycket\n    x:\n", "ska vara en lista"),
        ("    year: 2023–2025\n", "    year: 2023–2025\n    year: 2024\n", "inte giltig YAML"),
    ],
)
def test_a_value_of_the_wrong_kind_is_explained(
    copied_facts: Path, old: str, new: str, reason: str
) -> None:
    assert reason in problems_after(copied_facts, "measures.yaml", old, new)


def test_the_same_name_twice_in_a_list_is_refused(copied_facts: Path) -> None:
    said = problems_after(copied_facts, "places.yaml", "slug: fruangen", "slug: vastertorp")
    assert "posten ”vastertorp”" in said
    assert "redan använt" in said


def test_all_problems_are_told_at_once(copied_facts: Path) -> None:
    change(copied_facts, "places.yaml", "kind: kommun", "kind: by")
    change(copied_facts, "answers.yaml", "year: 2024", "year: länge sedan")
    with pytest.raises(FactsError) as caught:
        read_facts(copied_facts)
    assert len(caught.value.problems) == 2


def test_a_missing_file_is_told(copied_facts: Path) -> None:
    (copied_facts / "contact.yaml").unlink()
    with pytest.raises(FactsError, match=r"contact\.yaml"):
        read_facts(copied_facts)


def test_a_reference_from_a_text_is_looked_up_too(tmp_path: Path) -> None:
    texts = Path(shutil.copytree(TEXTS, tmp_path / "texts"))
    change(texts, "prioriteringar.md", "answer: iop-samverkan-2025", "answer: iop")
    with pytest.raises(FactsError, match=r"texts/prioriteringar\.md, posten ”prioriteringar”"):
        read_facts(texts=texts)


def test_internal_notes_never_pass_the_reader() -> None:
    kept = repr(read_facts())
    for file in FACTS.glob("*.yaml"):
        for note in internal_notes(yaml.safe_load(file.read_text(encoding="utf-8"))):
            assert note not in kept


def internal_notes(content: object) -> list[str]:
    """Every editor_note anywhere in the content of a file."""
    if isinstance(content, dict):
        own = [content["editor_note"]] if "editor_note" in content else []
        return own + [note for each in content.values() for note in internal_notes(each)]
    if isinstance(content, list):
        return [note for each in content for note in internal_notes(each)]
    return []
