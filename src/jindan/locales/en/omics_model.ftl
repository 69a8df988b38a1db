# Omics: notes, limits, figures, classes, charts.

note-omics-read-as-cp949 = The table was read in the Korean encoding CP949.
note-omics-variants-summarised = The variants were counted for { $genes } genes; silent ones were left out where the file says so.
note-omics-build = The variants are on the genome build { $build }; genes are taken from the annotation.
note-omics-build-not-stated = The file does not state its genome build; genes are taken from the annotation.
note-omics-variants-filtered = { $count } variants did not pass the caller's filter and were not counted, the first in row { $row }.
note-omics-genotypes-missing = { $count } genotypes are missing, the first in row { $row }; those variants were not counted for that specimen.
note-omics-names-damaged = { $count } names of columns look like dates, as a spreadsheet makes of gene names; the first is in row { $row }, column { $column }. They were not guessed and match no feature.
note-omics-cells-missing = { $count } values are missing, the first for { $feature } in row { $row }, column { $column }. A missing value adds nothing to the answer, as if it were the mean of the training cohort.
note-omics-features-absent = { $count } features of the panel { $view } have no column ({ $first }…). They add nothing to the answer, as if they were the mean of the training cohort.
note-omics-out-of-range = { $feature } in row { $row }, column { $column } lies outside what training has seen ({ $low } to { $high }); { $count } such values.
note-omics-value-repeated = { $feature } has the value { $value } in { $count } of { $looked } specimens looked at, first in row { $row }, column { $column }: a detection limit or a constant of the plate rather than a measurement.
note-omics-view-missing = The panel { $view } was not given; the answer rests on the others, weighed anew for that.
note-omics-view-not-enough = The panel { $view } has too few of its features ({ $share }%, { $needed }% are needed) and was left out.
note-omics-not-like-training = On the panel { $view } this specimen lies further from the training cohort than almost all of its patients (p = { $p }).
note-omics-value-impossible = { $feature } in row { $row }, column { $column } lies far outside what training has seen ({ $low } to { $high }).
note-omics-contributions-estimated = A panel is scored by an estimator that is not linear: how much each feature adds was estimated (Shapley values against the mean patient of the training); their sum is exact.
note-omics-nothing-left = No panel of the model can be used.
note-omics-undecided = At the level of { $level }% more than one class is possible.
note-omics-overridden = The model is no better than chance; this answer was asked for all the same and must not be relied on.
note-omics-prevalence-differs = Of these { $count } specimens { $found }% are put into the class { $class }, against { $trained }% in training; probabilities may be off until the model is recalibrated for this site.

note-omics-trap-missing = Whether { $feature } was measured at all tells the class (AUC { $auc }; { $count } rows lack it). Train one model for those who have it and one without it, and never fill it in.
note-omics-trap-constants = Values of { $feature } that recur exactly (detection limits, plate constants; { $count } rows) by themselves tell the class (AUC { $auc }).
note-omics-trap-duplicates = { $count } patients have the same numbers as another patient throughout: one person may be on both sides of a split.
note-omics-trap-site = All patients of class number { $number } come from one site ({ $site }), so the model may have learnt the site.
note-omics-trap-site-confounded = The classes are spread unevenly over the sites.
note-omics-trap-site-unknown = The recipe does not say which site each patient comes from, so confounding by site could not be looked for.
note-omics-trap-batch = The classes are spread unevenly over the batches.
note-omics-trap-batch-unknown = The recipe does not say in which batch each specimen was measured.
note-omics-trap-more-features = There are { $features } features for { $patients } patients; only strong penalties and left-out rows keep that honest.

omics-limit-case-control = Trained on a case-control study with far more cancers than any clinic sees: the probability is that of the study, not of a screening population, until the model is recalibrated.
omics-limit-site-confounded = All healthy controls come from one site, most cancers from others: part of the separation may be the site's.
omics-limit-pre-diagnostic = In urine taken before diagnosis such panels reach an AUC of about 0.79 in the literature, well below the figures of diagnosed patients.
omics-limit-complete-cases = Trained only on patients who had CA19-9 measured; it is never filled in.
omics-limit-tumour-tissue = For tissue of the primary tumour only.
omics-limit-preselected-features = The features were chosen by the publishers of the data set on these patients.
omics-limit-three-subtypes = Knows three subtypes only; Luminal B and normal-like tumours are put into one of them.
omics-limit-one-platform = Measured on one platform with one normalisation; others need retraining.
omics-limit-recalibrated = Fitted to the labelled patients of one site: valid for patients like those, sent by the same laboratory. Their share of each class is taken to be that of the patients to come.
omics-limit-no-diagnosis = A probability is no diagnosis; it does not replace imaging, pathology or judgement.
omics-limit-research = For research use only; not a medical device.

omics-how-cross-validation = left out in cross-validation, mean and SD over seeds
omics-how-site-left-out = one site left out after the other
omics-how-random-splits = mean and SD over random splits into 80% and 20%
omics-how-site-own = the site's own labelled patients, each left out in turn
omics-how-pre-diagnostic = literature, urine taken before diagnosis

omics-card-usable = Better than chance on patients that were left out.
omics-card-no-better-than-chance = No better than chance: this is not a usable model, and it does not answer without an explicit override.

omics-class-pancreatic-cancer = pancreatic cancer
omics-class-no-pancreatic-cancer = no pancreatic cancer
omics-class-Basal = Basal-like
omics-class-Her2 = HER2-enriched
omics-class-LumA = Luminal A
omics-class-earlier = event earlier than the median patient
omics-class-later = event later than the median patient

omics-view-urine = Urinary panel
omics-view-mrna = mRNA
omics-view-mirna = miRNA
omics-view-protein = Protein

chart-omics-contributions = What increases the predicted probability of { $class } and what decreases it
chart-omics-log-odds = contribution to the log-odds
chart-omics-calibration = Calibration on left-out patients
chart-omics-stated = stated probability
chart-omics-observed = observed share
chart-omics-this = this specimen: { $probability }
chart-omics-position = Position in the reference cohort
chart-omics-patients = patients
chart-omics-views = Panels: how complete, how familiar
chart-omics-coverage = features given
chart-omics-familiar = likeness to training (p)
chart-omics-weight = share of the answer
chart-omics-others = { $count } other features together

omics-feature-age = Age
omics-feature-sex = Sex
omics-feature-creatinine = Urine creatinine
