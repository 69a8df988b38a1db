"""Hold every part of a report to findings, and every finding to a place that exists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jindan.findings.finding import Finding
from jindan.findings.places import address_of
from jindan.report.blocks import Bars, Block, Pictures, Section, Statements, Table
from jindan.report.errors import (
    RepeatedIdentifier,
    StatementWithoutFinding,
    UnknownFinding,
    UnresolvedPlace,
)
from jindan.report.provenance import Source


def check(
    sections: Sequence[Section], *, findings: Sequence[Finding], sources: Sequence[Source]
) -> None:
    """Accept the parts of a report only if each names findings that it holds, at places that exist.

    Raises StatementWithoutFinding, UnknownFinding, UnresolvedPlace or RepeatedIdentifier.
    """
    blocks = [block for section in sections for block in section.blocks]
    _are_unique(_identifiers(sections))
    _are_unique(finding.id for finding in findings)
    _are_unique(source.id for source in sources)
    known = {finding.id for finding in findings}
    for block in blocks:
        for part, named in named_in(block):
            _are_known(part, named=named, known=known)
            if isinstance(block, Statements) and not named:
                raise StatementWithoutFinding(statement=part)
    for finding in findings:
        _are_known(finding.id, named=finding.derived_from, known=known)
        _is_placed(finding, sources=sources)


def named_in(block: Block) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each sentence, row, picture and bar of a block with the ids of the findings it names."""
    match block:
        case Statements():
            yield from ((sentence.id, sentence.findings) for sentence in block.statements)
        case Table():
            yield from ((row.id, row.findings) for row in block.rows)
        case Pictures():
            yield from ((picture.role, picture.findings) for picture in block.pictures)
        case Bars():
            yield from ((bar.finding, (bar.finding,)) for bar in block.bars)


def _are_known(part: str, *, named: Sequence[str], known: set[str]) -> None:
    for finding in named:
        if finding not in known:
            raise UnknownFinding(part=part, finding=finding)


def _is_placed(finding: Finding, *, sources: Sequence[Source]) -> None:
    place = finding.place
    if place is not None and not any(source.holds(place) for source in sources):
        raise UnresolvedPlace(finding=finding.id, place=address_of(place))


def _identifiers(sections: Sequence[Section]) -> Iterator[str]:
    """Yield the ids of sections, sentences, tables and rows, each kind under a name of its own."""
    for section in sections:
        yield f"section {section.id}"
        for block in section.blocks:
            match block:
                case Statements():
                    yield from (f"sentence {sentence.id}" for sentence in block.statements)
                case Table():
                    yield f"table {block.id}"
                    yield from (f"row {block.id} {row.id}" for row in block.rows)
                case Pictures():
                    yield from (f"picture {picture.role}" for picture in block.pictures)


def _are_unique(identifiers: Iterable[str]) -> None:
    for identifier, times in Counter(identifiers).items():
        if times > 1:
            raise RepeatedIdentifier(identifier=identifier, times=times)
