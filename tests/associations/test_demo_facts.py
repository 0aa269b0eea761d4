"""The facts about associations are checked before anything is written, mistakes named exactly."""

import shutil
from pathlib import Path

import pytest
import yaml

from associations.demo_facts.reader import FACTS, TEXTS, read_facts
from associations.demo_facts.records import Agreement
from home.demo.facts_problems import FactsError
from home.demo.facts_reader import FACTS as HOME_FACTS
from home.demo.facts_reader import read_facts as read_home_facts

IOP = "iop-nattvandring-alvsjo-solberga"
# Kinds of actors that belong in a directory of associations.
KINDS = {"förening", "ideell organisation", "studieförbund", "idrottsorganisation"}
# The sources tell of it without naming it.
UNNAMED = "lokal-idrottsforening"


@pytest.fixture
def copied_facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FACTS, tmp_path / "facts"))


def problems_after(folder: Path, file: str, old: str, new: str) -> str:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        read_facts(folder)
    return str(caught.value)


def agreement(slug: str) -> Agreement:
    return next(each for each in read_facts().agreements if each.slug == slug)


def test_the_facts_as_kept_have_no_problem() -> None:
    facts = read_facts()
    counts = [len(each) for each in (facts.agreements, facts.discussions, facts.intentions)]
    assert counts == [4, 1, 2]
    assert len(facts.terminology) == 2
    assert len(facts.stages) == 11


def test_every_association_that_the_sources_name_is_in_the_directory_and_no_other_actor() -> None:
    named = {actor.slug for actor in read_home_facts().actors if actor.kind in KINDS} - {UNNAMED}
    assert {association.slug for association in read_facts().associations} == named


def test_the_internal_notes_stay_in_the_file() -> None:
    content = yaml.safe_load((FACTS / "partnerships.yaml").read_text(encoding="utf-8"))
    noted = [record["slug"] for record in content["agreements"] if "editor_note" in record]
    assert IOP in noted
    assert "Underskriften kom elva dagar" not in repr(read_facts())


def test_the_first_period_and_its_extensions_are_as_the_source_has_them() -> None:
    iop = agreement(IOP)
    spans = [(iop.valid_from, iop.valid_to)]
    spans += [(each.valid_from, each.valid_to) for each in iop.extensions]
    assert [f"{first}–{last}" for first, last in spans] == [
        "2024-09-06–2024-12-28",
        "2025-01-03–2025-06-28",
        "2025-09-05–2025-12-20",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "record", "key"),
    [
        ("partnerships.yaml", "      - kulturforeningen-solan\n", "      - solan\n",
         IOP, "performing_associations[1]"),
        ("partnerships.yaml", "        funding: platssamverkansmedel\n", "        funding: guld\n",
         IOP, "costs[0].funding"),
        ("partnerships.yaml", "superseded_by: iop-nattvandring", "superseded_by: iop-natt",
         "samverkansoverenskommelse-nattvandring-2024", "superseded_by"),
        ("partnerships.yaml", "alternative_measure: it-stod", "alternative_measure: stod",
         "iop-forslag-ofrivillig-ensamhet", "alternative_measure"),
        ("partnerships.yaml", "costs_total: 178500", "costs_total: 178501", IOP, "costs_total"),
        ("partnerships.yaml", "valid_to: 2025-06-28", "valid_to: 2025-01-01", IOP, "extensions[0]"),
        ("partnerships.yaml", "    results_caveat:", "    lesons:", IOP, "lesons"),
        ("partnerships.yaml", "  - slug: iop-farsta-nattvandrarna", "  - slug: iop-farsta",
         "samverkan-nattvandring-2024", "related.partnerships[0]"),
        ("directory.yaml", "kinds: [kulturforening]", "kinds: [kultur]",
         "kulturforeningen-solan", "kinds[0]"),
        ("directory.yaml", "  - slug: rf-sisu", "  - slug: rf", "rf", "slug"),
        ("night_walks.yaml", "places: [farsta]", "places: [fårsta]",
         "nattvandrarna-i-farsta", "places[0]"),
        ("guide.yaml", "    typical_time: null\n", "    typical_time: 3\n",
         "inkommer", "typical_time"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_record_and_key(
    copied_facts: Path, file: str, old: str, new: str, record: str, key: str
) -> None:
    said = problems_after(copied_facts, file, old, new)
    assert f"posten ”{record}”, nyckeln ”{key}”" in said


def test_all_mistakes_are_told_at_once(copied_facts: Path) -> None:
    file = copied_facts / "partnerships.yaml"
    text = file.read_text(encoding="utf-8").replace("      - alvsjo-aik\n", "      - aik\n")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        read_facts(copied_facts)
    assert len(caught.value.problems) == 4


def test_a_text_that_is_missing_is_told(tmp_path: Path) -> None:
    texts = Path(shutil.copytree(TEXTS, tmp_path / "texts"))
    (texts / "guide.md").unlink()
    with pytest.raises(FactsError, match=r"texts/guide\.md: filen saknas"):
        read_facts(texts=texts)


def test_a_mistake_in_the_facts_of_home_is_told_too(tmp_path: Path) -> None:
    home = Path(shutil.copytree(HOME_FACTS, tmp_path / "home"))
    (home / "places.yaml").unlink()
    with pytest.raises(FactsError, match=r"places\.yaml"):
        read_facts(home_folder=home)
