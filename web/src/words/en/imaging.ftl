# CT: the viewer, measurements, series.

imaging = CT
series-title = Abdominal CT
no-studies = No CT has been imported into this case yet.
slices =
    { $count ->
        [one] One slice
       *[other] { $count } slices
    }
phase-unknown = contrast not stated
phase-native = without contrast
phase-arterial = arterial phase
phase-portal-venous = portal venous phase
phase-delayed = delayed phase
phase-contrast = contrast, phase not stated
not-segmented = Not segmented
organs-measured = { $reported } of { $asked } organs measured
open-viewer = Open the viewer
version = Version
version-number = version { $version }
version-of = Version { $version }, { $day }
picture-axial = Axial slice with the outlines of the organs
picture-coronal = Coronal slice with the outlines of the organs
picture-sagittal = Sagittal slice with the outlines of the organs

viewer-about = The CT in three planes and in space, with the organs in colour
viewer-tools = How the CT is shown
viewer-loading = Full resolution on its way
viewer-opening = Key pictures; the scan is on its way
viewer-preview = Preview; full resolution { $percent }%
viewer-keys = Click to choose a place, scroll through the slices, double-click a picture to enlarge it. Drag with the right button, or press 1 to 4, for the window.
no-webgl = This browser cannot draw volumes (WebGL 2 is missing). These are the key pictures of the report.
view = Planes
view-planes = All planes
view-axial = Axial
view-coronal = Coronal
view-sagittal = Sagittal
view-space = 3D
slice-in = { $view } slice
slice-of = Slice { $number } of { $count }
turn-space = Turn the 3D picture
enlarge = Show { $view } alone
show-all = Show all views
window = Window
window-abdomen = Abdomen 400/40
window-liver = Liver 150/90
window-bone = Bone 1800/400
window-lung = Lung 1500/−600
opacity = Organs

measurements = Measurements
organ = Organ
quantity = Quantity
quantity-volume = Volume
quantity-attenuation-mean = Mean
quantity-longest-axial-diameter = Diameter
value = Value
unit = Unit
comparator = Comparator
confidence = Confidence
confidence-about = Expected Dice: how well the outline is expected to agree with a radiologist's, from 0 to 1
show-organ = Show { $organ }
show-slice-of = { $organ }, { $quantity } { $value }: show its slice
withheld = Withheld.
table-about = Segmented by { $network }. Confidence is an expected Dice from 0 to 1. ≥: the scan ends within the organ.
file-labels-nii-gz = Labels (NIfTI)
file-organs-glb = Surfaces (GLB)
file-scene-html = 3D page
file-table = Table (CSV)
comparison = Volumes over time
comparison-about = Oldest first. The change is from the first to the last; bounds (≥) are not compared.
change = Change

network-here = Installed
network-not-here = Not installed
network-demonstration = For demonstration: trained on drawn anatomy, not on patients.
network-card = Model card
