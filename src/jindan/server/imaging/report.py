"""What a report says of a segmentation: sentences, table, pictures and provenance, each resting on something."""

from collections.abc import Iterable, Iterator

from jindan.analysis import Remark
from jindan.catalogue import knows
from jindan.code import code_digest
from jindan.ct.colours import colour_of
from jindan.ct.examining import Examination
from jindan.ct.illustrations import Kind
from jindan.ct.importing import ImportedSeries
from jindan.ct.measurements import Measurement, Quantity
from jindan.ct.segmentation import Provenance as Network
from jindan.ct.segmentation import Segment
from jindan.server.imaging.models import Series
from jindan.server.jobs.models import Job
from jindan.typesetting import blocks
from jindan.typesetting.content import Draft, Header
from jindan.typesetting.provenance import Code, Model, Provenance, Run, Source, Weights
from jindan.typesetting.wording import Phrase, Verbatim, phrase, remark_phrase
from jindan.typesetting.wording import Quantity as Figure

SOURCE = "ct-1"
TABLE = "organs"
COLUMNS = {
    "volume": Quantity.VOLUME,
    "mean-hu": Quantity.ATTENUATION_MEAN,
    "sd-hu": Quantity.ATTENUATION_SD,
    "diameter": Quantity.LONGEST_AXIAL_DIAMETER,
    "extent": Quantity.EXTENT_SUPERIOR_INFERIOR,
}
UNITS = {"volume": "mL", "mean-hu": "[hnsf'U]", "sd-hu": "[hnsf'U]", "diameter": "mm", "extent": "mm"}
SHOWN = (Kind.AXIAL, Kind.CORONAL, Kind.SAGITTAL)
