"""What can be wrong with a file on its way in or out; `number` is its place in the request."""

from jindan.server.kit.problems import Conflict, InvalidRequest, Problem


class MalformedUpload(InvalidRequest):
    """The upload is not multipart/form-data as it should be."""


class NoFileSent(InvalidRequest):
    """The request holds no file."""


class EmptyFile(InvalidRequest):
    """A file is empty."""


class UploadCutOff(InvalidRequest):
    """The upload ended before its end."""


class ResumableUploadCutOff(UploadCutOff):
    """The connection broke; what came of a resumable upload is kept."""


class UploadTooSlow(Problem):
    """The upload came too slowly."""

    status = 408


class LengthRequired(Problem):
    """The request says neither its length nor its end."""

    status = 411


class UploadTooLarge(Problem):
    """The upload is larger than this server takes."""

    status = 413


class TooManyFiles(Problem):
    """One request brings more files than this server takes."""

    status = 413


class UnsupportedContent(Problem):
    """A file is of no accepted type."""

    status = 415


class NameAndContentDisagree(Problem):
    """A file's name claims another type than its content has."""

    status = 415


class DisguisedContent(Problem):
    """A file is of two types at once, one of them able to run."""

    status = 415


class RangeNotSatisfiable(Problem):
    """The range asked for lies outside the file."""

    status = 416


class StoredFileDamaged(Problem):
    """A stored file was changed, cut off or lost."""

    status = 500


class MasterKeyMissing(Problem):
    """The key that opens a stored file is not in the keyring."""

    status = 500


class StorageFull(Problem):
    """The server's storage is full."""

    status = 507


class PersonQuotaUsed(Problem):
    """A person has stored as much as one person may."""

    status = 507


class OrganisationQuotaUsed(Problem):
    """An organisation has stored as much as it may."""

    status = 507


class MalwareFound(InvalidRequest):
    """The malware scanner recognised a file."""


class NotScanned(Problem):
    """The malware scanner gave no verdict."""

    status = 503


class MalformedTusHeader(Problem):
    """A header of the resumable upload is missing or malformed."""

    status = 400


class UnknownChecksum(Problem):
    """The checksum is of a kind that this server does not compute."""

    status = 400


class OffsetMismatch(Conflict):
    """The bytes sent do not begin where the upload has arrived."""


class UploadExpired(Problem):
    """The resumable upload was not finished in time."""

    status = 410


class UnsupportedTusVersion(Problem):
    """The request speaks another version of tus."""

    status = 412


class BeyondUploadLength(Problem):
    """The request brings more bytes than the upload lacks."""

    status = 413


class NotAnOffsetStream(Problem):
    """The bytes of a resumable upload come under another content type."""

    status = 415


class ChecksumMismatch(Problem):
    """The bytes are not those that the checksum was made of."""

    status = 460


class ContentChanged(Problem):
    """The file that arrived is not the one whose SHA-256 was stated at the beginning."""

    status = 460
