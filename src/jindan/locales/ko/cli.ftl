# 명령줄.

cli-network = 신경망: { $network }
cli-remaining = , 약 { $seconds }초 남음
cli-results = 연구용입니다. 결과는 { $folder } 폴더에 있습니다.
cli-not-empty = { $folder } 폴더가 비어 있지 않습니다. 두 영상의 결과가 섞이지 않도록 새 폴더를 지정하십시오.
