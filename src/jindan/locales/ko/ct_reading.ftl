# CT 읽기와 가져오기: 단계, 참고 사항, 문제.

stage-unpacking = 올린 파일을 여는 중
stage-reading-headers = 영상 헤더를 읽는 중
stage-reading = 영상을 읽는 중
stage-checking = 볼륨을 점검하는 중
stage-deidentifying = 환자 식별 정보를 지우는 중
stage-writing-volume = 볼륨을 저장하는 중

# $rule: 결정한 첫 번째 기준.
note-series-chosen =
    시리즈 { $series }({ $modality } 영상 { $images }장)을 분석했습니다. 이유: { $rule ->
        [only] 올린 자료에서 쓸 수 있는 유일한 CT 시리즈입니다
        [original] 원본 영상이며, 다음 후보는 가공된 영상입니다
        [coverage] 다음 후보보다 상복부를 더 넓게 포함합니다
        [phase] 조영 시기가 다음 후보보다 신경망에 알맞습니다
        [soft-kernel] 연부 조직용으로 재구성되었고, 다음 후보는 뼈나 폐용입니다
        [thin] 다음 후보보다 절편 간격이 좁습니다
        [longer] 다음 후보보다 촬영 범위가 깁니다
        [thinner] 다음 후보보다 절편 간격이 좁습니다
       *[first] 같은 조건의 시리즈 가운데 번호가 가장 앞섭니다
    }.
note-series-behind =
    시리즈 { $series }({ $modality } 영상 { $images }장)은 분석하지 않았습니다. 이유: { $rule ->
        [original] 가공된 영상이고, 선택한 시리즈는 원본입니다
        [coverage] 상복부를 더 좁게 포함합니다
        [phase] 조영 시기가 신경망에 덜 알맞습니다
        [soft-kernel] 뼈나 폐용으로 재구성되었습니다
        [thin] 절편 간격이 더 넓습니다
        [longer] 촬영 범위가 더 짧습니다
        [thinner] 절편 간격이 더 넓습니다
       *[first] 같은 조건의 시리즈가 더 앞 번호에 있습니다
    }.
note-series-left-out =
    시리즈 { $series }({ $modality } 영상 { $images }장)은 분석할 수 없습니다. 이유: { $reason ->
        [no-ct-series] CT가 아닙니다
        [only-secondary-capture] 화면 캡처 영상입니다
        [only-localiser] 위치 결정용(스카우트) 영상입니다
        [not-axial] 축상면 영상이 아닙니다
        [too-few-slices] 절편 수가 너무 적습니다
        [unsupported-pixels] 화소 형식이 CT의 것이 아닙니다
        [duplicate-slices] 여러 절편이 같은 위치에 있습니다
        [missing-slices] 빠진 절편이 있습니다
        [irregular-spacing] 절편 간격이 고르지 않습니다
        [gantry-tilt] 갠트리가 기울어져 있습니다
       *[unreadable-dicom] 환자 안에서의 위치를 읽을 수 없습니다
    }.
note-nifti-has-no-series = NIfTI 파일에는 볼륨이 하나뿐이므로 고를 것이 없었습니다.

note-uneven-spacing = 절편이 고른 간격에서 최대 { $error_mm } mm 벗어나 있어, 몸의 상하 방향 측정값이 그만큼 덜 정확합니다.
note-slight-tilt = 갠트리가 약간 기울어진 것처럼 절편이 { $degrees }° 어긋나 있습니다.
note-burned-in-text = 영상에 글자가 새겨져 있다고 표시되어 있습니다. 환자를 식별할 수 있는 글자일 수 있으며 지우지 않았습니다.
note-thick-slices = 절편 간격이 { $spacing_mm } mm입니다. 작은 구조를 놓칠 수 있고 부피가 덜 정확합니다.
note-no-body-outline = 몸의 윤곽을 찾지 못하여, 상복부가 포함되었는지 알 수 없습니다.
note-body-cut = 몸이 촬영 시야의 가장자리에 닿아 있어, 옆쪽 장기가 잘렸을 수 있습니다.
note-dome-may-be-cut = 위쪽 끝에서 폐가 거의 보이지 않아, 간 천장과 비장이 잘렸을 수 있습니다.
note-lungs-at-lower-end = 폐가 위쪽보다 아래쪽 끝에 가깝게 보입니다. 흉부만 촬영했거나 위아래가 뒤집혔을 수 있습니다.
note-short-below-lungs = { $covered_mm ->
        [0] 촬영이 가슴 안에서 끝나 상복부가 포함되지 않았습니다.
       *[other] 폐 기저부 아래로 약 { $covered_mm } mm만 포함되어, 신장·십이지장·췌장의 아래쪽이 잘렸을 수 있습니다.
    }
note-several-studies = 올린 자료에 같은 환자의 검사가 { $studies }건 있으며, 그중 하나만 분석했습니다. 검사를 하나씩 따로 올리고, 어느 검사인지 확인하십시오.
note-sform-differs-from-qform = NIfTI 헤더에 서로 다른 위치 정보(sform과 qform)가 있어 sform을 사용했습니다. 좌우를 확인하십시오.

problem-unknown-content = 올린 자료에 CT 영상이 없습니다
    .detail = DICOM도 NIfTI도 찾지 못했습니다. 파일은 이름이 아니라 내용으로 구별합니다.
    .remedy = DICOM 폴더를 압축한 zip, DICOM 파일, 또는 NIfTI 파일(.nii, .nii.gz)을 올려 주십시오.
problem-mixed-upload = 올린 자료에 볼륨이 둘 이상입니다
    .detail = NIfTI나 gzip 파일이 여러 개이거나, NIfTI와 DICOM이 함께 있습니다.
    .remedy = 볼륨을 하나씩 따로 올려 주십시오.
problem-archive-too-large = 압축을 풀면 너무 큽니다
    .detail = 파일 수가 너무 많거나, CT라고 보기에는 지나치게 큰 자료가 들어 있습니다.
    .remedy = 검사 하나를 일반 zip으로 압축하여 올려 주십시오.
problem-archive-damaged = 압축 파일이 손상되었습니다
    .detail = 목록과 내용이 맞지 않거나 체크섬이 맞지 않습니다.
    .remedy = 검사를 다시 내보내거나 압축하여 올려 주십시오.
problem-archive-encrypted = 압축 파일에 암호가 걸려 있습니다
    .detail = 암호 없이는 파일을 읽을 수 없습니다.
    .remedy = 암호 없이 압축하여 올려 주십시오.
problem-archive-unsafe = 압축 파일에 안전하지 않은 항목이 있습니다
    .detail = 링크, 절대 경로, 폴더를 벗어나는 경로, 중복된 이름, 또는 서로 겹치는 파일이 들어 있습니다.
    .remedy = 검사 폴더를 일반 zip으로 다시 압축하여 올려 주십시오.
problem-archive-unsupported = 지원하지 않는 압축 방식입니다
    .detail = "store"와 "deflate" 방식의 zip 파일만 읽습니다.
    .remedy = 일반 zip 설정으로 다시 압축하여 올려 주십시오.
problem-unreadable-dicom = DICOM 파일이 손상되었습니다
    .detail = 헤더이 완전하지 않거나 앞뒤가 맞지 않습니다.
    .remedy = PACS에서 시리즈를 다시 내보내어 올려 주십시오.
problem-unreadable-pixels = 화소 자료를 읽을 수 없습니다
    .detail = 영상의 화소 자료가 손상되었거나, 완전하지 않거나, 헤더과 맞지 않습니다.
    .remedy = 시리즈를 (가능하면 무압축으로) 다시 내보내어 올려 주십시오.
problem-unsupported-pixels = 화소 형식이 CT의 것이 아닙니다
    .detail = CT는 화소마다 16비트 회색값 하나를 가지며, 행과 열은 32에서 4096 사이입니다.
    .remedy = 표시용 사본이 아닌 원본 CT 시리즈를 올려 주십시오.
problem-several-patients = 여러 환자의 영상이 섞여 있습니다
    .detail = 영상마다 이름, 등록 번호 또는 생년월일이 다릅니다. 아무것도 저장하지 않았습니다.
    .remedy = 누구의 영상인지 확인하고, 한 환자의 영상만 올려 주십시오.
problem-conflicting-instances = 서로 다른 영상의 고유 식별자(UID)가 같습니다
    .detail = 같은 SOP Instance UID를 가진 영상들의 내용이 서로 다릅니다. 아무것도 저장하지 않았습니다.
    .remedy = PACS에서 시리즈를 다시 내보내고, PACS 관리자에게 충돌을 알려 주십시오.
problem-no-ct-series = 올린 자료에 CT 시리즈가 없습니다
    .detail = DICOM 객체는 있으나 CT 영상이 아닙니다.
    .remedy = 검사의 축상면 CT 시리즈를 올려 주십시오.
problem-only-secondary-capture = 화면 캡처 영상뿐입니다
    .detail = CT 객체가 화면 캡처(secondary capture)여서 하운스필드 단위가 없습니다.
    .remedy = 원본 축상면 시리즈를 올려 주십시오.
problem-only-localiser = 위치 결정용(스카우트) 영상뿐입니다
    .detail = CT 영상이 절편이 아니라 스카우트 영상입니다.
    .remedy = 축상면 시리즈를 올려 주십시오.
problem-not-axial = 축상면 시리즈가 없습니다
    .detail = CT 영상이 관상면, 시상면 또는 사면입니다.
    .remedy = 재구성하기 전의 축상면 시리즈를 올려 주십시오.
problem-too-few-slices = 절편 수가 너무 적습니다
    .detail = { $slices }장입니다. 적어도 { $fewest }장이 필요합니다.
    .remedy = 전체 시리즈를 올려 주십시오.
problem-duplicate-slices = 여러 절편이 같은 위치에 있습니다
    .detail = 절편 { $duplicates }장이 다른 절편과 같은 위치에 있습니다. 여러 시리즈나 조영 시기가 섞였을 수 있습니다.
    .remedy = 한 조영 시기만 따로 시리즈로 내보내어 올려 주십시오.
problem-missing-slices = 빠진 절편이 있습니다
    .detail = 시리즈 안에서 { $expected }장 가운데 { $missing }장이 빠져 있습니다.
    .remedy = 전체 시리즈를 다시 내보내어 올려 주십시오.
problem-irregular-spacing = 절편 간격이 고르지 않습니다
    .detail = 이웃한 절편의 간격이 { NUMBER($smallest_mm, maximumFractionDigits: 2) }~{ NUMBER($largest_mm, maximumFractionDigits: 2) } mm입니다.
    .remedy = 간격이 고른 시리즈를 올려 주십시오.
problem-gantry-tilt = 갠트리가 기울어져 있습니다
    .detail = 절편이 { $degrees }° 어긋나 있습니다.
    .remedy = 기울이지 않았거나 보정한 시리즈를 올려 주십시오.
problem-implausible-spacing = 복셀 크기가 복부 CT의 것이 아닙니다
    .detail = 복셀의 크기가 { NUMBER($smallest_mm, maximumFractionDigits: 3) }~{ NUMBER($largest_mm, maximumFractionDigits: 3) } mm입니다.
    .remedy = 원본 시리즈를 올려 주십시오. NIfTI라면 헤더의 간격과 단위를 확인하십시오.
problem-volume-too-large = 볼륨이 너무 큽니다
    .detail = 복셀이 { $voxels }백만 개입니다. 최대 { $most }백만 개까지 받습니다.
    .remedy = 더 두꺼운 절편으로 재구성한 영상이나 복부만 올려 주십시오.
problem-volume-too-small = 볼륨이 너무 작습니다
    .detail = 가장 짧은 변이 { $extent_mm } mm입니다. 적어도 { $least_mm } mm가 필요합니다.
    .remedy = 전체 복부 시리즈를 올려 주십시오.
problem-not-hounsfield = 값이 하운스필드 단위가 아닙니다
    .detail = 값의 범위가 { $lowest }에서 { $highest }까지이며, 공기·지방·연부 조직이 있어야 할 곳에 없습니다. rescale 변환이 빠졌거나 CT가 아닐 수 있습니다.
    .remedy = 원본 CT 시리즈를 올려 주십시오. NIfTI라면 rescale slope와 intercept를 적용하여 다시 변환하십시오.
problem-shifted-hounsfield = 값이 한쪽으로 치우쳐 있습니다
    .detail = 지방과 연부 조직이 모두 인체의 정상 위치에서 약 { NUMBER($shift, useGrouping: 0) } HU 벗어나 있습니다.
    .remedy = 원본 CT 시리즈를 올리십시오. NIfTI라면 올바른 rescale intercept로 다시 변환하십시오.
problem-jump-between-slices = 빠진 단면이 있는 것으로 보입니다
    .detail = 이웃한 두 단면의 차이가 이 영상의 다른 이웃 단면보다 { NUMBER($times, maximumFractionDigits: 1) }배 큽니다. 그 사이의 단면이 볼륨에 없습니다.
    .remedy = 시리즈 전체를 다시 내보내거나 변환하여 올리십시오.
problem-ends-in-lungs = 볼륨이 폐에서 끝납니다
    .detail = 가장 낮은 폐 아래로 { $below_mm } mm, 가장 높은 폐 위로 { $above_mm } mm만 있습니다. 흉부만 촬영했거나 머리와 발 방향이 뒤바뀌었습니다.
    .remedy = 상복부를 포함하는 시리즈를 올리십시오. NIfTI라면 헤더의 방향을 확인하십시오.
problem-body-turned = 몸의 방향이 볼륨의 설명과 다릅니다
    .detail = 척추가 등 쪽에 있지 않습니다. 방향 정보가 잘못되어 앞뒤와 좌우를 믿을 수 없습니다.
    .remedy = 원본 DICOM 시리즈를 올리십시오. NIfTI라면 방향을 유지하여 다시 변환하십시오.
problem-liver-on-the-left = 간이 왼쪽에 있는 것으로 보입니다
    .detail = 큰 실질 장기가 환자의 왼쪽 깊은 곳에 약 { $left_ml } mL, 오른쪽에 { $right_ml } mL 있습니다. 볼륨의 좌우가 뒤집혔거나 환자의 장기가 좌우 역위(situs inversus)입니다.
    .remedy = 원본 영상에서 좌우를 확인하십시오. 좌우 역위 환자는 분석할 수 없습니다.
problem-windowed-images = 값이 표시용 창(window)으로 잘려 있습니다
    .detail = 값의 범위가 { $lowest }에서 { $highest }까지입니다. CT는 공기(−1000)에서 뼈까지 이릅니다.
    .remedy = 표시용으로 내보낸 것이 아닌 원본 CT 시리즈를 올려 주십시오.
problem-nifti-pair = NIfTI 쌍의 한쪽입니다
    .detail = 헤더과 복셀이 두 파일(.hdr와 .img)로 나뉘어 있거나 Analyze 형식입니다.
    .remedy = .nii 또는 .nii.gz 파일 하나로 변환하여 올려 주십시오.
problem-nifti-header = NIfTI 헤더이 잘못되었습니다
    .detail = { $field } 항목에 있을 수 없는 값이 들어 있습니다.
    .remedy = DICOM에서 볼륨을 다시 변환하여 올려 주십시오.
problem-nifti-dimensions = NIfTI가 하나의 3차원 볼륨이 아닙니다
    .detail = 크기가 { $dimensions }입니다.
    .remedy = 볼륨 하나만 올려 주십시오. 시간에 따른 연속 영상은 먼저 나누십시오.
problem-nifti-datatype = 지원하지 않는 NIfTI 복셀 형식입니다
    .detail = 형식 { $code }은(는) 단순한 수가 아닙니다. 색상이나 복소수 값은 CT가 아닙니다.
    .remedy = 정수나 소수로 저장된 CT를 올려 주십시오.
problem-nifti-affine = NIfTI에 복셀의 위치가 없습니다
    .detail = 위치 행렬(affine)이 없거나, 역행렬이 없거나, 기울어져 있거나, 유한한 값이 아니어서 좌우를 알 수 없습니다.
    .remedy = 방향 정보를 유지하여 DICOM에서 다시 변환하십시오.
problem-nifti-truncated = NIfTI가 완전하지 않습니다
    .detail = { $present }바이트뿐이며, 헤더에는 { $needed }바이트라고 되어 있습니다.
    .remedy = 파일을 다시 복사하거나 변환하십시오.
