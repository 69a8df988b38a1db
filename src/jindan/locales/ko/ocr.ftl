# 문서: 단계, 쪽과 낱말에 대한 알림, 문제.

stage-preparing-pages = 쪽을 바로 세우는 중
stage-reading-text = 글자를 읽는 중
stage-sending-pages = 외부 OCR 서비스로 쪽을 읽는 중

note-text-layer = PDF에 들어 있던 글자를 그대로 썼으며, 그림에서 읽은 것이 아닙니다.
note-text-layer-refused = PDF에 숨겨져 있거나 화면과 맞지 않는 글자가 있어, 이 쪽은 그림에서 읽었습니다.
note-no-text = 이 쪽에서 글자를 찾지 못했습니다.
note-picture-coarse = 글자 높이가 { $pixels }픽셀 정도뿐이라 작은 글자는 잘못 읽었을 수 있습니다. 200 dpi 이상으로 스캔해 주십시오.
note-picture-blurred = 사진이 또렷하지 않습니다. 손을 고정하고 다시 찍으면 더 잘 읽습니다.
note-picture-faint = 글자와 바탕의 차이가 적습니다. 더 밝은 곳에서 찍거나 진하게 복사하면 더 잘 읽습니다.
note-picture-too-poor = 이 쪽은 사진 상태가 나빠 결과를 믿기 어렵습니다. 다시 촬영하거나 스캔해 주십시오.
note-number-read-differently = 다시 읽었을 때는 “{ $other }”(으)로 읽혔습니다. 원본과 대조해 주십시오.
note-number-misshapen = 숫자 표기가 자연스럽지 않아 소수점, 부호 또는 숫자를 잘못 읽었을 수 있습니다. 원본과 대조해 주십시오.
note-number-unsure = 숫자나 부호 하나를 알아보기 어렵습니다. 원본과 대조해 주십시오.
note-number-implausible = 사람에게서 나올 수 없는 값입니다(가능한 범위 { $low }~{ $high } { $unit }). 원본과 대조해 주십시오.
note-engine-fallback = { $engine }에 연결할 수 없어 이 쪽은 내장 엔진으로 읽었습니다.
note-remote-stored = 외부 서비스가 보낸 자료를 보관한다고 알려 왔습니다. 운영자에게 알려 주십시오.
note-remote-consent-missing = 쪽을 { $engine }에 보내는 데 대한 동의가 철회되어 이 쪽은 보내지 않고 내장 엔진으로 읽었습니다.
note-remote-refused = { $engine }에서 이 쪽을 읽지 못해 내장 엔진으로 읽었습니다. 계속되면 운영자에게 알려 주십시오.
note-remote-withheld = 이 쪽은 민감한 번호를 가릴 만큼 또렷하게 읽히지 않아 { $engine }에 보내지 않았습니다. 내장 엔진이 읽은 내용입니다.
note-character-unknown = 엔진이 모르는 글자가 있습니다. 원본과 대조해 주십시오.

problem-document-unreadable = 문서를 열 수 없습니다
    .detail = 파일이 손상되었거나 비어 있거나, 읽을 수 없는 종류입니다.
    .remedy = PDF 또는 PNG, JPEG, TIFF, WEBP, HEIC 그림으로 보내 주십시오. 이미 그런 파일이라면 다시 저장하거나 스캔해 주십시오.

problem-document-encrypted = 문서가 비밀번호로 잠겨 있습니다
    .detail = 비밀번호 없이는 내용을 볼 수 없습니다.
    .remedy = 비밀번호 없이 저장한 파일을 보내 주십시오.

problem-document-too-large = 문서가 너무 큽니다
    .detail = 한 번에 읽을 수 있는 한도({ $most })보다 쪽수나 한 쪽의 픽셀 수가 많습니다.
    .remedy = 여러 파일로 나누거나 300 dpi로 스캔해 주십시오.

problem-no-page = 문서에 쪽이 없습니다
    .detail = 파일은 열리지만 읽을 내용이 없습니다.
    .remedy = 문서를 다시 내보내거나 스캔해 주십시오.

problem-engine-unknown = 그런 이름의 인식 엔진이 없습니다
    .detail = “{ $engine }”은(는) { $known } 가운데 없습니다.
    .remedy = 이 가운데 하나를 고르거나, 비워 두어 자동으로 고르게 하십시오.

problem-engine-missing = 인식 엔진을 사용할 수 없습니다
    .detail = 필요한 소프트웨어, 자료 또는 키가 설치되어 있지 않습니다: { $engine }.
    .remedy = 운영자에게 설치를 요청하거나 다른 엔진을 고르십시오.

problem-recogniser-unfit = 기관이 설치한 인식 신경망을 쓸 수 없습니다
    .detail = 입력 형식이 다르거나, 신경망이 구별하는 것은 { $classes }가지인데 문자 목록에는 { $characters }자(띄어쓰기와 빈 기호 제외)가 있습니다.
    .remedy = 운영자에게 recogniser.onnx와 characters.txt를 확인해 달라고 요청하거나 다른 엔진을 고르십시오.

problem-picture-coarse = 사진이 너무 작아 읽을 수 없습니다
    .detail = 글자 높이가 { $pixels }픽셀 정도뿐입니다.
    .remedy = 문서가 화면에 가득 차도록 가까이서 찍거나 200 dpi 이상으로 스캔해 주십시오.

problem-picture-blurred = 사진이 흐려서 읽을 수 없습니다
    .detail = 초점이 맞지 않았거나 카메라가 흔들렸습니다.
    .remedy = 밝은 곳에서 카메라를 고정하고 문서에 초점을 맞춘 뒤 다시 찍어 주십시오.

problem-picture-faint = 사진이 너무 흐릿해 읽을 수 없습니다
    .detail = 글자와 바탕의 차이가 거의 없습니다.
    .remedy = 반사광 없이 고르게 밝은 곳에서 다시 찍거나 원본을 스캔해 주십시오.

problem-remote-key-rejected = 외부 OCR 서비스가 키를 받아들이지 않습니다
    .detail = 키가 틀렸거나 만료되었거나 이 서비스의 키가 아닙니다.
    .remedy = 운영자에게 키 확인을 요청하십시오. 내장 엔진은 키가 필요 없습니다.

problem-remote-credit-spent = 외부 OCR 서비스의 잔액이 없습니다
    .detail = 서비스가 결제되지 않은 요청이라고 답했습니다.
    .remedy = 운영자에게 충전을 요청하거나 내장 엔진으로 읽으십시오.

problem-remote-input-refused = 외부 OCR 서비스가 이 쪽을 거부했습니다
    .detail = 너무 크거나 손상되었거나 서비스가 읽지 않는 종류입니다(상태 { $status }).
    .remedy = 더 작게 또는 새로 스캔해 보내거나 내장 엔진으로 읽으십시오.

problem-remote-contract-broken = 외부 OCR 서비스의 답을 알 수 없습니다
    .detail = 답이 중간에 끊겼거나 문서에 적힌 형식이 아닙니다.
    .remedy = 나중에 다시 시도하거나 내장 엔진으로 읽으십시오. 계속되면 운영자에게 알려 주십시오.

problem-remote-empty-answer = 외부 OCR 서비스가 글자를 찾지 못했습니다
    .detail = 쪽에는 글줄이 보이지만 답에는 글자가 없습니다.
    .remedy = 내장 엔진으로 읽거나 더 나은 스캔을 보내 주십시오.

problem-remote-busy = 외부 OCR 서비스가 바쁩니다
    .detail = 요청을 줄여 달라고 답했습니다(상태 { $status }).
    .remedy = 잠시 기다리십시오. 문서를 다시 시도합니다.

problem-remote-away = 외부 OCR 서비스가 응답하지 않습니다
    .detail = 고장이거나 연결할 수 없거나 너무 느립니다.
    .remedy = 잠시 기다리십시오. 문서를 다시 시도합니다.

cli-ocr-flags = 확인이 필요한 낱말 { $count }개
cli-ocr-flag = { $page }쪽: “{ $word }”: { $reason }
note-document-kind-undecided = 문서 종류를 정하지 못했습니다.
note-document-date-to-check = 문서에 적힌 날짜를 확인해야 합니다. 확인할 때까지 문서 날짜는 비워 둡니다.
note-document-date-missing = 검체 채취일이나 문서 작성일을 인식하지 못했습니다.
note-low-confidence = 인식 신뢰도가 이 시스템의 기준보다 낮습니다.
