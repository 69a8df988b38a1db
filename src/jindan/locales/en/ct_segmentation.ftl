# CT segmentation: stages, remarks on confidence, problems of networks and weights.

stage-finding-body = Finding the outline of the body
stage-looking-for-organs = Looking for the organs
stage-segmenting-organs = Segmenting the organs
stage-labelling-organs = Labelling the scan
stage-judging-organs = Judging how sure each organ is

remark-organ-not-found = Not found in this scan.
remark-organ-withheld = The confidence of { $confidence }% is too low to report voxels or numbers.
remark-published-accuracy-low = Even on the scans of its makers the network reaches only { $dice }% overlap (Dice) for this organ.
remark-folds-disagree = The { $folds } trained copies of the network overlap by only { $agreement }% on average.
remark-looks-disagree = Two looks at slightly different boxes overlap by only { $agreement }%.
remark-organ-in-pieces = Found in separate pieces; the largest holds { $share }%.
remark-organ-cut = Cut by the { $edge ->
    [above] upper
    [below] lower
    [right] right
    [left] left
    [front] front
   *[back] back
  } edge of the scan: the true volume is larger than measured.
remark-volume-implausible = The volume lies outside what is plausible for an adult ({ $low } to { $high } mL).
remark-abdomen-not-recognised = The liver, or most of the other organs, were not recognised: the scan is too unlike those the network learnt from.
remark-confidence-not-calibrated = Confidence was set on two scans only. It ranks organs; it is not a probability.
remark-no-lesion-claim = The network has not learnt tumours. This segmentation says nothing about lesions.
remark-right-kidney-not-sought = The right kidney is not among the organs that this network knows; its absence here means nothing.
remark-scan-begins-below-liver-dome = The scan begins below the dome of the liver, unlike every scan the network learnt from; confidence is lowered for all organs.
remark-demonstration-network = Demonstration model, trained on synthetic anatomy: its results must not be used for a patient.
    .mark = Demonstration model, trained on synthetic anatomy

problem-no-body = No patient can be made out
    .detail = The volume holds no connected region of tissue large enough to be a body.
    .remedy = Check that the series is a CT of the abdomen in Hounsfield units, and upload it again.
problem-no-organs = No abdominal organs were found
    .detail = The network recognised none of its organs in this volume.
    .remedy = Check that the series shows the upper abdomen and is the right way up, or choose another network.
problem-bad-network-manifest = The description of a network cannot be used
    .detail = { $file } is malformed, or the network does not give what it describes.
    .remedy = Correct the manifest as docs/how-to/add-a-network.md describes, or remove the network.
problem-unknown-network = There is no such network
    .detail = No network called "{ $name }" is installed.
    .remedy = Choose one of the installed networks.
problem-weights-missing = The weights of the network are not here yet
    .detail = Files of "{ $network }" have not been fetched.
    .remedy = Fetch the weights, or name a mirror folder that holds them.
problem-weights-damaged = A file of weights is not the one described
    .detail = The checksum of { $file } differs from the manifest.
    .remedy = Delete the file and fetch it again.
problem-unsafe-weights = A file of weights was refused
    .detail = It is broken, or holds more than plain arrays, and could run code.
    .remedy = Use weights as ONNX, TorchScript or a plain state dict from a source you trust.
problem-runtime-missing = The software for this network is not installed
    .detail = The network needs { $runtime }.
    .remedy = Install the extra that brings it, or choose another network.
