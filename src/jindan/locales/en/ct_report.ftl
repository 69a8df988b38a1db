# The title, table headings, sentences and limits of a CT report.

ct-report-title = Abdominal CT: organ segmentation and measurements
ct-report-findings = Findings
ct-report-key-pictures = Key images
ct-report-measurements = Measurements by organ
ct-report-warnings = Please note
ct-report-organ = Organ

ct-fact-study-date = Study date
ct-fact-modality = Modality
ct-fact-series = Series analysed
ct-fact-slices = Images
ct-fact-spacing = Voxel spacing
ct-fact-coverage = Coverage
ct-fact-contrast = Contrast
ct-fact-patient-age = Age
ct-fact-patient-sex = Sex

ct-column-volume = Volume
ct-column-mean-hu = Mean attenuation
ct-column-sd-hu = SD
ct-column-diameter = Longest axial diameter
ct-column-extent = Craniocaudal extent

ct-picture-axial = Axial, level of the pancreas (image { $slice })
ct-picture-axial-description = Axial CT image at the level of the pancreas with the outlined organs in colour.
ct-picture-coronal = Coronal
ct-picture-coronal-description = Coronal CT image with the outlined organs in colour.
ct-picture-sagittal = Sagittal
ct-picture-sagittal-description = Sagittal CT image with the outlined organs in colour.
ct-picture-volumes = Volume by organ
ct-picture-volumes-description = Bar chart of the volume of each organ. The figures are in the measurement table.

ct-statement-reported = Volume and attenuation were measured for { $reported } of { $asked } organs.
ct-statement-volume = { $organ }: volume { $volume }, mean attenuation { $mean }.
ct-statement-volume-diameter = { $organ }: volume { $volume }, longest axial diameter { $diameter }.
ct-statement-withheld = { $organ }: no measurement is reported. { $reason }
ct-statement-no-lesion-model = No lesion model is installed; the presence of lesions was not assessed.

ct-evidence-row = Measurement table, { $organ }
ct-evidence-value = { $organ }: { $quantity } { $value }
ct-evidence-slice = { $series }, image { $slice }

ct-model-obelisk-task = An ensemble of four 3D U-Nets that outline spleen, pancreas, left kidney, gallbladder, oesophagus, liver, stomach and duodenum on abdominal CT (Heinrich et al., 2019).
ct-model-obelisk-accuracy = Published Dice: spleen 0.95, pancreas 0.67, left kidney 0.95, gallbladder 0.68, oesophagus 0.59, liver 0.96, stomach 0.87, duodenum 0.55.
ct-model-no-lesions = It was never trained on tumours. It does not judge the presence, size or nature of lesions.
ct-model-organs-only = It covers only the organs named above: not the right kidney, adrenal glands, vessels or lymph nodes.
ct-model-other-protocols = Accuracy may be lower where protocol or anatomy differ from its training data.
ct-model-not-a-device = It is not an approved medical device.

ct-report-table-caption = Volume is the sum of segmented voxels; attenuation is their mean and standard deviation. Confidence runs from 0 to 1.
ct-notice-confidence = Confidence is estimated from the agreement of the networks and similar signs; it is not a comparison with a ground truth.
ct-notice-partly-covered = Part of the { $organ } lies outside the scan. Read its volume as a lower bound.
ct-remark-partly-covered = Part of the organ lies outside the scan; its true volume may be larger.
ct-withheld-folds-disagree = The four networks disagree (mean Dice { $dice }).
