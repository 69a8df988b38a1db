# Findings: what a clinician did to them.

mark = Mark
mark-withdrawn = Withdrawn
mark-corrected = Corrected
