# Omics: problems of tables, models and training; stages.

problem-not-a-table = The file is not a table that is read
    .detail = At row { $row }, column { $column } it is no table of a known kind. Serialised objects (pickle, RDS) and compressed files are never opened.
    .remedy = Export it as CSV, TSV, XLSX, Parquet, AnnData (.h5ad), MuData (.h5mu), MAF or VCF.
problem-unsafe-table = The file holds something that a table does not need
    .detail = It links to other files, embeds objects or declares XML entities (row { $row }, column { $column } was not reached). It was not opened.
    .remedy = Copy the plain values into a new file and send that.
problem-broken-text = The text is damaged in row { $row }, column { $column }
    .detail = That place is not text in UTF-8, UTF-16 or CP949, or two encodings are mixed.
    .remedy = Save the table again in one encoding, best UTF-8.
problem-ragged-table = Row { $row } does not fit the header
    .detail = The header has { $expected } columns, the row { $found }; they part at column { $column }. A delimiter, a line break or a quotation mark is wrong there.
    .remedy = Correct row { $row }, and check that one delimiter is used throughout.
problem-empty-table = The table is empty
    .detail = There is nothing at row { $row }, column { $column }, where the first specimen belongs.
    .remedy = Export the table again with its rows.
problem-table-too-large = The table is too large
    .detail = The limit was reached at row { $row }, column { $column }. A single line without an end, a compressed bomb or an empty sheet of full size looks like this too.
    .remedy = Send only the columns that are needed, or Parquet instead of text.
problem-no-header = The first row has no names
    .detail = Row { $row } holds numbers from column { $column } on, where names of features belong.
    .remedy = Add a first row with the names of the features.
problem-nameless-column = A column has no name
    .detail = The header in row { $row }, column { $column } is empty.
    .remedy = Name the column or delete it.
problem-duplicate-feature = A feature is there twice
    .detail = { $feature } stands a second time in row { $row }, column { $column }, perhaps under another name of the same gene.
    .remedy = Keep one of the columns.
problem-duplicate-specimen = A specimen is there twice
    .detail = Row { $row }, column { $column } bears the same specimen as row { $first }.
    .remedy = Keep one of the rows, or give each specimen its own name.
problem-transposed-table = Rows and columns seem to be exchanged
    .detail = The names from row { $row }, column { $column } downwards are features, but specimens belong in rows.
    .remedy = If features are meant to stand in rows, say so (orientation "features-in-rows"); else check the file.
problem-unreadable-number = A cell is not a plain number
    .detail = { $feature } in row { $row }, column { $column } is not a number as it is read: digits, at most one point, no thousands separator, no decimal comma, no sign such as <.
    .remedy = Write the measured number with a decimal point, or leave the cell empty.
problem-unknown-category = A cell holds an unknown word
    .detail = { $feature } in row { $row }, column { $column } is none of: { $known }.
    .remedy = Use one of these words.
problem-wrong-unit = A feature has another unit
    .detail = { $feature } in row { $row }, column { $column } is headed with another unit; the model needs { $expected ->
        [a] { unit-year }
       *[other] { $expected }
    }. Units are never converted silently.
    .remedy = Convert the values and the header to { $expected ->
        [a] { unit-year }
       *[other] { $expected }
    }.
problem-wrong-species = The features are of another species
    .detail = The name in row { $row }, column { $column } and most others are identifiers or spellings of mouse, rat or another species.
    .remedy = Send the table of the human specimen.
problem-wrong-platform = The features are probes of an array
    .detail = The name in row { $row }, column { $column } and most others are probes, not genes.
    .remedy = Summarise the probes to genes with the array's own annotation.
problem-wrong-scale = The values are on another scale
    .detail = { $hint ->
        [raw] The value in row { $row }, column { $column } and most others are far outside what the model has seen; as base-2 logarithms they would fit, so these look like raw values.
       *[unit] The value in row { $row }, column { $column } and most others are far outside what the model has seen: another unit, platform or normalisation.
    }
    .remedy = Send the values on the scale that the model's card states.
problem-unannotated-variants = The variants are not annotated
    .detail = The variant in row { $row }, column { $column } does not say which gene it is in (no ANN or CSQ).
    .remedy = Annotate the VCF with SnpEff or VEP, or send a MAF.
problem-unreadable-genotype = A genotype cannot be read
    .detail = Row { $row }, column { $column } does not say by GT which of the alleles the specimen carries.
    .remedy = Send a VCF in which genotypes are called for the specimen, or a MAF.
problem-builds-differ = The file is on two genome builds
    .detail = Row { $row }, column { $column } is of { $found }, what stands before it of { $first }.
    .remedy = Bring all variants to one build, and state that build in the header.
problem-outside-reference = A variant lies outside its chromosome
    .detail = The position in row { $row }, column { $column } is beyond the end of its chromosome ({ $end }), or no position. The file is of another genome build or species than it states.
    .remedy = State the build that the variants were called on, or call them again.
problem-no-known-features = The table does not hold the panel of the model
    .detail = { $found } of { $expected } features were found in row { $row } (from column { $column }). Missing are, among others: { $missing }.
    .remedy = Check that it is the right table for this model, and that the names are gene symbols, Ensembl or UniProt identifiers.
problem-several-specimens = The table holds several specimens
    .detail = There are { $count } rows, the second in row { $row }, column { $column }; a single answer needs one.
    .remedy = Name the specimen, or use the cohort mode.
problem-unknown-specimen = The specimen is not in the table
    .detail = No row from row { $row } on bears the name that was asked for in column { $column }.
    .remedy = Check the name.
problem-specimens-differ = The tables are of different specimens
    .detail = Row { $row }, column { $column } of a further table bears another name than the first table.
    .remedy = Send tables of the same specimen, under the same name.
problem-unknown-model = There is no such omics model
    .detail = No model is called "{ $name }". There are: { $known }.
    .remedy = Choose one of them, or train one with jindan omics train.
problem-model-damaged = A file of the model is damaged
    .detail = { $file } is not the file that the model's manifest describes.
    .remedy = Install the model again.
problem-unsafe-model = A file of the model asks for code
    .detail = It names types that are not on the list of what may be loaded: { $found }. It was not loaded.
    .remedy = Use only models that were trained with jindan omics train.
problem-model-not-usable = The model is no better than chance
    .detail = { $name } could not tell left-out patients apart, so it does not answer.
    .remedy = Use another model. For research, ask for an answer with an explicit override.
problem-cannot-recalibrate = There are too few labelled patients
    .detail = Recalibration needs { $least } patients of each class; there are { $found } of one.
    .remedy = Add labelled patients.
problem-recalibration-no-better = Recalibration would not help here
    .detail = On the labelled patients of the site, each left out in turn, the mean log loss would be { $after } instead of { $before }.
    .remedy = Go on with the model as it is, or add labelled patients.
problem-not-for-recalibration = This model cannot be recalibrated
    .detail = { $name } gives no probabilities of classes, is no better than chance, or has been recalibrated already.
    .remedy = Choose a model of classes as it was trained.
problem-bad-recipe = The description of the training cannot be understood
    .detail = { $reason }
    .remedy = Compare it with the recipes that come with Jindan.
problem-training-refused = The cohort has a trap
    .detail = { $trap ->
        [missing] Whether { $feature } was measured at all tells the class (AUC { $auc }; { $count } rows lack it).
        [constants] Values of { $feature } that recur exactly ({ $count } rows) by themselves tell the class (AUC { $auc }).
       *[duplicates] { $count } patients have the same numbers as another patient throughout.
    }
    .remedy = Remove its cause, or accept it in the recipe (accepted_traps), which the card will say.
problem-software-missing = A part of the software is not installed
    .detail = { $name } is needed for this.
    .remedy = Install jindan[omics].

stage-omics-reading = Reading the tables
stage-omics-scoring = Asking the model
stage-omics-drawing = Drawing the charts
stage-omics-evaluating = Evaluating on left-out patients
stage-omics-fitting = Fitting on the whole cohort
stage-omics-cohort = Answering row by row
