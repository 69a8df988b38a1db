"""The card of a model in Markdown: identity, training, figures of merit, limits and features."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template

from jindan.analysis import Note
from jindan.catalogue import text
from jindan.omics.manifest import Figure, Manifest, View


def card(
    manifest: Manifest,
    *,
    traps: Sequence[Note],
    subgroups: Mapping[str, str],
    sites: Mapping[str, Mapping[str, float]],
) -> str:
    """Return the card in English. Limits and traps are texts of the catalogue."""
    template = Template(files(__package__).joinpath("card.md").read_text(encoding="utf-8"))
    training = manifest.training
    return template.substitute(
        title=manifest.title_en,
        name=manifest.name,
        version=manifest.version,
        verdict=text(
            "omics-card-usable" if manifest.is_usable else "omics-card-no-better-than-chance",
            language="en",
        ),
        cohort=training.cohort,
        source=training.source,
        licence=training.licence,
        citation=training.citation,
        patients=training.patients,
        classes=", ".join(f"{name} {count}" for name, count in training.per_class.items()),
        seed=training.seed,
        recipe=training.recipe_sha256,
        software=", ".join(f"{name} {version}" for name, version in training.software.items()),
        tables="\n".join(
            f"- `{table}`: SHA-256 `{sha}`" for table, sha in training.tables_sha256.items()
        ),
        figures=_figures(manifest.figures),
        subgroups="\n".join(f"- {name}: {merit}" for name, merit in subgroups.items())
        or "- None was looked at.",
        sites=_sites(sites),
        traps="\n".join(f"- {note.in_language('en')}" for note in traps) or "- None was found.",
        limits="\n".join(
            f"- {text(f'omics-limit-{limit}', language='en')}" for limit in manifest.limits
        ),
        features="\n\n".join(_features(view) for view in manifest.views),
    )


def _figures(figures: Sequence[Figure]) -> str:
    rows = [
        f"| {figure.name} | {figure.value:.3f} | {'' if figure.published else f'{figure.sd:.3f}'} | "
        f"{text(f'omics-how-{figure.how}', language='en')} |"
        for figure in figures
    ]
    return "\n".join(["| figure | value | SD | how |", "|---|---|---|---|", *rows])


def _sites(sites: Mapping[str, Mapping[str, float]]) -> str:
    if not sites:
        return "No site was left out."
    columns = list(next(iter(sites.values())))
    rows = [
        f"| {name} | " + " | ".join(f"{figures[c]:.3f}" for c in columns) + " |"
        for name, figures in sites.items()
    ]
    return "\n".join(
        [f"| site | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|", *rows]
    )


def _features(view: View) -> str:
    head = f"### {view.name} ({len(view.features)} features; at least {view.min_coverage:.0%} of them are needed)"
    rows = [
        f"| {f.name.replace('|', '/')} | {f.unit or '—'} | {f.low:.4g} | {f.high:.4g} |"
        for f in view.features
    ]
    return "\n".join(
        [head, "", "| feature | unit | lowest | highest |", "|---|---|---|---|", *rows]
    )
