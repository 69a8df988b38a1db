"""Reading of DICOM and NIfTI into a checked volume in Hounsfield units."""
