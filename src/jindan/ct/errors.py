"""Problems of a CT analysis: one class for each that a person can act on."""

from jindan.problems import Problem, Unavailable


class EmptyVolume(Problem):
    """The series holds no voxels."""


class NoBody(Problem):
    """No patient can be made out in the volume."""


class NoOrgans(Problem):
    """The network found none of its organs in the volume."""


class BadNetworkManifest(Problem):
    """The description of a network cannot be understood."""


class UnknownNetwork(Problem):
    """No network of this name is installed."""


class WeightsMissing(Unavailable):
    """The weights of the network have not been downloaded yet."""


class WeightsDamaged(Problem):
    """A file of weights is not the one that the network's manifest describes."""


class UnsafeWeights(Problem):
    """A file of weights holds something other than plain arrays."""


class RuntimeMissing(Unavailable):
    """The software that runs this kind of network is not installed."""
