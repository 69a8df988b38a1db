# Omics: tables, risk models and their results.

assays = Assays
risk-scores = Risk scores
no-scores = No risk model has been run on this case yet.
run-model = Run risk model
run-model-about = A risk model reads a table with one specimen per row. It returns a probability, its uncertainty and the values that contribute to it. Without a model, the tables are only stored with the case.
model = Model
tables = Tables
run-model-then = The analysis runs as a job of the case and ends with a report.
run-every-row = Run on every row (cohort)
run-every-row-about = The results are a table to download. No report is made for a single patient.
no-tables = This case holds no table yet
specimen = Specimen
specimen-choose = The tables contain several specimens. The report is about one of them.
specimen-name = Name of the row of the specimen. Leave it empty if each table has one row.
table-size = { $rows } rows, { $columns } columns
table-size-at-least = More than { $rows } rows, { $columns } columns
table-read-later = The server reads and checks its columns when the model is run.
table-flag-empty = There are no values below row { $row }.
table-flag-encoding = The text cannot be read. The file is neither UTF-8, UTF-16 nor CP949. Save it as UTF-8.
table-flag-repeated = Row { $row }, column { $column }: duplicate heading “{ $name }”.
table-flag-unnamed = Row { $row }, column { $column }: the heading is missing.
table-flag-dates = Row { $row }, column { $column }: “{ $name }” looks like a gene name that a spreadsheet has converted to a date.
table-flag-ragged = Row { $row } has a different number of cells from the heading row.
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
assay-summary = { $specimen }: { $panel } ({ $model })
score-details = Details
cohort-summary =
    { $specimens ->
        [one] One specimen, { $withheld } without a result
       *[other] { $specimens } specimens, { $withheld } without a result
    }
download-scores = Download results

abstained = Abstained
abstained-title = The model abstained
abstained-about = The model cannot give a reliable probability for this table. This says nothing about the patient.
risk-value = { $class }: { $value }
risk-value-interval = { $class }: { $value } ({ $low } to { $high })
interval = 95% interval { $low } to { $high }
no-interval = This model has no interval
set-none = At the { $level }% level, no class fits this specimen.
set-one = At the { $level }% level, one class is possible: { $classes }.
set-several = At the { $level }% level, these classes cannot be distinguished: { $classes }.
classes = Probabilities
class = Class
probability = Probability
is-possible = Possible
yes = Yes
no = No
contributions = Contributing values
contributions-about = Contribution of each value to the log-odds of “{ $class }”. Bars to the right increase it, bars to the left decrease it.
contributions-others = All other features together: { $value }
feature = Feature
contribution = Contribution
place-in-table = Table { $table }, { $cell }
standardised = { $value } SD from the training mean
panels = Panels
panel = Panel
panel-features = Features
panel-share = Share
similarity = Similarity
panels-about = Similarity: how typical the panel is of the training patients, from 0 to 1. Share: its share of the contributions.
neighbours = Nearest training patients
neighbours-count = { $count } × { $class }
neighbours-about = Distances are in units of the spread of the training data. These patients are from the training data, not from this installation.
distance = distance { $value }
chart-position = Position among the training patients
chart-position-about = Probabilities of the training patients by class, with the position of this specimen
chart-calibration = Calibration
chart-calibration-about = Predicted probability against the observed proportion, in patients held out of the training
kind-omics-risk = Risk score
kind-omics-cohort = Risk scores of a cohort
models = Models
models-about = The models of this server, each with its model card.
models-imaging = CT networks
models-assays = Omics models
