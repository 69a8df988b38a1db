"""Problems with the export and the erasure of a patient's records."""

from jindan.server.kit.problems import Conflict, Forbidden


class RecordsKept(Conflict):
    """The law has some of the patient's records kept for longer."""


class ErasurePending(Conflict):
    """An erasure of this patient's records is proposed already."""


class OwnErasure(Conflict):
    """Who proposed an erasure does not approve it."""


class ErasureVoid(Conflict):
    """The proposal has expired or was settled, or its person may no longer propose it."""


class PatientInUse(Conflict):
    """A record of the patient was added while they were being erased."""


class EmergencyDoesNotErase(Forbidden):
    """Who sees a patient by an emergency access only does not propose to erase them."""


class EmergencyDoesNotExport(Forbidden):
    """Who sees a patient by an emergency access only does not take their records along."""
