"""A procedural abdomen: implicit shapes in a standard adult, varied by a random generator."""
