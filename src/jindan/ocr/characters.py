"""The characters that the Hangul head can tell apart, in the order of its classes."""

ASCII = tuple(chr(code) for code in range(33, 127))

SYMBOLS = tuple(
    "·※≥≤℃㎡μ∨□■○●▶→×±°αβγ‘’“”…ㆍ①②③④⑤㈜№℡ⅡⅢ"
    "²³½÷≠↑↓←△▲▽▼◆◇☐☑✓•–—₩™®「」『』【】〈〉《》δω′″⑥⑦⑧⑨⑩Ⅰ Ⅳ".replace(" ", "")
    + "⁰¹⁴⁵⁶⁷⁸⁹⁻"
)
"""Characters that clinical and administrative documents print beside letters and digits."""

LEVEL_OF = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
"""Raised digits and the minus of exponents, each with its level character."""

FIRST_SYLLABLE, SYLLABLES = 0xAC00, 11172
INITIALS, MEDIALS, FINALS = 19, 21, 28


def _in_ks_x_1001(syllable: str) -> bool:
    try:
        return len(syllable.encode("euc-kr")) == 2
    except UnicodeEncodeError:
        return False


_ALL = tuple(chr(FIRST_SYLLABLE + number) for number in range(SYLLABLES))

COMMON_SYLLABLES = tuple(syllable for syllable in _ALL if _in_ks_x_1001(syllable))
"""The 2,350 syllables of KS X 1001, each with a class of its own."""

RARE_SYLLABLES = tuple(syllable for syllable in _ALL if not _in_ks_x_1001(syllable))
"""The other 8,822, whose classes are composed of their letters."""

COMMON = (" ", *ASCII, *SYMBOLS, *COMMON_SYLLABLES)
CHARACTERS = (*COMMON, *RARE_SYLLABLES)
"""The characters of the classes from 1 on. Class 0 is the blank of CTC."""


def letters_of(syllable: str) -> tuple[int, int, int]:
    """Return the indices of the initial, the medial and the final letter (0: none) of a Hangul syllable."""
    number = ord(syllable) - FIRST_SYLLABLE
    initial, rest = divmod(number, MEDIALS * FINALS)
    medial, final = divmod(rest, FINALS)
    return initial, medial, final
