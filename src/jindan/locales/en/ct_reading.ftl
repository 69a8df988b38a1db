# Reading and importing a CT: stages, notes, problems.

stage-unpacking = Opening the upload
stage-reading-headers = Reading the image headers
stage-reading = Reading the images
stage-checking = Checking the volume
stage-deidentifying = Removing what identifies the patient
stage-writing-volume = Storing the volume

# $rule: the first preference that decided.
note-series-chosen =
    Series { $series } ({ $modality }, { $images ->
        [one] 1 image
       *[other] { $images } images
    }) was analysed: { $rule ->
        [only] it is the only usable CT series of the upload
        [original] it holds original images; the next best holds derived ones
        [coverage] it covers more of the upper abdomen than the next best
        [phase] its contrast phase suits the network better than that of the next best
        [soft-kernel] it was reconstructed for soft tissue, the next best for bone or lung
        [thin] its slices lie closer together than those of the next best
        [longer] it is longer than the next best
        [thinner] its slices lie closer together than those of the next best
       *[first] it comes first among equal series
    }.
note-series-behind =
    Series { $series } ({ $modality }, { $images ->
        [one] 1 image
       *[other] { $images } images
    }) was not analysed: { $rule ->
        [original] its images are derived, those of the chosen series original
        [coverage] it covers less of the upper abdomen
        [phase] its contrast phase suits the network less
        [soft-kernel] it was reconstructed for bone or lung
        [thin] its slices lie further apart
        [longer] it is shorter
        [thinner] its slices lie further apart
       *[first] an equal series comes before it
    }.
note-series-left-out =
    Series { $series } ({ $modality }, { $images ->
        [one] 1 image
       *[other] { $images } images
    }) cannot be analysed: { $reason ->
        [no-ct-series] it is not a CT
        [only-secondary-capture] it is a screen capture
        [only-localiser] it is a localiser
        [not-axial] it is not axial
        [too-few-slices] it has too few slices
        [unsupported-pixels] its pixels are not those of a CT
        [duplicate-slices] several slices lie at the same place
        [missing-slices] slices are missing
        [irregular-spacing] its slices are unevenly spaced
        [gantry-tilt] its gantry was tilted
       *[unreadable-dicom] its position in the patient cannot be read
    }.
note-nifti-has-no-series = A NIfTI file holds one volume; there was nothing to choose.

note-uneven-spacing = Slices lie up to { $error_mm } mm from an even spacing; lengths along the body are that much less certain.
note-slight-tilt = The slices are sheared by { $degrees }°, as by a slightly tilted gantry.
note-burned-in-text = The images are marked as having text burned in; it may identify the patient and was not removed.
note-thick-slices = The slices are { $spacing_mm } mm apart; small structures may be missed and volumes are less certain.
note-no-body-outline = No outline of a body was found; whether the upper abdomen is covered is not known.
note-body-cut = The body reaches the edge of the field of view; organs at the side may be cut off.
note-dome-may-be-cut = Little or no lung is seen at the upper end; the dome of the liver and the spleen may be cut off.
note-lungs-at-lower-end = Lung is seen nearer the lower than the upper end; the scan may be of the chest only, or upside down.
note-short-below-lungs = { $covered_mm ->
        [0] The scan ends within the chest: the upper abdomen is not covered.
       *[other] The scan covers about { $covered_mm } mm below the lung bases; lower parts of the kidneys, duodenum or pancreas may be cut off.
    }
note-several-studies = The upload holds { $studies } studies of the patient; only one of them was analysed. Upload each study on its own, and check which one this is.
note-sform-differs-from-qform = The NIfTI header gives two different positions (sform and qform); the sform was used. Check left and right.

problem-unknown-content = The upload holds no CT images
    .detail = Neither DICOM nor NIfTI was found. Files are recognised by content, not by name.
    .remedy = Upload a DICOM folder as zip, DICOM files, or a NIfTI file (.nii, .nii.gz).
problem-mixed-upload = The upload holds more than one volume
    .detail = Several NIfTI files, several gzip files, or NIfTI beside DICOM were found.
    .remedy = Upload each volume on its own.
problem-archive-too-large = The upload is too large when unpacked
    .detail = The archive holds too many files, or far more bytes than a CT has.
    .remedy = Upload one study, packed as an ordinary zip.
problem-archive-damaged = The archive is damaged
    .detail = Its directory does not agree with its content, or a checksum fails.
    .remedy = Export or pack the study again and upload it.
problem-archive-encrypted = The archive is protected by a password
    .detail = Its files cannot be read without the password.
    .remedy = Upload the archive without a password.
problem-archive-unsafe = The archive has unsafe entries
    .detail = It holds links, absolute paths, paths that leave the folder, names that occur twice, or overlapping files.
    .remedy = Pack the study's folder again as an ordinary zip.
problem-archive-unsupported = The archive's compression is not supported
    .detail = Only zip files with the methods "store" and "deflate" are read.
    .remedy = Pack the study again with the ordinary zip settings.
problem-unreadable-dicom = The DICOM files are damaged
    .detail = A header is incomplete or contradicts itself.
    .remedy = Export the series from the archive (PACS) again and upload it.
problem-unreadable-pixels = The pixels cannot be decoded
    .detail = The pixel data of an image are damaged, incomplete, or do not agree with the header.
    .remedy = Export the series again, if possible uncompressed, and upload it.
problem-unsupported-pixels = The pixel format is not that of a CT
    .detail = A CT has one grey value of 16 bits for each pixel, and 32 to 4096 rows and columns.
    .remedy = Upload the original CT series, not a copy for display.
problem-several-patients = The upload mixes patients
    .detail = Name, identifier or birth date differ between the images. Nothing was kept.
    .remedy = Check whose images they are, and upload those of one patient only.
problem-conflicting-instances = Two images carry the same identity
    .detail = The same SOP Instance UID names images with different content. Nothing was kept.
    .remedy = Export the series again from the archive (PACS); tell its administrator about the conflict.
problem-no-ct-series = The upload holds no CT series
    .detail = There are DICOM objects, but none is a CT image.
    .remedy = Upload the axial CT series of the study.
problem-only-secondary-capture = Only screen captures were found
    .detail = The CT objects are secondary captures, which hold no Hounsfield units.
    .remedy = Upload the original axial series.
problem-only-localiser = Only localisers were found
    .detail = The CT images are scout views, not slices.
    .remedy = Upload the axial series.
problem-not-axial = No axial series was found
    .detail = The CT images are coronal, sagittal or oblique.
    .remedy = Upload the axial series from which they were made.
problem-too-few-slices = The series has too few slices
    .detail = It has { $slices }; at least { $fewest } are needed.
    .remedy = Upload the complete series.
problem-duplicate-slices = Several slices lie at the same place
    .detail = { $duplicates } slices share their place with another; several series or phases may be mixed.
    .remedy = Export one phase as its own series and upload it.
problem-missing-slices = Slices are missing
    .detail = { $missing } of { $expected } slices are missing inside the series.
    .remedy = Export the complete series again and upload it.
problem-irregular-spacing = The slices are unevenly spaced
    .detail = Neighbouring slices lie { NUMBER($smallest_mm, maximumFractionDigits: 2) } to { NUMBER($largest_mm, maximumFractionDigits: 2) } mm apart.
    .remedy = Upload a series with even spacing.
problem-gantry-tilt = The gantry was tilted
    .detail = The slices are sheared by { $degrees }°.
    .remedy = Upload a series without tilt, or one corrected for it.
problem-implausible-spacing = The voxel size is not that of an abdominal CT
    .detail = Voxels measure { NUMBER($smallest_mm, maximumFractionDigits: 3) } to { NUMBER($largest_mm, maximumFractionDigits: 3) } mm.
    .remedy = Upload the original series; for NIfTI, check spacing and units in the header.
problem-volume-too-large = The volume is too large
    .detail = It has { $voxels } million voxels; at most { $most } million are accepted.
    .remedy = Upload a thicker reconstruction, or only the abdomen.
problem-volume-too-small = The volume is too small
    .detail = Its shortest side measures { $extent_mm } mm; at least { $least_mm } mm are needed.
    .remedy = Upload the complete abdominal series.
problem-not-hounsfield = The values are not Hounsfield units
    .detail = Values run from { $lowest } to { $highest }; air, fat and soft tissue are not where they must be. The rescale may be missing, or the images are not CT.
    .remedy = Upload the original CT series; for NIfTI, convert it again with rescale slope and intercept.
problem-shifted-hounsfield = The values are shifted
    .detail = Fat and soft tissue both lie about { NUMBER($shift, useGrouping: 0) } HU from where they are in every body.
    .remedy = Upload the original CT series; for NIfTI, convert it again with the right rescale intercept.
problem-jump-between-slices = Slices seem to be missing
    .detail = Two neighbouring slices differ { NUMBER($times, maximumFractionDigits: 1) } times as much as neighbours usually do here; what lies between them is not in the volume.
    .remedy = Export or convert the complete series again and upload it.
problem-ends-in-lungs = The volume ends within the lungs
    .detail = Only { $below_mm } mm lie below the lowest lung, and { $above_mm } mm above the highest. It shows a chest, or head and feet are exchanged.
    .remedy = Upload a series that covers the upper abdomen; for NIfTI, check the orientation in the header.
problem-body-turned = The body does not lie as the volume says
    .detail = The spine is not at the back. The orientation is wrong, so front and back, and with them left and right, cannot be trusted.
    .remedy = Upload the original DICOM series; for NIfTI, convert it again and keep the orientation.
problem-liver-on-the-left = The liver seems to lie on the left
    .detail = About { $left_ml } mL of large solid organs lie deep on the patient's left and { $right_ml } mL on the right. The volume is mirrored, or the patient's organs are (situs inversus).
    .remedy = Check left and right in the original images. A mirrored patient cannot be analysed.
problem-windowed-images = The values were cut to a display window
    .detail = Values run from { $lowest } to { $highest }; a CT reaches from air (−1000) to bone.
    .remedy = Upload the original CT series, not one exported for display.
problem-nifti-pair = This is half of a NIfTI pair
    .detail = Header and voxels are in two files (.hdr and .img), or the file is Analyze.
    .remedy = Convert it to one .nii or .nii.gz file.
problem-nifti-header = The NIfTI header is wrong
    .detail = The field { $field } holds an impossible value.
    .remedy = Convert the volume from DICOM again.
problem-nifti-dimensions = The NIfTI is not one three-dimensional volume
    .detail = Its dimensions are { $dimensions }.
    .remedy = Upload one volume; split a series over time first.
problem-nifti-datatype = The NIfTI's voxel type is not supported
    .detail = Type { $code } does not hold plain numbers; colour and complex values are not CT.
    .remedy = Upload the CT itself, with whole or decimal numbers.
problem-nifti-affine = The NIfTI does not say where its voxels lie
    .detail = The affine is missing, singular, sheared or not finite, so left and right cannot be known.
    .remedy = Convert the volume from DICOM again, keeping orientation.
problem-nifti-truncated = The NIfTI is incomplete
    .detail = It holds { $present } bytes; its header promises { $needed }.
    .remedy = Copy or convert the file again.
