"""The ruler of the code's prose and rooms: one table, read from the sources alone.

    .venv/bin/python benchmarks/structure.py [CHECKOUT] [--builders GLOB ...]

CHECKOUT is a folder with `src/jindan` and `web/src`; without it, this one.
"""

import argparse
import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).parent
BUILDERS = (
    "src/jindan/server/*/report.py",
    "src/jindan/server/*/reporting.py",
    "src/jindan/report/**/*.py",
)
VERBS = frozenset((HERE / "verbs.txt").read_text(encoding="utf-8").split())
"""Verbs in the base form with which a docstring may begin."""
VAGUE = ("found", "each", "told")
"""Names that do not say what a variable is."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
GENERATED = "schema.ts"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A hand-written Python file."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, filename=str(self.path))

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.text.splitlines())

    def functions(self) -> Iterator[Function]:
        """Every function and method in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def docstrings(self) -> Iterator[str]:
        """Every docstring in it: of the module, its classes and its functions."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Module | ast.ClassDef | Function):
                text = ast.get_docstring(node)
                if text:
                    yield text

    def comments(self) -> int:
        """How many lines carry a comment."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return sum(token.type == tokenize.COMMENT for token in tokens)


def sources(checkout: Path) -> list[Source]:
    """The product's Python files; migrations are generated."""
    paths = sorted((checkout / "src" / "jindan").rglob("*.py"))
    return [
        Source(path=path, text=path.read_text(encoding="utf-8"))
        for path in paths
        if "migrations" not in path.parts
    ]


def is_imperative(docstring: str) -> bool:
    """Whether the first word is a verb in the base form. `Name of …` and `Sign-in …` begin with nouns."""
    first = re.match(r"([A-Za-z]+)(?!-)\b(?!,? (?:of|is|are)\b)", docstring)
    return first is not None and first[1].lower() in VERBS


def acts(source: Source) -> Iterator[tuple[Function, str]]:
    """The functions that have a docstring, with it. A property is a thing, not an act."""
    for function in source.functions():
        text = ast.get_docstring(function)
        if text and not any("property" in ast.unparse(d) for d in function.decorator_list):
            yield function, text


def shared_class_names(files: Iterable[Source]) -> dict[str, list[Path]]:
    """The names that two or more top-level classes have, and in which files."""
    places: dict[str, list[Path]] = {}
    for source in files:
        for node in source.tree.body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(source.path)
    return {name: paths for name, paths in places.items() if len(paths) > 1}


def bound_names(source: Source) -> Iterator[tuple[str, int]]:
    """Each name that the file binds as a variable or an argument, and the line."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        if isinstance(node, ast.arg):
            yield node.arg, node.lineno


def called_once(files: Iterable[Source]) -> list[str]:
    """Private functions and methods that the package names in one place alone."""
    private: Counter[str] = Counter()
    mentioned: Counter[str] = Counter()
    for source in files:
        own = Counter(f.name for f in source.functions() if is_private(f.name))
        private.update({f"{source.path}:{name}": count for name, count in own.items()})
        for node in ast.walk(source.tree):
            name = getattr(node, "id", getattr(node, "attr", None))
            if isinstance(node, ast.Name | ast.Attribute) and name in own:
                mentioned[f"{source.path}:{name}"] += 1
    return [name for name, count in private.items() if count == 1 and mentioned[name] == 1]


def is_private(name: str) -> bool:
    """Whether a name begins with one underscore."""
    return name.startswith("_") and not name.startswith("__")


def web_lines(checkout: Path) -> tuple[int, int]:
    """Lines of the web app's unit tests, and of its code without what is generated."""
    tests = code = 0
    for path in (checkout / "web" / "src").rglob("*.ts*"):
        count = len(path.read_text(encoding="utf-8").splitlines())
        if ".test." in path.name:
            tests += count
        elif path.name != GENERATED:
            code += count
    return tests, code


def rows(checkout: Path, *, builders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The table: what is measured, and the figure."""
    files = sources(checkout)
    lines = sum(source.lines for source in files)
    paths = sorted({path for pattern in builders for path in checkout.glob(pattern)})
    yield "lines of src/jindan", f"{lines}"
    yield "lines of the report builders", f"{sum(map(line_count, paths))} in {len(paths)} files"
    yield "top-level classes that share a name", _classes(files)
    yield "docstrings of functions in the imperative", _imperative(files)
    texts = [text for source in files for text in source.docstrings()]
    yield (
        "docstrings of anything in the imperative",
        share(sum(map(is_imperative, texts)), of=len(texts)),
    )
    yield "docstrings with a semicolon", share(sum(";" in text for text in texts), of=len(texts))
    once = len(called_once(files))
    yield (
        "private functions with one caller, per 1,000 lines",
        f"{1000 * once / lines:.1f} ({once})",
    )
    comments = sum(source.comments() for source in files)
    yield "comments, per 1,000 lines", f"{1000 * comments / lines:.1f} ({comments})"
    yield f"the words {'/'.join(VAGUE)}", _vague_words(files)
    yield f"variables bound as {'/'.join(VAGUE)}", _vague_bindings(files)
    tests, code = web_lines(checkout)
    yield "web unit tests : code", f"{tests / code:.2f} ({tests} : {code})"


def line_count(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def share(part: int, *, of: int) -> str:
    """A share in per cent, with its numbers."""
    return f"{100 * part / of:.1f} % ({part} of {of})"


def _classes(files: list[Source]) -> str:
    total = sum(isinstance(node, ast.ClassDef) for source in files for node in source.tree.body)
    return f"{sum(map(len, shared_class_names(files).values()))} of {total}"


def _imperative(files: list[Source]) -> str:
    given = [text for source in files for _, text in acts(source)]
    return share(sum(map(is_imperative, given)), of=len(given))


def _vague_words(files: list[Source]) -> str:
    counts = [sum(len(re.findall(rf"\b{name}\b", f.text)) for f in files) for name in VAGUE]
    return " / ".join(map(str, counts))


def _vague_bindings(files: list[Source]) -> str:
    bound = Counter(name for source in files for name, _ in bound_names(source))
    return " / ".join(str(bound[name]) for name in VAGUE)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkout", nargs="?", type=Path, default=HERE.parent)
    parser.add_argument("--builders", nargs="+", default=BUILDERS, metavar="GLOB")
    given = parser.parse_args()
    for what, figure in rows(given.checkout, builders=given.builders):
        print(f"{what:<52}{figure}")


if __name__ == "__main__":
    main()
