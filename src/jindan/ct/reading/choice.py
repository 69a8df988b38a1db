"""Choose the series to analyse by rule, and say why it and why not the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jindan.analysis import AnalysisError, Remark, Scalar, slug_of
from jindan.ct.imported import Phase
from jindan.ct.reading.acquisition import is_sharp
from jindan.ct.reading.geometry import placement_problem
from jindan.ct.reading.refusals import (
    NoCtSeries,
    NotAxial,
    OnlyLocaliser,
    OnlySecondaryCapture,
    TooFewSlices,
    UnsupportedPixels,
)
from jindan.ct.reading.series import Stack, normal_is_axial

CT_CLASSES = {
    "1.2.840.10008.5.1.4.1.1.2": "CT Image Storage",
    "1.2.840.10008.5.1.4.1.1.2.1": "Enhanced CT Image Storage",
    "1.2.840.10008.5.1.4.1.1.2.2": "Legacy Converted Enhanced CT Image Storage",
}
FEWEST_SLICES = 10
ENOUGH_MM = 250.0
"""From the dome of the liver to below the kidneys; more than this earns nothing."""
THICK_MM = 3.5


@dataclass(frozen=True, kw_only=True)
class Preference:
    """One reason to take a stack rather than another: the lower `rank` wins."""

    code: str
    rank: Callable[[Stack], float]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The stack to read, why it was taken, and one remark for each stack that was not."""

    stack: Stack
    because: Remark
    others: tuple[Remark, ...]


def choose(stacks: Sequence[Stack]) -> Choice:
    """Take the best stack. When none is fit, raises the refusal of the one that came furthest."""
    refusals = [(stack, first_refusal(stack)) for stack in stacks]
    fit = sorted((s for s, refusal in refusals if refusal is None), key=_ranks)
    if not fit:
        raise _most_telling([(s, refusal) for s, refusal in refusals if refusal is not None])
    best, rest = fit[0], fit[1:]
    return Choice(
        stack=best,
        because=_because(best, rest),
        others=(
            *(_behind(stack, best) for stack in rest),
            *(_left_out(stack, refusal) for stack, refusal in refusals if refusal is not None),
        ),
    )


def first_refusal(stack: Stack) -> AnalysisError | None:
    """The first rule that speaks against a stack."""
    return next((refusal for rule in RULES if (refusal := rule(stack)) is not None), None)


def _not_ct(stack: Stack) -> AnalysisError | None:
    return None if stack.first.modality == "CT" else NoCtSeries()


def _secondary_capture(stack: Stack) -> AnalysisError | None:
    is_image = stack.first.sop_class_uid in CT_CLASSES
    is_primary = "SECONDARY" not in stack.first.image_type[1:2]
    return None if is_image and is_primary else OnlySecondaryCapture()


def _localiser(stack: Stack) -> AnalysisError | None:
    return OnlyLocaliser() if "LOCALIZER" in stack.first.image_type else None


def _too_few_slices(stack: Stack) -> AnalysisError | None:
    count = len(stack.slices)
    return TooFewSlices(slices=count, fewest=FEWEST_SLICES) if count < FEWEST_SLICES else None


def _not_axial(stack: Stack) -> AnalysisError | None:
    return None if normal_is_axial(stack) else NotAxial()


def _pixel_form(stack: Stack) -> AnalysisError | None:
    """CT is one sample of 16 bits (PS3.3 C.8.2.1.1); grids beyond these bounds are damage."""
    first = stack.first
    is_ct = first.samples_per_pixel == 1 and first.bits_allocated == 16
    is_grey = first.photometric in ("MONOCHROME1", "MONOCHROME2")
    is_sized = 32 <= first.rows <= 4096 and 32 <= first.columns <= 4096
    return None if is_ct and is_grey and is_sized else UnsupportedPixels()


def _irregular(stack: Stack) -> AnalysisError | None:
    return placement_problem([piece.frame for piece in stack.slices])


RULES = (
    _not_ct,
    _localiser,
    _secondary_capture,
    _too_few_slices,
    _not_axial,
    _pixel_form,
    _irregular,
)
"""What makes a stack unfit, in the order in which it is asked."""


def _phase_rank(stack: Stack) -> float:
    """The network was trained on portal venous scans (Gibson et al. 2018)."""
    order = (
        Phase.PORTAL_VENOUS,
        Phase.CONTRAST,
        Phase.DELAYED,
        Phase.ARTERIAL,
        Phase.UNKNOWN,
        Phase.NATIVE,
    )
    return order.index(stack.first.phase)


def _coverage_rank(stack: Stack) -> float:
    """Centimetres covered, in steps of 5, up to what an upper abdomen needs."""
    return -(min(stack.extent_mm, ENOUGH_MM) // 50)


PREFERENCES = (
    Preference(code="original", rank=lambda stack: "ORIGINAL" not in stack.first.image_type),
    Preference(code="coverage", rank=_coverage_rank),
    Preference(code="phase", rank=_phase_rank),
    Preference(code="soft-kernel", rank=lambda stack: is_sharp(stack.first.kernel)),
    Preference(code="thin", rank=lambda stack: stack.step_mm > THICK_MM),
    Preference(code="longer", rank=lambda stack: -round(stack.extent_mm)),
    Preference(code="thinner", rank=lambda stack: round(stack.step_mm, 1)),
    Preference(code="first", rank=lambda stack: stack.first.series_number or 0),
)
"""Why one fit stack is taken rather than another, strongest reason first."""


def _ranks(stack: Stack) -> tuple[float | str, ...]:
    return (*(preference.rank(stack) for preference in PREFERENCES), stack.first.series_uid)


def _decisive(better: Stack, worse: Stack) -> str:
    """The first preference in which two stacks differ."""
    differing = (p.code for p in PREFERENCES if p.rank(better) < p.rank(worse))
    return next(differing, "first")


def _because(best: Stack, rest: Sequence[Stack]) -> Remark:
    rule = _decisive(best, rest[0]) if rest else "only"
    return Remark(code="series-chosen", values={**_facts(best), "rule": rule})


def _behind(stack: Stack, best: Stack) -> Remark:
    return Remark(code="series-behind", values={**_facts(stack), "rule": _decisive(best, stack)})


def _left_out(stack: Stack, refusal: AnalysisError) -> Remark:
    return Remark(
        code="series-left-out", values={**_facts(stack), "reason": slug_of(type(refusal))}
    )


def _facts(stack: Stack) -> dict[str, Scalar]:
    """What names a series to the reader; its description is free text and stays out."""
    number = stack.first.series_number
    return {
        "series": "?" if number is None else str(number),
        "images": len(stack.slices) or len(stack.instances),
        "modality": stack.first.modality or "?",
    }


def _most_telling(refusals: Sequence[tuple[Stack, AnalysisError]]) -> AnalysisError:
    """The refusal of the stack that passed most rules, then of the one with most slices."""

    def rules_passed(stack: Stack) -> int:
        return next(n for n, rule in enumerate(RULES) if rule(stack) is not None)

    ranked = sorted(refusals, key=lambda pair: (rules_passed(pair[0]), len(pair[0].slices)))
    return ranked[-1][1] if ranked else NoCtSeries()
