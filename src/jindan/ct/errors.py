"""What can be wrong with a CT: one class for each refusal a person can act on."""

from jindan.analysis import AnalysisError, Unavailable


class EmptyVolume(AnalysisError):
    """The series holds no voxels."""


class NoBody(AnalysisError):
    """No patient can be made out in the volume."""


class NoOrgans(AnalysisError):
    """The network found none of its organs in the volume."""


class BadNetworkManifest(AnalysisError):
    """The description of a network cannot be understood."""


class UnknownNetwork(AnalysisError):
    """No network of this name is installed."""


class WeightsMissing(Unavailable):
    """The weights of the network have not been fetched yet."""


class WeightsDamaged(AnalysisError):
    """A file of weights is not the one that the network's manifest describes."""


class UnsafeWeights(AnalysisError):
    """A file of weights holds something other than plain arrays."""


class RuntimeMissing(Unavailable):
    """The software that runs this kind of network is not installed."""
