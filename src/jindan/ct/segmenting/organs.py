"""Plausible volumes of an adult's organs: a check of a segmentation, not of a patient.

The limits are well outside published normal ranges, because disease shrinks and enlarges organs.
Hollow organs whose volume is mostly their filling (stomach, duodenum, oesophagus) have none.
"""

from collections.abc import Mapping

PLAUSIBLE_ML: Mapping[str, tuple[float, float]] = {
    # 1281 ± 219 ml on CT in 100 adults (Jasper, J Clin Diagn Res 13(8), TC01, 2019);
    # larger with body surface: 908 ml for each square metre, less 465, on CT in 1,000 Korean donors
    # (synapse.koreamed.org/articles/1040650).
    "liver": (600, 3000),
    # 107 to 315 ml on CT in 140 adults (Prassopoulos et al., Eur Radiol 7, 246, 1997); 198 ± 88 ml
    # in 212 (Caglar et al., Folia Morphol 73, 331, 2014). Splenomegaly reaches a litre and more.
    "spleen": (60, 1500),
    # 72 ± 26 ml on CT from 20 to 60 years, then less (Saisho et al., Clin Anat 20, 933, 2007).
    "pancreas": (20, 170),
    # Parenchyma on MRI, median: left 180 ml in 885 men and 144 ml in 930 women; the lowest twentieth of
    # right kidneys under 126 and 99 ml (J Clin Med 13(3), 769, 2024).
    "left-kidney": (75, 400),
    "right-kidney": (75, 400),
    # Fasting 19 ml in men and 17 ml in women on ultrasound, 1,703 healthy adults (Am J Gastroenterol
    # 87, 493, 1992); 73 ml on average in primary sclerosing cholangitis (Gut 39, 594, 1996).
    "gallbladder": (4, 200),
}
"""Millilitres, lowest and highest, by the slug of the organ."""

HOLLOW = frozenset({"oesophagus", "stomach", "duodenum"})
"""Gas and food are inside the outline: its mean attenuation says nothing about the organ."""
