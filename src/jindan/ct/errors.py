"""What can be wrong with a CT: one class for each refusal a person can act on."""

from jindan.analysis import AnalysisError


class EmptyVolume(AnalysisError):
    """The series holds no voxels."""
