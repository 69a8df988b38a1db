"""DICOM or NIfTI in; a checked volume in Hounsfield units out."""
