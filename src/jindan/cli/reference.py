"""`jindan reference`: the pages of docs/reference that are written from the code, and `.env.example`."""

import json
import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import click
from fluent.syntax import FluentParser, ast
from pydantic.fields import FieldInfo

import jindan
import jindan.cli.ready
from jindan.analysis import AnalysisError, slug_of
from jindan.catalogue import LOCALES
from jindan.server.config.env import Environment
from jindan.server.kit.problems import Problem

WRITTEN = "Written by `jindan reference` from the code; do not edit."
Messages = Mapping[str, ast.Message]

WITHOUT_PROBLEMS = ("jindan.cli", "jindan.ocr.training")
"""Commands tell of problems and make none; training needs PyTorch and refuses nothing."""


@click.command()
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Root of the repository.",
)
def reference(into: Path) -> None:
    """Write the generated reference pages and .env.example."""
    for name, text in pages().items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(path)


def pages() -> Mapping[str, str]:
    """Every generated file by its path in the repository."""
    return {
        "docs/reference/problems.md": problems_page(),
        "docs/reference/remarks.md": remarks_page(),
        "docs/reference/settings.md": settings_page(),
        ".env.example": env_example(),
    }


def problems_page() -> str:
    """Every problem a person can meet: its status, what it says, and what to do. KeyError for one without words."""
    english, korean = _messages("en"), _messages("ko")
    paragraphs = [
        _problem_paragraph(found, english=english, korean=korean)
        for found in sorted(problem_classes(), key=slug_of)
    ]
    opening = (
        "# Problems\n\n"
        f"<!-- {WRITTEN} -->\n\n"
        "Every error of the API is `application/problem+json` (RFC 9457), in Korean or English by `Accept-Language`;\n"
        "its `type` is `/problems/` and the name below. A problem *of a job* stands in the job's `problem` field:\n"
        "the request was sound, the analysis could not be made. Words in braces are filled in for each case.\n"
    )
    return "\n".join([opening, *paragraphs])


def problem_classes() -> list[type[Problem] | type[AnalysisError]]:
    """Every problem that the API, a job or the command line can answer with; not those that only group others."""
    for module in pkgutil.walk_packages(jindan.__path__, "jindan."):
        if not module.name.startswith(WITHOUT_PROBLEMS):
            import_module(module.name)
    found = {
        kind
        for kind in (*_below(Problem), *_below(AnalysisError))
        if kind.__module__.startswith("jindan.")
    }
    said = _messages("en")
    return [
        kind for kind in found if f"problem-{slug_of(kind)}" in said or not kind.__subclasses__()
    ]


def _below(parent: type) -> Iterator[type]:
    children: list[type] = parent.__subclasses__()
    for child in children:
        yield child
        yield from _below(child)


def _problem_paragraph(
    kind: type[Problem] | type[AnalysisError], *, english: Messages, korean: Messages
) -> str:
    key = f"problem-{slug_of(kind)}"
    where = f"HTTP {kind.status}" if issubclass(kind, Problem) else "Problem of a job"
    message = english[key]
    attributes = {attribute.id.name: _plain(attribute.value) for attribute in message.attributes}
    return (
        f"## {slug_of(kind)}\n\n"
        f"**{_plain(message.value)}** · {_plain(korean[key].value)}\n\n"
        f"{where}. {attributes['detail']}\n\n"
        f"What to do: {attributes['remedy']}\n"
    )


def remarks_page() -> str:
    """Every remark a result can carry, in both languages."""
    english, korean = _messages("en"), _messages("ko")
    rows = [
        f"| `{key.removeprefix('remark-')}` | {_plain(message.value)} | {_plain(korean[key].value)} |"
        for key, message in sorted(english.items())
        if key.startswith("remark-")
    ]
    opening = (
        f"# Remarks\n\n<!-- {WRITTEN} -->\n\n"
        "What an analysis observed about its input or its own result, and what it wrote under its pictures. A remark\n"
        "never stops the work; what does is a [problem](problems.md). Words in braces are filled in for each case;\n"
        "where the wording varies, one form is shown.\n\n"
        "| remark | English | 한국어 |\n|---|---|---|"
    )
    return "\n".join([opening, *rows]) + "\n"


def settings_page() -> str:
    """Every setting of an installation."""
    rows = [
        f"| `{_variable(name)}` | {f'`{shown}`' if (shown := _default(field)) else 'empty'} | {field.description} |"
        for name, field in Environment.model_fields.items()
    ]
    opening = (
        f"# Settings\n\n<!-- {WRITTEN} -->\n\n"
        "An installation is set up by environment variables, or by a file `.env` where it is started; the\n"
        "environment wins. `.env.example` lists them all. Nothing else differs between installations.\n\n"
        "| variable | when not set | meaning |\n|---|---|---|"
    )
    return "\n".join([opening, *rows]) + "\n"


def env_example() -> str:
    """Every setting, commented out, with its default."""
    entries = [
        f"# {field.description}\n# {_variable(name)}={_default(field)}\n"
        for name, field in Environment.model_fields.items()
    ]
    return "\n".join(
        [f"# {WRITTEN}\n# Copy to .env and uncomment what differs from the default.\n", *entries]
    )


def _variable(field: str) -> str:
    return f"{Environment.model_config['env_prefix']}{field}".upper()


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None:
        return ""
    return str(value) if isinstance(value, str | Path) else json.dumps(value)


def _messages(language: str) -> Messages:
    parser = FluentParser(with_spans=False)
    entries = (
        entry
        for path in sorted((LOCALES / language).glob("*.ftl"))
        for entry in parser.parse(path.read_text(encoding="utf-8")).body
    )
    return {entry.id.name: entry for entry in entries if isinstance(entry, ast.Message)}


def _plain(pattern: ast.Pattern | None) -> str:
    """A message as one line, its placeholders in braces; where it varies, its default form."""
    elements = pattern.elements if pattern else []
    return "".join(_shown(element) for element in elements).replace("\n", " ").strip()


def _shown(element: ast.TextElement | ast.Placeable) -> str:
    if isinstance(element, ast.TextElement):
        return element.value
    match element.expression:
        case (
            ast.VariableReference(id=name)
            | ast.MessageReference(id=name)
            | ast.TermReference(id=name)
        ):
            return f"{{{name.name}}}"
        case ast.SelectExpression(variants=variants):
            return _plain(next(variant.value for variant in variants if variant.default))
        case ast.FunctionReference(arguments=arguments):
            return _shown(ast.Placeable(arguments.positional[0]))
        case ast.StringLiteral(value=literal) | ast.NumberLiteral(value=literal):
            return str(literal)
        case other:
            raise TypeError(type(other).__name__)
