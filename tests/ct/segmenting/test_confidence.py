from dataclasses import replace

import numpy as np
import pytest

from jindan.catalogue import LANGUAGES
from jindan.ct.networks.manifest import Label
from jindan.ct.segmenting.confidence import SegmentEvidence, judge, withhold_without_abdomen
from jindan.ct.segmenting.edges import Edge, edges_cut

PANCREAS = Label(value=2, name="pancreas", snomed="15776009", dice=0.67)
GOOD = SegmentEvidence(
    label=PANCREAS,
    folds=4,
    agreement=0.9,
    stability=0.95,
    wholeness=1.0,
    volume_ml=70,
    cut=(),
    is_unlike_training=False,
)


def codes(evidence):
    return [note.code for note in judge(evidence).notes]


def test_confidence_never_exceeds_what_was_published():
    perfect = replace(GOOD, agreement=1.0, stability=1.0)
    assert judge(perfect).confidence == pytest.approx(0.67)
    assert not judge(perfect).is_withheld


def test_published_weakness_is_always_said():
    assert "published-accuracy-low" in codes(GOOD)


@pytest.mark.parametrize(
    ("flag", "code"),
    [
        ({"agreement": 0.5}, "folds-disagree"),
        ({"stability": 0.5}, "passes-disagree"),
        ({"wholeness": 0.7}, "organ-in-pieces"),
        ({"cut": (Edge.BELOW,)}, "organ-cut"),
        ({"volume_ml": 5}, "volume-implausible"),
    ],
)
def test_each_flag_lowers_confidence_and_is_said_in_both_languages(flag, code):
    lowered = judge(replace(GOOD, **flag))
    assert lowered.confidence < judge(GOOD).confidence
    (note,) = (note for note in lowered.notes if note.code == code)
    assert all(note.in_language(language) for language in LANGUAGES)


def named(name, *, dice=0.67):
    return PANCREAS.model_copy(update={"name": name, "dice": dice})


def judged(*, reported, withheld):
    def organ(name, **flag):
        size_ml = 1400 if name == "liver" else 100
        return judge(replace(GOOD, label=named(name), volume_ml=size_ml, **flag))

    return (*map(organ, reported), *(organ(name, agreement=0) for name in withheld))


@pytest.mark.parametrize(
    ("reported", "withheld"),
    [
        (["stomach"], ["spleen", "pancreas", "duodenum"]),
        (["spleen", "stomach", "pancreas"], ["liver"]),
    ],
)
def test_scan_without_an_upper_abdomen_has_nothing_reported(reported, withheld):
    segments = judged(reported=reported, withheld=withheld)
    segments = withhold_without_abdomen(
        segments, known=[named(name) for name in (*reported, *withheld)]
    )
    assert all(segment.is_withheld and segment.confidence < 0.35 for segment in segments)
    assert segments[0].notes[0].code == "abdomen-not-recognised"


def test_organs_that_are_missing_in_some_people_hold_nothing_back():
    organs = {"reported": ["liver", "stomach", "pancreas"], "withheld": ["spleen", "gallbladder"]}
    segments = judged(**organs)
    known = [named(name) for names in organs.values() for name in names]
    assert withhold_without_abdomen(segments, known=known) == segments


def test_organs_that_a_weak_network_never_reports_hold_nothing_back():
    segments = judged(reported=["liver"], withheld=["spleen", "pancreas", "stomach"])
    weak = [named(name, dice=0.1) for name in ("spleen", "pancreas", "stomach")]
    assert withhold_without_abdomen(segments, known=[named("liver"), *weak]) == segments


def test_withheld_organ_is_told_without_its_volume():
    tiny = judge(replace(GOOD, agreement=0.1, volume_ml=2))
    assert tiny.is_withheld
    assert not any("volume" in note.values for note in tiny.notes)


def test_missed_organ_is_withheld():
    missed = judge(replace(GOOD, agreement=0, stability=0, wholeness=0, volume_ml=0))
    assert missed.is_withheld and missed.confidence == 0
    assert [note.code for note in missed.notes] == ["organ-not-found"]


def test_folds_that_disagree_and_a_tiny_volume_are_withheld():
    assert judge(replace(GOOD, agreement=0.3, volume_ml=2)).is_withheld
    assert "organ-withheld" in codes(replace(GOOD, agreement=0.3, volume_ml=2))


def test_scan_cut_above_lowers_every_organ():
    assert judge(replace(GOOD, is_unlike_training=True)).confidence < judge(GOOD).confidence


@pytest.mark.parametrize(
    ("face", "flip", "edge"),
    [
        ((0, -1), 1, Edge.RIGHT),
        ((0, -1), -1, Edge.LEFT),
        ((1, 0), 1, Edge.BACK),
        ((2, -1), 1, Edge.ABOVE),
        ((2, 0), 1, Edge.BELOW),
        ((2, 0), -1, Edge.ABOVE),
    ],
)
def test_edges_are_named_as_the_patient_sees_them(face, flip, edge):
    axis, end = face
    labels = np.zeros((10, 10, 10), np.uint8)
    np.moveaxis(labels, axis, 0)[end, 2:8, 2:8] = 1
    affine = np.diag([3.0, 3, 3, 1])
    affine[axis, axis] *= flip
    assert edges_cut(labels, label=1, affine=affine) == (edge,)


def test_touch_of_a_few_voxels_is_no_cut():
    labels = np.zeros((10, 10, 10), np.uint8)
    labels[5:7, 5:7, -1] = 1
    assert edges_cut(labels, label=1, affine=np.diag([3.0, 3, 3, 1])) == ()
