"""Problems of a file on its way in or out. `number` is its place in the request."""

from jindan.server.kit.problems import Conflict, InvalidRequest, RequestProblem


class MalformedUpload(InvalidRequest):
    """The upload is not multipart/form-data as it should be."""


class NoFileSent(InvalidRequest):
    """The request holds no file."""


class EmptyFile(InvalidRequest):
    """A file is empty."""


class UploadCutOff(InvalidRequest):
    """The upload ended before all of its bytes came."""


class ResumableUploadCutOff(UploadCutOff):
    """The connection of a resumable upload broke. The bytes that came are stored."""


class UploadTooSlow(RequestProblem):
    """The upload was too slow."""

    status = 408


class LengthRequired(RequestProblem):
    """The request states no length, and the server cannot see where its body ends."""

    status = 411


class UploadTooLarge(RequestProblem):
    """The upload is larger than this server accepts."""

    status = 413


class TooManyFiles(RequestProblem):
    """One request holds more files than this server accepts."""

    status = 413


class UnsupportedContent(RequestProblem):
    """A file is of no accepted type."""

    status = 415


class NameAndContentDisagree(RequestProblem):
    """A file's name claims another type than its content has."""

    status = 415


class DisguisedContent(RequestProblem):
    """A file is of two types at once, one of them able to run."""

    status = 415


class RangeNotSatisfiable(RequestProblem):
    """The requested range lies outside the file."""

    status = 416


class StoredFileDamaged(RequestProblem):
    """A stored file was changed, cut off or lost."""

    status = 500


class MasterKeyMissing(RequestProblem):
    """The key that opens a stored file is not in the keyring."""

    status = 500


class StorageFull(RequestProblem):
    """The server's storage is full."""

    status = 507


class PersonQuotaUsed(RequestProblem):
    """The person's storage quota is used up."""

    status = 507


class OrganisationQuotaUsed(RequestProblem):
    """The organisation's storage quota is used up."""

    status = 507


class MalwareFound(InvalidRequest):
    """The malware scanner recognised a file."""


class NotScanned(RequestProblem):
    """The malware scanner gave no verdict."""

    status = 503


class MalformedTusHeader(RequestProblem):
    """A header of the resumable upload is missing or malformed."""

    status = 400


class UnknownChecksum(RequestProblem):
    """The checksum is of a kind that this server does not compute."""

    status = 400


class OffsetMismatch(Conflict):
    """The bytes sent do not begin at the offset of the upload."""


class UploadExpired(RequestProblem):
    """The resumable upload was not finished in time."""

    status = 410


class UnsupportedTusVersion(RequestProblem):
    """The request is of another version of tus."""

    status = 412


class BeyondUploadLength(RequestProblem):
    """The request holds more bytes than the upload still lacks."""

    status = 413


class NotAnOffsetStream(RequestProblem):
    """The bytes of a resumable upload were sent under another content type."""

    status = 415


class ChecksumMismatch(RequestProblem):
    """The bytes do not match the stated checksum."""

    status = 460


class ContentChanged(RequestProblem):
    """The whole file does not match the SHA-256 that was stated at the beginning."""

    status = 460


class TooManyTransfers(RequestProblem):
    """The person has too many uploads or downloads under way."""

    status = 429


class TransfersFull(RequestProblem):
    """All places for uploads or downloads are taken."""

    status = 503
