"""A file fits in one sitting and a function on one screen."""

import ast

import pytest

from repository import Function, place, python_files, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def test_no_file_is_longer_than_the_wall():
    long = {place(path): count for path in python_files() if (count := _lines(path)) > LONGEST_FILE}
    assert not long


@pytest.mark.slow
def test_no_function_is_longer_than_the_wall():
    long = {
        f"{place(path)}: {function.name}": length(function)
        for path in python_files()
        for function in ast.walk(tree(path))
        if isinstance(function, Function) and length(function) > LONGEST_FUNCTION
    }
    assert not long


def test_a_docstring_does_not_count():
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert length(ast.parse(source).body[0]) == 2


def length(function):
    """Lines of a function without its docstring and decorators."""
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - (docstring.end_lineno - docstring.lineno + 1)


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())
