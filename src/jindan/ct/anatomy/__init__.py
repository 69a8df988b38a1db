"""A procedural abdomen of implicit shapes in a standard adult, varied by a random generator."""
