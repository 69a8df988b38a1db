"""Columns of the database that say a word."""

from django.apps import apps


def columns_that_say(word):
    """The columns of all tables in which a value holds the word, whatever its case."""
    return {
        f"{model._meta.label}.{field.attname}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if any(
            _says(value, word)
            for value in model._default_manager.values_list(field.attname, flat=True)
        )
    }


def _says(value, word):
    written = bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
    return word.lower().encode() in written.lower()
