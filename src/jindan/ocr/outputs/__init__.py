"""A reading written in the formats that other programs take: Markdown, hOCR, ALTO, PDF, FHIR."""
