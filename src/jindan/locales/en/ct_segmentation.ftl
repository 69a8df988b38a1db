# CT segmentation: stages, notes on confidence, problems of networks and weights.

stage-finding-body = Finding the outline of the body
stage-looking-for-organs = Looking for the organs
stage-segmenting-organs = Segmenting the organs
stage-labelling-organs = Labelling the scan
stage-judging-organs = Judging the confidence in each organ

note-organ-not-found = Not found in this scan.
note-organ-withheld = A confidence of { $confidence }% is too low to report an outline or numbers.
note-published-accuracy-low = Even in its makers' own evaluation the network reached only { $dice }% overlap (Dice) for this organ.
note-folds-disagree = The results of the { $folds } separately trained networks overlap by only { $agreement }% on average.
note-passes-disagree = Two segmentations of slightly different regions overlap by only { $agreement }%.
note-organ-in-pieces = Found in separate pieces; the largest holds { $share }% of it.
note-organ-cut = Cut by the { $edge ->
    [above] upper
    [below] lower
    [right] right
    [left] left
    [front] front
   *[back] back
  } edge of the scan: the true volume is larger than measured.
note-volume-implausible = The volume lies outside what is plausible for an adult ({ $low } to { $high } mL).
note-abdomen-not-recognised = The liver, or most of the other organs, were not recognised: the scan is too unlike those the network learnt from.
note-confidence-not-calibrated = Confidence was set on two scans only. It ranks organs; it is not a probability.
note-no-lesion-claim = The network was never trained on tumours. This result cannot tell whether there is a lesion.
note-right-kidney-not-sought = The network does not look for the right kidney; that it is missing here does not mean that it is absent.
note-scan-begins-below-liver-dome = The scan begins below the dome of the liver, unlike the scans the network was trained on; confidence is lowered for all organs.
note-demonstration-network = Demonstration model, trained on synthetic anatomy: its results must not be used for a patient.
    .mark = Demonstration model, trained on synthetic anatomy

problem-no-body = No body was found in the volume
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
    .remedy = Ask the administrator to fetch them with "jindan fetch", or choose another network.
problem-weights-damaged = A weights file is not the one described
    .detail = The checksum of { $file } differs from the manifest.
    .remedy = Delete the file and fetch it again.
problem-unsafe-weights = A weights file was refused
    .detail = It is damaged, or holds more than plain arrays and could run code.
    .remedy = Use weights as ONNX, TorchScript or a plain state dict from a source you trust.
problem-runtime-missing = The software for this network is not installed
    .detail = The network needs { $runtime }.
    .remedy = Install the extra that brings it, or choose another network.
