"""Choose the series to analyse by rule, and say why it and why not the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jindan.analysis import Note
from jindan.catalogue import Scalar
from jindan.ct.imported import ContrastPhase
from jindan.ct.reading.acquisition import is_sharp
from jindan.ct.reading.geometry import placement_problem
from jindan.ct.reading.problems import (
    NoCtSeries,
    NotAxial,
    OnlyLocaliser,
    OnlySecondaryCapture,
    TooFewSlices,
    UnsupportedPixels,
)
from jindan.ct.reading.series import Stack, normal_is_axial
from jindan.problems import Problem, slug_of

Rule = Callable[[Stack], Problem | None]

CT_CLASSES = {
    "1.2.840.10008.5.1.4.1.1.2": "CT Image Storage",
    "1.2.840.10008.5.1.4.1.1.2.1": "Enhanced CT Image Storage",
    "1.2.840.10008.5.1.4.1.1.2.2": "Legacy Converted Enhanced CT Image Storage",
}
FEWEST_SLICES = 10
ENOUGH_MM = 250.0
"""From the dome of the liver to below the kidneys. More coverage does not count."""
THICK_MM = 3.5
PHASES = (
    ContrastPhase.PORTAL_VENOUS,
    ContrastPhase.CONTRAST,
    ContrastPhase.DELAYED,
    ContrastPhase.ARTERIAL,
    ContrastPhase.UNKNOWN,
    ContrastPhase.NATIVE,
)
"""The best phase first: the network was trained on portal venous scans (Gibson et al. 2018)."""


@dataclass(frozen=True, kw_only=True)
class Preference:
    """One reason to prefer a stack over another: the lower `rank` wins."""

    code: str
    rank: Callable[[Stack], float]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The stack to read, why it was chosen, and one note for each stack that was not."""

    stack: Stack
    because: Note
    others: tuple[Note, ...]


def choose(stacks: Sequence[Stack]) -> Choice:
    """Return the best stack. When none is usable, raises the problem of the one that came furthest."""
    problems = [(stack, first_problem(stack)) for stack in stacks]
    unusable = [(stack, problem) for stack, problem in problems if problem is not None]
    usable = sorted(
        (stack for stack, problem in problems if problem is None),
        # The UID breaks ties, so that the same upload always gives the same series.
        key=lambda stack: (*(p.rank(stack) for p in PREFERENCES), stack.first.series_uid),
    )
    if not usable:
        raise _problem_of_closest(unusable)
    best, rest = usable[0], usable[1:]
    return Choice(
        stack=best,
        because=_note("series-chosen", best, rule=_decisive(best, rest[0]) if rest else "only"),
        others=(
            *(_note("series-behind", stack, rule=_decisive(best, stack)) for stack in rest),
            *(
                _note("series-left-out", s, reason=slug_of(type(problem)))
                for s, problem in unusable
            ),
        ),
    )


def first_problem(stack: Stack) -> Problem | None:
    """Return the problem of the first rule that a stack fails, or None."""
    return next((problem for rule in RULES if (problem := rule(stack)) is not None), None)


def _secondary_capture(stack: Stack) -> Problem | None:
    is_image = stack.first.sop_class_uid in CT_CLASSES
    is_primary = "SECONDARY" not in stack.first.image_type[1:2]
    return None if is_image and is_primary else OnlySecondaryCapture()


def _too_few_slices(stack: Stack) -> Problem | None:
    count = len(stack.slices)
    return TooFewSlices(slices=count, fewest=FEWEST_SLICES) if count < FEWEST_SLICES else None


def _pixel_form(stack: Stack) -> Problem | None:
    """Require one sample of 16 bits, as CT has (PS3.3 C.8.2.1.1), and a plausible grid."""
    first = stack.first
    is_ct = first.samples_per_pixel == 1 and first.bits_allocated == 16
    is_grey = first.photometric in ("MONOCHROME1", "MONOCHROME2")
    is_sized = 32 <= first.rows <= 4096 and 32 <= first.columns <= 4096
    return None if is_ct and is_grey and is_sized else UnsupportedPixels()


RULES: tuple[Rule, ...] = (
    lambda stack: None if stack.first.modality == "CT" else NoCtSeries(),
    lambda stack: OnlyLocaliser() if "LOCALIZER" in stack.first.image_type else None,
    _secondary_capture,
    _too_few_slices,
    lambda stack: None if normal_is_axial(stack) else NotAxial(),
    _pixel_form,
    lambda stack: placement_problem([piece.frame for piece in stack.slices]),
)
"""What makes a stack unusable, in the order of checking: later rules need what earlier ones require."""


PREFERENCES = (
    Preference(code="original", rank=lambda stack: "ORIGINAL" not in stack.first.image_type),
    # In steps of 5 cm, so that a few slices more do not outweigh the phase.
    Preference(code="coverage", rank=lambda stack: -(min(stack.extent_mm, ENOUGH_MM) // 50)),
    Preference(code="phase", rank=lambda stack: PHASES.index(stack.first.phase)),
    Preference(code="soft-kernel", rank=lambda stack: is_sharp(stack.first.kernel)),
    Preference(code="thin", rank=lambda stack: stack.step_mm > THICK_MM),
    Preference(code="longer", rank=lambda stack: -round(stack.extent_mm)),
    Preference(code="thinner", rank=lambda stack: round(stack.step_mm, 1)),
    Preference(code="first", rank=lambda stack: stack.first.series_number or 0),
)
"""Why one usable stack is preferred over another, strongest reason first."""


def _decisive(better: Stack, worse: Stack) -> str:
    """Return the code of the first preference in which two stacks differ."""
    differing = (p.code for p in PREFERENCES if p.rank(better) < p.rank(worse))
    return next(differing, "first")


def _note(code: str, stack: Stack, **why: Scalar) -> Note:
    """Return a note that names a series by its number, images and modality.

    SeriesDescription is left out: it is free text and may identify someone.
    """
    number = stack.first.series_number
    values: dict[str, Scalar] = {
        "series": "?" if number is None else str(number),
        "images": len(stack.slices) or len(stack.instances),
        "modality": stack.first.modality or "?",
    }
    return Note(code=code, values={**values, **why})


def _problem_of_closest(problems: Sequence[tuple[Stack, Problem]]) -> Problem:
    """Return the problem of the stack that passed most rules, then of the one with most slices."""

    def rules_passed(stack: Stack) -> int:
        return next(n for n, rule in enumerate(RULES) if rule(stack) is not None)

    ranked = sorted(problems, key=lambda pair: (rules_passed(pair[0]), len(pair[0].slices)))
    return ranked[-1][1] if ranked else NoCtSeries()
