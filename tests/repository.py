"""What the contracts look at: the files of the repository, its code as syntax trees, its documents."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ROOT / "src" / "jindan"
PYTHON_FOLDERS = ("src", "tests", "benchmarks", "supply", "training")
SUFFIXES = r"py|md|toml|ftl|typ|json|yaml|yml|lock|onnx|txt|sh|png|pdf|nii|gz|html|tsx|spec\.ts|glb|example|npz"
PATH = re.compile(
    rf"(?P<path>(?:[\w.*\[\]-]+/)+(?:[\w.*-]+\.(?:{SUFFIXES}))?)(?:::?\s?(?P<symbol>[\w.]+))?"
)
AT_THE_ROOT = {
    "openapi.json",
    "pyproject.toml",
    "requirements.lock",
    "Makefile",
    "compose.yaml",
    "Dockerfile",
    ".env.example",
}
RUNTIME = ("var/", ".venv/", "OUT/")
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
    return re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )


def path_in(span):
    """The path and the symbol that a code span names; None when it names no file of the repository."""
    if span in AT_THE_ROOT:
        return span, None
    match = PATH.fullmatch(span)
    if match is None or span.startswith(RUNTIME):
        return None
    return match["path"], match["symbol"]


def exists(path, symbol):
    """Whether a file or folder of this name exists (`*` stands for any) and defines the symbol."""
    files = files_at(path)
    return bool(files) and (symbol is None or any(defines(file, symbol) for file in files))


def files_at(path):
    """The files and folders that a page names, from the root of the repository or of the sources."""
    return [file for start in (ROOT, CODE) for file in start.glob(path)]


def defines(file, symbol):
    """Whether a file defines a class, function, constant, table or message of this name."""
    name = re.escape(symbol.rpartition(".")[2])
    pattern = rf"^\s*(?:(?:async )?def |class |\[+)?{name}\b(?=[\s:=(\]])"
    return re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE) is not None


def operations_of_paths():
    """Method and address of each operation of openapi.json, with something in the place of each parameter."""
    paths = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))["paths"]
    return [
        (method.upper(), re.sub(r"{\w+}", "x", path))
        for path, methods in paths.items()
        for method in methods
    ]
