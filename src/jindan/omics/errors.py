"""Problems with tables and models, one class for each that a person can act on.

A place is a `row` and a `column` of the file, as a spreadsheet counts them: row 1 is the header, columns are letters.
"""

from jindan.problems import Problem, Unavailable


class TableRefused(Problem):
    """The table cannot be used as it is."""


class NotATable(TableRefused):
    """The file is not a table of an accepted kind."""


class UnsafeTable(TableRefused):
    """The file holds something that tables do not need and that is not opened."""


class BrokenText(TableRefused):
    """The file is not text in a supported encoding at this place."""


class RaggedTable(TableRefused):
    """A row has more or fewer cells than the header."""


class EmptyTable(TableRefused):
    """The table has a header but nothing below it, or nothing at all."""


class TableTooLarge(TableRefused):
    """The table is larger than the limits."""


class NoHeader(TableRefused):
    """The first row holds numbers where names belong."""


class NamelessColumn(TableRefused):
    """A column has no name."""


class DuplicateFeature(TableRefused):
    """Two columns mean the same feature."""


class DuplicateSpecimen(TableRefused):
    """Two rows have the same specimen name."""


class TransposedTable(TableRefused):
    """Features stand in rows and specimens in columns."""


class UnreadableNumber(TableRefused):
    """A cell that the model needs is not a plain number."""


class UnknownCategory(TableRefused):
    """A cell holds a word that is not among the model's categories."""


class WrongUnit(TableRefused):
    """The header states another unit than the model's."""


class WrongSpecies(TableRefused):
    """The features are those of another species."""


class WrongPlatform(TableRefused):
    """The features are probes of an array, which cannot be translated to genes."""


class WrongScale(TableRefused):
    """The values are on another scale than the model's: raw where it expects logarithms, or the other way round."""


class UnannotatedVariants(TableRefused):
    """The variants do not say which gene they are in."""


class UnreadableGenotype(TableRefused):
    """A variant does not say which alleles the specimen carries."""


class BuildsDiffer(TableRefused):
    """A file is on two genome builds, or not on the one that it states."""


class OutsideReference(TableRefused):
    """A variant lies where its chromosome does not reach."""


class NoKnownFeatures(TableRefused):
    """The table holds too few of the features that the model knows."""


class SeveralSpecimens(TableRefused):
    """The table holds several specimens where one is expected."""


class UnknownSpecimen(TableRefused):
    """No row of the table has the requested specimen."""


class SpecimensDiffer(TableRefused):
    """The tables are of different specimens."""


class UnknownModel(Problem):
    """No model of this name is installed."""


class ModelDamaged(Problem):
    """A file of the model is not the one that its manifest describes."""


class UnsafeModel(Problem):
    """A model's file needs code that is not on the list of allowed types."""


class ModelNotUsable(Problem):
    """The model is no better than chance, so it does not answer."""


class CannotRecalibrate(Problem):
    """There are too few labelled patients of each class to recalibrate with."""


class RecalibrationNoBetter(Problem):
    """On labelled patients that were left out, the recalibrated probabilities are no better than those before."""


class NotForRecalibration(Problem):
    """The model has no classes, is no better than chance, or has been recalibrated already."""


class BadRecipe(Problem):
    """The description of a training cannot be understood."""


class TrainingRefused(Problem):
    """The cohort has a trap that would make any result look better than it is."""


class SoftwareMissing(Unavailable):
    """The software that this needs is not installed."""
