# CT: quantities, methods, pictures, charts, meshes and the 3D page.

quantity-volume = Volume
quantity-attenuation-mean = Mean attenuation
quantity-attenuation-sd = SD of attenuation
quantity-extent-right-left = Extent, right to left
quantity-extent-anterior-posterior = Extent, front to back
quantity-extent-superior-inferior = Craniocaudal extent
quantity-longest-axial-diameter = Longest axial diameter
quantity-centroid-right = Centre, towards the right
quantity-centroid-anterior = Centre, towards the front
quantity-centroid-superior = Centre, towards the head

method-voxel-count = number of voxels times the volume of one
method-mean = mean over the voxels
method-standard-deviation = standard deviation over the voxels
method-voxel-edges = distance between the outermost voxel edges
method-convex-hull = convex hull of the outline in each axial plane

stage-drawing-slices = Drawing the key images
stage-drawing-chart = Drawing the volume chart
stage-building-surfaces = Building the 3D surfaces
stage-writing-scene = Writing the 3D page

research-use-only = For research use only. Not a medical device.
picture-withheld = Withheld: { $organs }

view-axial = Axial
view-coronal = Coronal
view-sagittal = Sagittal

note-picture-slice = { $view ->
        [axial] { view-axial }
        [coronal] { view-coronal }
       *[sagittal] { view-sagittal }
    } · { $direction } { NUMBER($distance, minimumFractionDigits: 1) } mm · { $organ ->
       *[pancreas] { organ-pancreas }
    }
note-picture-slice-instead = { $view ->
        [axial] { view-axial }
        [coronal] { view-coronal }
       *[sagittal] { view-sagittal }
    } · { $direction } { NUMBER($distance, minimumFractionDigits: 1) } mm · { $organ ->
        [spleen] { organ-spleen }
        [left-kidney] { organ-left-kidney }
        [gallbladder] { organ-gallbladder }
        [oesophagus] { organ-oesophagus }
        [liver] { organ-liver }
        [stomach] { organ-stomach }
        [duodenum] { organ-duodenum }
       *[other] { $organ }
    } (pancreas withheld)
note-picture-slice-bare = { $view ->
        [axial] { view-axial }
        [coronal] { view-coronal }
       *[sagittal] { view-sagittal }
    } · { $direction } { NUMBER($distance, minimumFractionDigits: 1) } mm · middle of the scan (no organ reported)
note-picture-volumes = Organ volumes with the confidence stated for each
note-picture-surfaces = 3D surfaces of { $organs } organs, { $triangles } triangles, glTF in metres
note-picture-scene = 3D page of { $organs } organs; opens in any browser without a network

chart-title = Organ volumes
chart-axis = Volume (mL)
chart-volume = { $volume }
chart-confidence = confidence { $confidence }
chart-withheld = Withheld: low confidence
chart-not-found = Not found in this scan

scene-title = Organs in 3D
scene-views = Views
scene-view-front = Front
scene-view-back = Back
scene-view-right = Right
scene-view-left = Left
scene-view-top = Head
scene-view-bottom = Foot
scene-organs = Organs
scene-figures = { $volume } · confidence { $confidence }
scene-glass = See through large organs
scene-help = Drag to turn, scroll or pinch to zoom. The patient's sides: R right, L left, A front, P back, S head, I foot.
scene-box = The frame is { $width } × { $depth } × { $height } mm (right-left × front-back × head-foot).
scene-no-webgl = This device cannot show 3D. The key images show the same organs.
scene-other-language = 한국어

quantity-structures-reported = Structures reported
quantity-contribution = Contribution (log-odds)
quantity-standardised = SD from training mean
quantity-likeness = Similarity to training (p)
quantity-features-given = Features given
quantity-features-expected = Features of the panel
quantity-classes-possible = Possible classes
method-count = count
method-shapley = Shapley value
method-z-score = difference from the mean of the training, in its standard deviations
method-conformal = conformal p-value
