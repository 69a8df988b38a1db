"""The findings of a risk score as one reader is told them."""

from collections.abc import Sequence

from jindan.findings.finding import Finding, FocusKind
from jindan.findings.values import Probability
from jindan.server.findings.schemas import FindingOut, finding_out


class Spoken:
    """The findings of a risk score in one language, each code's in the order of the assessment."""

    def __init__(self, findings: Sequence[Finding], *, specimen: str, language: str) -> None:
        self._findings = [_labelled(finding, specimen=specimen) for finding in findings]
        self.language = language

    def of(self, code: str) -> list[FindingOut]:
        """Return the findings of a code."""
        return [self.said(finding) for finding in self._findings if finding.code.name == code]

    def probabilities(self) -> list[FindingOut]:
        """Return the findings that are probabilities: one for each class."""
        return [self.said(f) for f in self._findings if isinstance(f.value, Probability)]

    def said(self, finding: Finding) -> FindingOut:
        """Return one finding."""
        return finding_out(finding, language=self.language)


def _labelled(finding: Finding, *, specimen: str) -> Finding:
    """Return the finding with the label of its specimen as the reader may see it."""
    if finding.focus.kind is not FocusKind.SPECIMEN or not finding.focus.text:
        return finding
    focus = finding.focus.model_copy(update={"text": specimen})
    return finding.model_copy(update={"focus": focus})
