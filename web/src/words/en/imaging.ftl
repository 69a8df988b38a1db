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
phase-contrast = contrast-enhanced, phase not stated
not-segmented = Not segmented
organs-measured = { $reported } of { $asked } organs measured
open-viewer = Open the viewer
version = Version
version-number = version { $version }
version-of = Version { $version }, { $day }
picture-axial = Axial slice with organ outlines
picture-coronal = Coronal slice with organ outlines
picture-sagittal = Sagittal slice with organ outlines

viewer-about = CT in three planes and in 3D, with the organs in colour
viewer-tools = Viewer settings
viewer-loading = Loading full resolution
viewer-opening = Key images. Loading the CT
viewer-preview = Preview. Full resolution { $percent }%
viewer-keys = Click to move the crosshair, scroll to change the slice, double-click a view to enlarge it. Drag with the right button, or press 1 to 4, to change the window.
no-webgl = This browser cannot render volumes (WebGL 2 is missing). The key images of the report are shown instead.
view = Planes
view-planes = All planes
view-axial = Axial
view-coronal = Coronal
view-sagittal = Sagittal
view-space = 3D
slice-in = { $view } slice
slice-of = Slice { $number } of { $count }
rotate-space = Rotate the 3D view
enlarge = Show only { $view }
show-all = Show all views
window = Window
window-abdomen = Abdomen 400/40
window-liver = Liver 150/90
window-bone = Bone 1800/400
window-lung = Lung 1500/−600
opacity = Organ opacity

measurements = Measurements
organ = Organ
quantity = Quantity
quantity-volume = Volume
quantity-attenuation-mean = Mean CT number
quantity-longest-axial-diameter = Longest diameter
value = Value
unit = Unit (UCUM)
finding-system = Code system
finding-code = Code
comparator = Comparator
confidence = Confidence
confidence-about = Expected Dice: the expected agreement of the outline with a radiologist’s, in per cent
show-organ = Show { $organ }
show-slice-of = { $organ }, { $quantity } { $value }: show its slice
withheld = Withheld.
table-about = Segmented by { $network }. Confidence is an expected Dice in per cent. ≥ marks a lower bound: the scan does not cover the whole organ.
file-labels-nii-gz = Labels (NIfTI)
file-organs-glb = Surfaces (GLB)
file-scene-html = 3D page
file-table = Table (CSV)
comparison = Volumes over time
comparison-about = Oldest first. The change is from the first to the last. Lower bounds (≥) are not compared.
change = Change

network-installed = Installed
network-not-installed = Not installed
network-demonstration = For demonstration only: trained on synthetic anatomy, not on patients.
network-card = Model card
