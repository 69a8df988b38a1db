# 문서: 판독, 확인, 수정, 검색, 내보내기.

documents = 문서
no-documents = 이 증례에는 아직 판독한 문서가 없습니다. 스캔, 사진, PDF를 추가하십시오.
pages =
    { $count ->
       *[other] { $count }쪽
    }
open-document = 열기
check-document = 확인하기
no-pages = 이 문서에는 쪽이 없습니다.

review-clear = 의심 없이 읽음
review-clear-about = 의심스러운 곳이 없습니다. 그대로 확정하거나, 다르게 보이는 곳을 고칠 수 있습니다.
review-needed = 확인 필요
review-needed-about = 의심스러운 곳을 원본과 견주어 보십시오. Enter를 누르면 읽은 그대로 확인하고, 고쳐 쓰면 수정합니다.
review-second = 두 번째 확인 필요
review-second-about = 한 사람이 확인했습니다. 틀리면 해로울 수 있는 값이 의심스러웠거나 고쳐졌으므로, 다른 사람이 원본과 견주어 확정해야 합니다.
review-confirmed = 확정됨
review-confirmed-about = 사람이 확인한 버전입니다. 더 고칠 수 있으며, 모든 버전이 남습니다.
review-conflict = 다른 환자?
review-conflict-about = 문서의 내용이 이 증례의 환자와 맞지 않습니다. 사람이 고치거나 확정할 때까지 보고서를 만들지 않습니다.
doubts-left =
    { $count ->
       *[other] 의심 { $count }곳
    }

paper = 원본 그림
page-picture = { $number }쪽, 민감한 번호는 가려져 있습니다
page-choice = 쪽
page-of = { $count }쪽 중 { $number }쪽
page-before = 앞쪽
page-after = 다음 쪽
larger = 크게
smaller = 작게
all-boxes = 모든 단어
legend = 상자의 뜻
trust-sure = 확실
trust-fair = 대체로 확실
trust-low = 불확실
trust-doubt = 의심
trust-settled = 확인함
crop = 원본의 해당 부분을 확대한 그림

settle = 읽은 내용 확인
word = 단어
critical = 틀리면 해로울 수 있음
doubt-of = 의심 { $count }곳 중 { $number }번째
read-as = 읽은 내용
confidence-of = 신뢰도 { $confidence }
doubt-dim = 이 기관에서 정한 기준보다 확실하지 않게 읽었습니다.
confirm-value = 확인
correct-value = 수정
close = 닫기
key-enter = 확인하거나 고치고 다음으로
key-escape = 나가기
key-steps = 다음·이전 의심

tally = 확인 { $confirmed }, 수정 { $corrected }, 남은 의심 { $open }. 아직 저장하지 않았습니다.
next-doubt = 다음 의심으로
save-decisions =
    { $count ->
       *[other] { $count }건 저장
    }
discard-decisions = 되돌리기
confirm-all = 모두 읽은 그대로 확정
confirm-document = 문서 확정
version-saved = 저장했습니다. 지금 버전은 { $version }입니다.
decisions-kept = 확인하고 고친 내용은 그대로 남아 있습니다. 지금 최신 버전이 보입니다. 여전히 맞다면 다시 저장하십시오.
contested = 다른 사람이 같은 곳을 고쳤습니다
contested-about = 어느 것을 남길지 고른 뒤 다시 저장하십시오. 나머지 내용은 그대로 남아 있습니다.
contested-texts = 다른 사람: { $theirs }. 나: { $mine }.
contested-gone = 보셨던 내용({ $from })이 최신 버전에는 없습니다. 나: { $mine }.
take-mine = 내 것으로
take-theirs = 다른 사람 것으로
leave-mine = 빼기

fields = 항목
no-fields = 이 문서에서 이름을 붙여 읽은 값이 없습니다.
text = 본문
text-of-page = { $number }쪽 본문
table = 표
page-and-line = { $page }쪽 { $line }번째 줄
line-about = 확인하거나 고칠 단어를 고르십시오.
versions = 버전
by-machine = 기계가 읽음
by-you = 내가 고침
by-person = 동료가 고침
settled-count =
    { $count ->
       *[other] 값 { $count }개 확인
    }
confirmed-by-count =
    { $count ->
       *[other] { $count }명이 확정
    }
show-version = 보기
compare-version = 앞 버전과 비교
no-differences = 두 버전의 내용이 같습니다. 값을 읽은 그대로 확인했습니다.
place = 위치
earlier-version = 이전 버전입니다
to-newest-version = 최신 버전으로

export = 내보내기
export-pdf = 글자를 찾을 수 있는 PDF
export-pdf-later = 이 버전이 확정되고 정리되면 받을 수 있습니다
export-text = 텍스트
export-markdown = Markdown
export-hocr = hOCR
export-alto = ALTO
export-fhir = FHIR DocumentReference

search = 검색
search-about = 문서를 내용으로 찾습니다.
search-words = 찾을 말
search-words-about = 단어, 단어의 일부, 초성으로 찾습니다. ㅎㄱㄷ을 넣으면 홍길동을 찾습니다.
find = 찾기
found-count =
    { $count ->
       *[other] 문서 { $count }건
    }
found-newest = 가장 최근 문서 { $count }건. 말을 더 넣으면 좁혀집니다
found-none = 이런 내용이 있는 문서가 없습니다
found-none-about = 단어의 더 짧은 부분이나 초성을 넣어 보십시오. 같은 기관의 문서만, 읽거나 고친 내용으로 찾습니다.
waiting-needed = 확인 필요
waiting-second = 두 번째 확인을 기다리는 문서
waiting-none = 없습니다.
