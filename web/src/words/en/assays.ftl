# Omics: tables, models and what they answer.

assays = Assays
risk-scores = Risk scores
no-scores = No model has been asked about tables of this case yet.
ask = Ask a model
ask-about = A model answers from a table with one specimen in a row: its probability, why, and how sure it is. Without a model the tables are kept with the case.
ask-model = Model
ask-tables = Tables
ask-then = The answer and its report follow as a job of the case.
ask-every-row = Answer for every row (a cohort)
ask-every-row-about = The answers come as a table to save; there is no report for a single patient.
no-tables = This case holds no table yet
specimen = Specimen
specimen-choose = The tables hold several. The report is about one.
specimen-name = The name of the row that is meant; leave it empty where each table has one row.
table-size = { $rows } rows, { $columns } columns
table-size-at-least = More than { $rows } rows, { $columns } columns
table-read-later = Its columns are read and checked when the model is asked.
table-doubt-empty = There is nothing below row { $row }.
table-doubt-encoding = The letters cannot be read: the file is neither UTF-8, UTF-16 nor CP949. Save it as UTF-8.
table-doubt-repeated = Row { $row }, column { $column }: the heading “{ $name }” stands there a second time.
table-doubt-unnamed = Row { $row }, column { $column } has no heading.
table-doubt-dates = Row { $row }, column { $column }: “{ $name }” looks like a gene name that a spreadsheet has turned into a date.
table-doubt-ragged = Row { $row } has another number of cells than the headings.
panel-needs =
    { $count ->
        [one] { $panel }: one feature
       *[other] { $panel }: { $count } features
    }
panel-found = { $panel }: { $found } of { $expected } features found
panel-found-absent = { $panel }: { $found } of { $expected } features found, without { $absent }
model-merit = AUC { $value } ({ $how }; { $patients } patients)
model-usable = In use
model-not-usable = No better than chance: not in use
assay-said = { $specimen }: { $panel } ({ $model })
open-score = Look into it
cohort-said =
    { $specimens ->
        [one] One specimen, { $abstained } without an answer
       *[other] { $specimens } specimens, { $abstained } without an answer
    }
save-scores = Save the answers

abstained = No answer
abstained-title = The model gives no answer
abstained-about = That is a finding about the table, not about the patient. A number here would be a guess.
risk-said = { $class }: { $value }
risk-said-interval = { $class }: { $value } ({ $low } to { $high })
interval = 95 % interval { $low } to { $high }
no-interval = This model has no interval
set-none = At { $level } % no class is ordinary for this specimen: none fits.
set-one = At { $level } % one class is possible: { $classes }.
set-several = At { $level } % these cannot be told apart: { $classes }.
classes = Probabilities
class = Class
probability = Probability
is-possible = Possible
yes = Yes
no = No
contributions = What the answer rests on
contributions-about = What each value adds to the log-odds of “{ $class }”: to the right for it, to the left against it.
contributions-others = All other features together: { $value }
feature = Feature
adds = Adds
place-in-table = Table { $table }, { $cell }
standardised = { $value } SD from the mean of the training
panels = Panels
panel = Panel
panel-features = Features
panel-share = Share
likeness = Likeness
panels-about = Likeness: how ordinary the panel would be among the training patients, from 0 to 1. Share: of what moved the answer.
neighbours = Nearest patients of the training
neighbours-said = { $count } × { $class }
neighbours-about = Distance in units of the spread of the training. They are patients of the training data, none of this installation.
distance = at { $value }
chart-position = Position among the patients of the training
chart-position-about = The probabilities of the training patients by class, and where this specimen stands among them
chart-calibration = How far the probabilities hold
chart-calibration-about = Calibration: the probability that was said against the share that had the condition, on patients that were left out
kind-omics-risk = Risk score
kind-omics-cohort = Risk scores of a cohort
models = Models
models-about = What can answer here, with what is known of each.
models-imaging = CT networks
models-assays = Omics models
