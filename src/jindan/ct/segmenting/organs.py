"""How large an adult's organs can plausibly be: a check on a segmentation, not on a patient.

The limits are drawn well outside published normal ranges: disease shrinks and swells organs.
Hollow organs whose volume is mostly their filling (stomach, duodenum, oesophagus) have none.
"""

from collections.abc import Mapping

PLAUSIBLE_ML: Mapping[str, tuple[float, float]] = {
    # 1281 ± 219 ml on CT in 100 adults (Jasper, J Clin Diagn Res 13(8), TC01, 2019);
    # larger with body surface (Vauthey et al., Liver Transpl 8, 233, 2002).
    "liver": (600, 3000),
    # 107 to 315 ml on CT in 140 adults (Prassopoulos et al., Eur Radiol 7, 246, 1997); 198 ± 88 ml
    # in 212 (Caglar et al., Folia Morphol 73, 331, 2014). Splenomegaly reaches a litre and more.
    "spleen": (60, 1500),
    # 72 ± 26 ml on CT in adults (Saisho et al., Clin Anat 20, 933, 2007); less with age.
    "pancreas": (20, 170),
    # 202 ± 36 ml in men and 154 ± 33 ml in women, each kidney, on MRI (Cheong et al., Clin J Am Soc
    # Nephrol 2, 38, 2007).
    "left-kidney": (75, 400),
    "right-kidney": (75, 400),
    # A fasting gallbladder holds about 20 to 40 ml, a distended one over 100 ml (Caroli-Bosc et
    # al., Digestion 59, 344, 1998).
    "gallbladder": (4, 200),
}
"""Millilitres, lowest and highest, by the slug of the organ."""
