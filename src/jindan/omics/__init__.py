"""Omics: tables of assays in, calibrated and explained answers out, or an honest refusal; no server is known here."""
