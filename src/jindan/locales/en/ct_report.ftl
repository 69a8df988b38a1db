# The title, table headings, sentences and limits of a CT report.

ct-report-title = Abdominal CT: organ segmentation and measurements
ct-report-findings = Findings
ct-report-pictures = Key images
ct-report-measurements = Measurements by organ
ct-report-organ = Organ

ct-fact-study-date = Study date
ct-fact-modality = Modality
ct-fact-series = Series analysed
ct-fact-slices = Images
ct-fact-spacing = Voxel spacing
ct-fact-coverage = Coverage
ct-fact-contrast = Contrast enhancement
ct-fact-patient-age = Age
ct-fact-patient-sex = Sex

ct-picture-axial-description = Axial CT image with the outlined organs in colour.
ct-picture-coronal-description = Coronal CT image with the outlined organs in colour.
ct-picture-sagittal-description = Sagittal CT image with the outlined organs in colour.
ct-picture-volumes-description = Bar chart of the volume of each organ. The figures are in the measurement table.

ct-statement-reported = Measurements are reported for { $reported } of { $asked } organs.
ct-statement-volume = { $organ }: volume { $volume }, mean attenuation { $mean }.
ct-statement-volume-at-least = { $organ }: volume at least { $volume } (the scan ends within it), mean attenuation of the part imaged { $mean }.
ct-statement-contents = { $organ }: volume { $volume }, contents included.
ct-statement-contents-at-least = { $organ }: volume at least { $volume } (the scan ends within it), contents included.
ct-statement-withheld = { $organ }: no measurement is reported. { $reason }

ct-model-obelisk-unet-task = An ensemble of four 3D U-Nets that outline spleen, pancreas, left kidney, gallbladder, oesophagus, liver, stomach and duodenum on abdominal CT (Heinrich et al., 2019).
ct-model-obelisk-unet-accuracy = Published Dice: spleen 0.95, pancreas 0.67, left kidney 0.95, gallbladder 0.68, oesophagus 0.59, liver 0.96, stomach 0.87, duodenum 0.55.
ct-model-no-lesions = It was never trained on tumours. It does not judge the presence, size or nature of lesions.
ct-model-organs-only = It covers only the organs named above: not the right kidney, adrenal glands, vessels or lymph nodes.
ct-model-other-protocols = Accuracy may be lower where protocol or anatomy differ from its training data.
ct-model-not-a-device = It is not an approved medical device.

ct-table-measurements = Volume is the sum of segmented voxels; attenuation is their mean and standard deviation, not given for hollow organs. "≥": the scan ends within the organ.

ct-phase-portal-venous = portal venous
ct-phase-arterial = arterial
ct-phase-delayed = delayed
ct-phase-native = without contrast
ct-phase-contrast = given, phase not stated
ct-phase-unknown = not stated

ct-model-abdomen-demo-task = A small demonstration network that outlines the same eight organs. It was trained on synthetic anatomy drawn by code and has never seen a patient.
ct-model-abdomen-demo-accuracy = No accuracy is claimed. It shows how the system works where the trained weights are missing.
ct-model-other-task = A network that was added to this installation; its own documentation says what it outlines.
ct-model-other-accuracy = Its accuracy has not been measured here.

ct-report-volumes = Volume of each organ
ct-age = { $years } years
