# The title, tables, sentences and charts of an omics report.

omics-report-title = Omics: risk score
omics-report-findings = Findings
omics-report-scores = Probabilities
omics-report-features = What the answer rests on
omics-report-views = Panels
omics-report-pictures = Charts

omics-fact-model = Model
omics-fact-patients = Patients it was trained on
omics-fact-specimen = Specimen

omics-source = Table { $number }
omics-model-purpose = Gives the probability of classes from tables of omics assays, with what the answer rests on, or abstains.

omics-column-class = Class
omics-column-probability = Probability
omics-column-low = 95% interval, from
omics-column-high = to
omics-column-feature = Feature
omics-column-value = Value
omics-column-standardised = SD from training mean
omics-column-contribution = Contribution (log-odds)
omics-column-place = Where
omics-column-view = Panel
omics-column-given = Features given
omics-column-expected = Features of the panel
omics-column-likeness = Similarity to training (p)

omics-table-scores = Probability of each class. The interval says how it might have been had other patients been in the training cohort.
omics-table-features = The features that weigh most. With all others and the model's constant the contributions add up to the log-odds exactly.
omics-table-views = How complete each panel was, and how much the specimen is like the patients of the training.

omics-statement-risk = { $class }: probability { $probability }.
omics-statement-risk-interval = { $class }: probability { $probability } (95% interval { $low } to { $high }).
omics-statement-none = At the level of { $level } none of the classes is ordinary for this specimen: the model does not know it.
omics-statement-one = At the level of { $level } only one class is possible: { $first }.
omics-statement-several = At the level of { $level } { $count } classes are possible; the model cannot tell them apart for this specimen.
omics-statement-for = { $feature } increases the predicted probability of { $class } (+{ $amount } log-odds; table { $table }, row { $row }, column { $column }).
omics-statement-against = { $feature } decreases the predicted probability of { $class } (-{ $amount } log-odds; table { $table }, row { $row }, column { $column }).
omics-statement-withheld = The model does not answer for this specimen. No probability is given.

omics-picture-contributions = What increases and decreases the probability of the likeliest class
omics-picture-contributions-description = Horizontal bars of the contributions. The figures are in the table of features.
omics-picture-calibration = Calibration
omics-picture-calibration-description = Stated probability against the observed share, on patients that were left out of the fitting, with this specimen marked.
omics-picture-position = Position in the reference cohort
omics-picture-position-description = Histogram of the probabilities of the patients of the training, by class, with this specimen marked.
omics-picture-views = Quality of the panels
omics-picture-views-description = Bars of completeness and likeness for each panel. The figures are in the table of panels.

omics-assay = Assay { $number }
omics-answer = Answer of the model
