"""What the contracts look at: the files of the repository, its code as syntax trees, its documents."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ROOT / "src" / "jindan"
PYTHON_FOLDERS = ("src", "tests", "benchmarks", "training")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def place(path: Path) -> str:
    """A path as a reader of the repository names it."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Every hand-written Python file below the folders; migrations are generated."""
    found = (path for folder in folders or PYTHON_FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def documents() -> list[Path]:
    """What people read: the pages of docs/ and the pages at the root.

    Decisions and the changelog tell of their day and are not held to today's names.
    """
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "decisions" not in path.parts]
    return sorted([*pages, *(path for path in ROOT.glob("*.md") if path.name != "CHANGELOG.md")])


def code_spans(page: Path) -> Iterator[str]:
    """The words in backticks of a page, outside its fenced blocks."""
    return iter(re.findall(r"`([^`\n]+)`", prose(page)))


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
