"""Genome builds: their names in files, and the lengths of their chromosomes in bases."""

import re

CHROMOSOMES = (*map(str, range(1, 23)), "X", "Y")
# Lengths of the assemblies in bases, in the order of CHROMOSOMES.
GRCH37 = (
    *(249250621, 243199373, 198022430, 191154276, 180915260, 171115067, 159138663, 146364022),
    *(141213431, 135534747, 135006516, 133851895, 115169878, 107349540, 102531392, 90354753),
    *(81195210, 78077248, 59128983, 63025520, 48129895, 51304566, 155270560, 59373566),
)
GRCH38 = (
    *(248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636),
    *(138394717, 133797422, 135086622, 133275309, 114364328, 107043718, 101991189, 90338345),
    *(83257441, 80373285, 58617616, 64444167, 46709983, 50818468, 156040895, 57227415),
)
LENGTHS = {
    "GRCh37": dict(zip(CHROMOSOMES, GRCH37, strict=True)),
    "GRCh38": dict(zip(CHROMOSOMES, GRCH38, strict=True)),
}
NAMES = {
    "GRCh38": re.compile(r"grch38|hg38|\bb38\b|^38$", re.IGNORECASE),
    "GRCh37": re.compile(r"grch37|hg19|hs37|\bb37\b|^37$", re.IGNORECASE),
    "NCBI36": re.compile(r"ncbi36|hg18|\bb36\b|^36$", re.IGNORECASE),
}


def build_called(word: str) -> str:
    """Return the build that a word or a path names, empty where it names none."""
    return next((name for name, pattern in NAMES.items() if pattern.search(word)), "")


def build_of_length(chromosome: str, length: int) -> str:
    """Return the build whose chromosome has this length, empty where none has."""
    own = plain(chromosome)
    return next((name for name, known in LENGTHS.items() if known.get(own) == length), "")


def plain(chromosome: str) -> str:
    """Return `chr1` as `1`."""
    return chromosome.removeprefix("chr").removeprefix("CHR").upper()


def longest(chromosome: str, *, build: str) -> int | None:
    """Return the last position of a chromosome, or None where it is no chromosome.

    Of an unknown build it is the last position in any build.
    """
    own = plain(chromosome)
    builds = [LENGTHS[build]] if build in LENGTHS else [*LENGTHS.values()]
    return max((known[own] for known in builds if own in known), default=None)
