sample-folds-disagree = The four networks disagree (mean Dice { $dice }).
sample-touches-edge = The top of the liver lies outside the scan; its true volume may be larger.
sample-dome-cut = The scan does not cover the whole dome of the liver. Read the liver volume as a lower bound.
sample-table-caption = Volume is the sum of segmented voxels; attenuation is their mean and standard deviation. Confidence runs from 0 to 1.
