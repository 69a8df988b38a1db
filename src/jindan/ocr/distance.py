"""Edit distance of two texts: the fewest insertions, deletions and replacements."""

from collections.abc import Sequence


def edits(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the Levenshtein distance of two sequences: of characters in strings, of words in lists."""
    row = list(range(len(second) + 1))
    for i, mine in enumerate(first, start=1):
        above_left, row[0] = row[0], i
        for j, theirs in enumerate(second, start=1):
            above_left, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, above_left + (mine != theirs)),
            )
    return row[-1]
