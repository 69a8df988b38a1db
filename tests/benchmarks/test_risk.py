"""The risk-coverage curve, by arithmetic."""

import pytest
from benchmarks.degraded.risk import Claim, area, count, curve

CLAIMS = [
    Claim(confidence=0.9, is_reported=True, dice=0.95),
    Claim(confidence=0.8, is_reported=True, dice=0.2),
    Claim(confidence=0.3, is_reported=False, dice=0.7),
    Claim(confidence=0.1, is_reported=False, dice=0.0),
]


def test_claims_are_counted_by_fate_and_worth():
    counts = count(CLAIMS)
    assert (counts.reported_right, counts.reported_wrong) == (1, 1)
    assert (counts.withheld_right, counts.withheld_wrong) == (1, 1)
    assert (counts.risk, counts.coverage) == (0.5, 0.5)


def test_the_curve_reports_the_surest_first():
    assert list(curve(CLAIMS)) == [
        (0.25, 0.0),
        (0.5, 0.5),
        (0.75, pytest.approx(1 / 3)),
        (1.0, 0.5),
    ]


def test_the_area_is_the_mean_risk():
    assert area(CLAIMS) == pytest.approx((0 + 0.5 + 1 / 3 + 0.5) / 4)
