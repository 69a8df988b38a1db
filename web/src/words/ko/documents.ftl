# 문서: 인식, 확인, 수정, 검색, 내보내기.

documents = 문서
no-documents = 이 증례에는 아직 인식한 문서가 없습니다. 스캔, 사진, PDF를 추가하십시오.
pages =
    { $count ->
       *[other] { $count }쪽
    }
open-document = 열기
check-document = 확인하기
no-pages = 이 문서에는 쪽이 없습니다.

review-clear = 확인 완료(이상 없음)
review-clear-about = 확인이 필요한 값이 없습니다. 문서를 확정하거나, 다르게 보이는 값을 수정할 수 있습니다.
review-needed = 확인 필요
review-needed-about = 확인이 필요한 값을 원본과 비교하십시오. Enter를 누르면 값을 확인하고, 고쳐 쓰면 수정합니다.
review-second = 2차 확인 필요
review-second-about = 1차 확인이 끝났습니다. 환자 안전에 중요한 값이 확인 대상이었거나 수정되었으므로, 다른 사람이 원본과 비교하여 확정해야 합니다.
review-confirmed = 확정됨
review-confirmed-about = 사람이 확정한 버전입니다. 수정할 수 있으며, 모든 버전이 저장됩니다.
review-conflict = 환자 불일치 의심
review-conflict-about = 문서의 내용이 이 증례의 환자와 일치하지 않습니다. 사람이 수정하거나 확정할 때까지 보고서를 만들지 않습니다.
values-to-check =
    { $count ->
       *[other] 확인 필요 { $count }건
    }

page-image = 원본 이미지
page-image-of = { $number }쪽, 민감한 번호는 가려져 있습니다
page-choice = 쪽
page-of = { $count }쪽 중 { $number }쪽
previous-page = 이전 쪽
next-page = 다음 쪽
zoom-in = 확대
zoom-out = 축소
all-boxes = 모든 단어
legend = 범례
trust-sure = 신뢰도 높음
trust-fair = 신뢰도 보통
trust-low = 신뢰도 낮음
trust-flagged = 확인 필요
trust-resolved = 확인함
crop = 원본의 해당 부분 확대

resolve-value = 값 확인
word = 단어
critical = 환자 안전에 중요
flag-of = 확인할 값 { $count }건 중 { $number }번째
read-as = 인식 결과
confidence-of = 신뢰도 { $confidence }
flag-low-confidence = 신뢰도가 이 기관에서 정한 기준보다 낮습니다.
confirm-value = 확인
correct-value = 수정
close = 닫기
key-enter = 확인하거나 수정하고 다음으로
key-escape = 닫기
key-steps = 다음·이전 확인할 값

tally = 확인 { $confirmed }건, 수정 { $corrected }건, 남은 확인 { $open }건. 아직 저장하지 않았습니다.
next-flag = 다음 확인할 값
save-decisions =
    { $count ->
       *[other] { $count }건 저장
    }
discard-decisions = 변경 취소
confirm-all = 모두 인식한 그대로 확정
confirm-document = 문서 확정
version-saved = 버전 { $version }(으)로 저장했습니다.
decisions-unsaved = 변경 내용은 그대로 남아 있으며 아직 저장하지 않았습니다. 지금 최신 버전이 보입니다. 여전히 맞다면 다시 저장하십시오.
contested = 다른 사용자가 같은 값을 수정했습니다
contested-about = 사용할 값을 고른 뒤 다시 저장하십시오. 다른 변경 내용은 그대로 남아 있습니다.
contested-texts = 다른 사용자: { $theirs }. 나: { $mine }.
contested-gone = 최신 버전에는 보셨던 값({ $from })이 없습니다. 나: { $mine }.
take-mine = 내 값 사용
take-theirs = 다른 사용자의 값 사용
drop-mine = 내 값 취소

fields = 항목
no-fields = 이 문서에서 인식한 항목이 없습니다.
text = 본문
text-of-page = { $number }쪽 본문
table = 표
page-and-line = { $page }쪽 { $line }번째 줄
line-about = 확인하거나 수정할 단어를 고르십시오.
versions = 버전
by-machine = 자동 인식
by-you = 내가 수정
by-colleague = 동료가 수정
checked-count =
    { $count ->
       *[other] 값 { $count }개 확인
    }
confirmed-by-count =
    { $count ->
       *[other] { $count }명이 확정
    }
show-version = 보기
compare-version = 이전 버전과 비교
no-differences = 두 버전의 내용이 같습니다. 값을 인식한 그대로 확인했습니다.
place = 위치
earlier-version = 이전 버전입니다
to-newest-version = 최신 버전으로

export = 내보내기
export-pdf = 검색 가능한 PDF
export-pdf-later = 버전을 확정하고 PDF를 만든 뒤에 받을 수 있습니다
export-text = 텍스트
export-markdown = Markdown
export-hocr = hOCR
export-alto = ALTO
export-fhir = FHIR DocumentReference

search = 검색
search-about = 문서 내용을 검색합니다.
search-terms = 검색어
search-terms-about = 단어, 단어의 일부, 초성으로 찾습니다. ㅎㄱㄷ을 넣으면 홍길동을 찾습니다.
find = 찾기
hits-count =
    { $count ->
       *[other] 문서 { $count }건
    }
hits-newest = 가장 최근 문서 { $count }건입니다. 검색어를 더 넣어 좁히십시오.
hits-none = 검색 결과가 없습니다
hits-none-about = 단어의 일부나 초성을 넣어 보십시오. 같은 기관의 문서에서 인식하거나 수정한 내용만 검색합니다.
waiting-needed = 확인 필요
waiting-second = 2차 확인 필요
waiting-none = 없습니다.
