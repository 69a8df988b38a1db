"""What clinicians typed, and the title of the case, are sealed anew under a new key, and open as before."""

from jindan.report.blocks import Verdict
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.keys import rotation as key_rotation
from jindan.server.keys import services as keys
from jindan.server.patients import services as patients
from jindan.server.reports import rotation, services
from jindan.server.reports.reviewing import review


def test_typed_words_and_titles_are_sealed_anew(report, clinician):
    review(
        report, statement="ct-1/v1/liver", verdict=Verdict.AMENDED, reason="r", words="w",
        by=clinician,
    )  # fmt: skip
    services.sign(report, by=clinician, proof=ProofMethod.PASSWORD, reviews=1)
    proof = ProofMethod.PASSWORD
    services.amend(report, reason="why", addendum="more", by=clinician, proof=proof)
    patients.retitle_case(report.case, by=clinician, title="mass?")
    key_rotation.add_keys()
    assert not keys.current_key_ids() & rotation.key_ids_in_use()
    assert (rotation.reseal(), rotation.reseal()) == (2, 0)
    assert (patients.reseal(), patients.reseal()) == (1, 0)
    assert rotation.key_ids_in_use() == patients.key_ids_in_use() == keys.current_key_ids()
    assert report.versions.get(number=3).reason == "why"
    assert (report.reviews.get().reason, report.reviews.get().words) == ("r", "w")
    report.case.refresh_from_db()
    assert report.case.title == "mass?"
