"""Each trap is found in a cohort that was made to have it, and in no plain one."""

from dataclasses import replace

import numpy as np
import pytest

from jindan.omics.errors import TrainingRefused
from jindan.omics.training.traps import look_for_traps
from omics_phantoms import cohort, features

MADE = cohort(patients=200)


def look(made, **told):
    known = {view: features(view, table) for view, table in made.values.items()}
    return {note.code for note in look_for_traps(made, features=known, **{"site": "site"} | told)}


def changed(change):
    values = {name: table.copy() for name, table in MADE.values.items()}
    change(values["genes"])
    return replace(MADE, values=values)


def test_a_plain_cohort_has_no_trap():
    assert look(MADE) == {"omics-trap-batch-unknown"}


def test_an_input_measured_in_the_ill_alone_is_never_filled_in():
    def forget(table):
        table[(MADE.truth == 0) & (np.arange(200) % 3 > 0), 0] = np.nan

    with pytest.raises(TrainingRefused):
        look(changed(forget))
    assert "omics-trap-missing" in look(changed(forget), accepted=("missing",))


def test_constants_of_a_plate_are_found():
    def fix(table):
        table[(MADE.truth == 1) & (np.arange(200) % 4 < 3), 1] = 11.5

    with pytest.raises(TrainingRefused):
        look(changed(fix))


def test_one_patient_under_two_names_is_found():
    values = {name: np.vstack([table[:-1], table[:1]]) for name, table in MADE.values.items()}
    with pytest.raises(TrainingRefused):
        look(replace(MADE, values=values))


def test_a_class_from_one_site_is_told():
    sites = tuple("AB"[int(k)] for k in MADE.truth)
    found = look(replace(MADE, columns={"site": sites}))
    assert {"omics-trap-site", "omics-trap-site-confounded"} <= found


def test_more_features_than_patients_are_told():
    assert "omics-trap-more-features" in look(MADE.part(np.arange(10)))
