"""Hostile and broken inputs, made by code; docs/reference/hostile-inputs.md lists them."""

from corpus.archives import ARCHIVES
from corpus.cases import IMPORT, UPLOAD, Files, Hostile
from corpus.dicom import DICOM
from corpus.disguises import DISGUISES
from corpus.nifti import NIFTI
from corpus.pictures import PICTURES

CORPUS = (*DISGUISES, *ARCHIVES, *DICOM, *NIFTI, *PICTURES)

__all__ = ["CORPUS", "IMPORT", "UPLOAD", "Files", "Hostile"]
