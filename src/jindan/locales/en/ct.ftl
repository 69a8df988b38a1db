# CT: stages, organs, notes, problems.

organ-spleen = Spleen
organ-pancreas = Pancreas
organ-left-kidney = Left kidney
organ-gallbladder = Gallbladder
organ-oesophagus = Oesophagus
organ-liver = Liver
organ-stomach = Stomach
organ-duodenum = Duodenum

problem-empty-volume = The series holds no voxels
    .detail = The file has a header but no image data.
    .remedy = Export the complete series again and upload it.

stage-measuring = Measuring the organs
