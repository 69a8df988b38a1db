"""A few seconds of fuzzing with a fixed seed; `make fuzz` goes on for as long as one likes."""

import numpy as np
import pytest

from fuzzing.campaign import Campaign
from fuzzing.mutation import chance_of, damaged
from fuzzing.parsers import PARSERS
from fuzzing.rounds import write_mutant

pytestmark = pytest.mark.slow
COUNTS = {
    "dicom": 60,
    "nifti": 150,
    "archives": 200,
    "sniffing-images": 300,
    "sniffing-tables": 300,
}
PATIENCE_S = 300
"""Never reached but by a machine that is very busy; the count ends a campaign."""


@pytest.mark.parametrize("parser", PARSERS)
def test_every_mutant_is_read_or_refused_by_name(parser, tmp_path):
    count = COUNTS.get(parser, 100)
    campaign = Campaign(parser=parser, seed=7).run(
        seconds=PATIENCE_S, count=count, candidates=tmp_path
    )
    assert not campaign.faults, "\n".join(campaign.lines())
    assert campaign.done == count
    assert len(campaign.outcomes) > 1


@pytest.mark.parametrize(
    ("parser", "found"), [("aborts", "died"), ("raises", "LookupError"), ("grows", "MemoryError")]
)
def test_a_reader_that_fails_is_found_and_its_mutant_kept(parser, found, tmp_path):
    campaign = Campaign(parser=parser, seed=7).run(seconds=PATIENCE_S, count=8, candidates=tmp_path)
    assert {fault.what for fault in campaign.faults} == {found}
    assert campaign.done == 8
    numbers = {int(place.name.split("-")[2]) for place in tmp_path.iterdir()}
    assert numbers == {fault.number for fault in campaign.faults}


def test_a_mutant_is_made_again_from_its_seed_and_number(tmp_path):
    samples = PARSERS["archives"].samples()
    made = [write_mutant(samples, seed=7, number=11, into=tmp_path) for _ in range(2)]
    first, second = ({f.name: f.read_bytes() for f in folder.iterdir()} for folder in made)
    assert first == second


def test_mutants_differ():
    whole = bytes(range(256)) * 8
    mutants = {damaged(whole, chance_of(7, number)) for number in range(100)}
    assert len(mutants) > 90
    assert isinstance(chance_of(7, 0), np.random.Generator)
