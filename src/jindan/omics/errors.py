"""What can be wrong with tables and models: one class for each refusal a person can act on.

A place is a `row` and a `column` of the file, as a spreadsheet counts them: row 1 is the header, columns are letters.
"""

from jindan.analysis import AnalysisError, Unavailable


class TableRefused(AnalysisError):
    """The table cannot be used as it is."""


class NotATable(TableRefused):
    """The file is not a table of an accepted kind."""


class UnsafeTable(TableRefused):
    """The file holds something that tables do not need and that is not opened."""


class BrokenText(TableRefused):
    """A place of the file is not text in any encoding that is read."""


class RaggedTable(TableRefused):
    """A row has more or fewer cells than the header."""


class EmptyTable(TableRefused):
    """The table has a header but nothing below it, or nothing at all."""


class TableTooLarge(TableRefused):
    """The table is larger than what is read."""


class NoHeader(TableRefused):
    """The first row holds numbers where names belong."""


class NamelessColumn(TableRefused):
    """A column has no name."""


class DuplicateFeature(TableRefused):
    """Two columns mean the same feature."""


class DuplicateSpecimen(TableRefused):
    """Two rows bear the same specimen."""


class TransposedTable(TableRefused):
    """Features stand in rows and specimens in columns."""


class UnreadableNumber(TableRefused):
    """A cell that the model needs is not a plain number."""


class UnknownCategory(TableRefused):
    """A cell holds a word where the model knows others."""


class WrongUnit(TableRefused):
    """The header states another unit than the model's."""


class WrongSpecies(TableRefused):
    """The features are those of another species."""


class WrongPlatform(TableRefused):
    """The features are probes of an array, which no list here turns into genes."""


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
    """The table holds several specimens where one is asked for."""


class UnknownSpecimen(TableRefused):
    """No row of the table bears the specimen asked for."""


class SpecimensDiffer(TableRefused):
    """The tables are of different specimens."""


class UnknownModel(AnalysisError):
    """No model of this name is installed."""


class ModelDamaged(AnalysisError):
    """A file of the model is not the one that its manifest describes."""


class UnsafeModel(AnalysisError):
    """A model's file asks for code that is not on the list of what may be loaded."""


class ModelNotUsable(AnalysisError):
    """The model is no better than chance, so it does not answer."""


class CannotRecalibrate(AnalysisError):
    """There are too few labelled patients of each class to recalibrate with."""


class RecalibrationNoBetter(AnalysisError):
    """On labelled patients that were left out, the recalibrated probabilities are no better than those before."""


class NotForRecalibration(AnalysisError):
    """The model has no classes, is no better than chance, or has been recalibrated already."""


class BadRecipe(AnalysisError):
    """The description of a training cannot be understood."""


class TrainingRefused(AnalysisError):
    """The cohort has a trap that would make any result look better than it is."""


class SoftwareMissing(Unavailable):
    """The software that this needs is not installed."""
