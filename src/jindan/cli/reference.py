"""`jindan reference`: the pages of docs/reference that are generated from the code, and `.env.example`."""

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
from jindan.catalogue import LOCALES
from jindan.findings.codes import DCM, MEASURES, OWN, SNOMED_CT, Measure
from jindan.findings.values import Coding
from jindan.problems import Problem, slug_of
from jindan.server.config.env import Environment
from jindan.server.kit.problems import RequestProblem
from jindan.server.reach import Confidentiality, Relation, capabilities
from jindan.server.roles import Role

WRITTEN = "Written by `jindan reference` from the code; do not edit."
TERMINOLOGIES = {SNOMED_CT: "SNOMED CT", DCM: "DICOM", OWN: "own"}
Messages = Mapping[str, ast.Message]


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
    """Return every generated file by its path in the repository."""
    return {
        "docs/reference/problems.md": problems_page(),
        "docs/reference/notes.md": notes_page(),
        "docs/reference/measures.md": measures_page(),
        "docs/reference/access.md": access_page(),
        "docs/reference/settings.md": settings_page(),
        ".env.example": env_example(),
    }


def access_page() -> str:
    """Return the page of who may see what: a row for each role and relation, a column for each confidentiality."""
    rows = [
        f"| {role} | {relation} | {' | '.join(_sees(role, relation=relation))} |"
        for role in Role
        for relation in Relation
    ]
    opening = (
        "# Who may see what\n\n"
        f"<!-- {WRITTEN} -->\n\n"
        "Whether a role sees a patient, by its care relation and by how closely the record is kept (HL7 v3\n"
        "Confidentiality): `normal` in an open organisation, `restricted` in one that goes by care relation,\n"
        "`very-restricted` for a protected patient in either. What is seen may be used as far as the\n"
        "[role](roles.md) allows. Researchers moreover need the patient's consent to research.\n"
    )
    heads = f"| role | relation | {' | '.join(Confidentiality)} |"
    rule = "|---" * (2 + len(Confidentiality)) + "|"
    return "\n".join([opening, heads, rule, *rows, ""])


def _sees(role: Role, *, relation: Relation) -> Iterator[str]:
    for confidentiality in Confidentiality:
        seen = capabilities(role, relation=relation, confidentiality=confidentiality)
        yield "sees" if seen else ""


def problems_page() -> str:
    """Return the page of problems: HTTP status, words and remedy. Raises KeyError for a problem without words."""
    english, korean = _messages("en"), _messages("ko")
    paragraphs = [
        _problem_paragraph(problem, english=english, korean=korean)
        for problem in sorted(problem_classes(), key=slug_of)
    ]
    opening = (
        "# Problems\n\n"
        f"<!-- {WRITTEN} -->\n\n"
        "Every error of the API is `application/problem+json` (RFC 9457), in Korean or English by `Accept-Language`;\n"
        "its `type` is `/problems/` and the name below. A problem *of a job* stands in the job's `problem` field:\n"
        "the request was sound, the analysis could not be made. Words in braces are filled in for each case.\n"
    )
    return "\n".join([opening, *paragraphs])


MAKING_NO_PROBLEM = ("jindan.cli", "jindan.ocr.training")
"""Commands report problems and define none. Training needs an extra that a server does not have."""


def problem_classes() -> list[type[Problem]]:
    """Return every problem of the API, a job or the command line, without those that only group others."""
    for module in pkgutil.walk_packages(jindan.__path__, "jindan."):
        if not module.name.startswith(MAKING_NO_PROBLEM):
            import_module(module.name)
    messages = _messages("en")
    return [
        kind
        for kind in set(_below(Problem))
        if kind.__module__.startswith("jindan.")
        and (f"problem-{slug_of(kind)}" in messages or not kind.__subclasses__())
    ]


def _below(parent: type) -> Iterator[type]:
    children: list[type] = parent.__subclasses__()
    for child in children:
        yield child
        yield from _below(child)


def _problem_paragraph(kind: type[Problem], *, english: Messages, korean: Messages) -> str:
    key = f"problem-{slug_of(kind)}"
    where = f"HTTP {kind.status}" if issubclass(kind, RequestProblem) else "Problem of a job"
    message = english[key]
    attributes = {attribute.id.name: _plain(attribute.value) for attribute in message.attributes}
    return (
        f"## {slug_of(kind)}\n\n"
        f"**{_plain(message.value)}** · {_plain(korean[key].value)}\n\n"
        f"{where}. {attributes['detail']}\n\n"
        f"What to do: {attributes['remedy']}\n"
    )


def notes_page() -> str:
    """Return the page of notes that a result can have, in both languages."""
    english, korean = _messages("en"), _messages("ko")
    rows = [
        f"| `{key.removeprefix('note-')}` | {_plain(message.value)} | {_plain(korean[key].value)} |"
        for key, message in sorted(english.items())
        if key.startswith("note-")
    ]
    opening = (
        f"# Notes\n\n<!-- {WRITTEN} -->\n\n"
        "What an analysis observed about its input or its own result, and what it wrote under its pictures. A note\n"
        "never stops the work; what does is a [problem](problems.md). Words in braces are filled in for each case;\n"
        "where the wording varies, one form is shown.\n\n"
        "| note | English | 한국어 |\n|---|---|---|"
    )
    return "\n".join([opening, *rows]) + "\n"


def measures_page() -> str:
    """Return the page of every quantity that an analysis measures. Raises KeyError for one without words."""
    english, korean = _messages("en"), _messages("ko")
    rows = [_measure_row(measure, english=english, korean=korean) for measure in MEASURES.values()]
    opening = (
        f"# Measures\n\n<!-- {WRITTEN} -->\n\n"
        "Every quantity that an analysis measures as a [finding](glossary.md), with its UCUM unit and the decimals\n"
        f"that every output prints. Own codes are of the system `{OWN}`. Results of a laboratory come with the\n"
        "unit and the code of their document.\n\n"
        "| measure | English | 한국어 | code | unit | decimals | method |\n|---|---|---|---|---|---|---|"
    )
    return "\n".join([opening, *rows]) + "\n"


def _measure_row(measure: Measure, *, english: Messages, korean: Messages) -> str:
    key = measure.concept.key
    codes = [measure.coding, measure.derivation] if measure.derivation else [measure.coding]
    cells = (
        f"`{measure.name}`",
        _plain(english[key].value),
        _plain(korean[key].value),
        ", ".join(map(_code, codes)),
        f"`{measure.unit}`",
        str(measure.decimals),
        _plain(english[f"method-{measure.method}"].value),
    )
    return f"| {' | '.join(cells)} |"


def _code(coding: Coding) -> str:
    return f"{TERMINOLOGIES[coding.system]} `{coding.code}`"


def settings_page() -> str:
    """Return the page of settings of an installation."""
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
    """Return every setting, commented out, with its default."""
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
    """Return a message as one line, with its placeholders in braces and of its variants the default one."""
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
