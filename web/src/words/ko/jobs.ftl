# 작업: 진행 중, 대기 중, 끝난 것.

worklist-live = 실시간으로 갱신됩니다.
worklist-polled = 몇 초마다 갱신됩니다.
worklist-empty = 아직 분석이 없습니다
worklist-empty-about = 증례를 열고 CT를 끌어다 놓으십시오. DICOM 폴더, NIfTI 파일, 압축 파일을 받습니다. 분석 진행 상황이 여기에 표시되며, 그동안 이 화면을 닫아도 됩니다.
worklist-none = 이 상태의 작업이 없습니다.
filter = 상태별로 보기
all = 전체
jobs = 작업
no-jobs = 이 증례에는 아직 분석이 없습니다.
state-pending = 대기 중
state-processing = 진행 중
state-completed = 완료
state-failed = 실패
state-cancelled = 취소됨
kind-ct-import = CT 가져오기
kind-ct-segmentation = CT 장기 분할
kind-document-reading = 문서 인식(OCR)
kind-remote-document-reading = 문서 인식(외부 OCR 서비스)
kind-document-filing = 검색 가능한 PDF 만들기
kind-report-rendering = 보고서 PDF 만들기
job-cancelling = 멈추는 중…
job-next = 다음 차례
job-ahead =
    { $count ->
       *[other] 앞에 { $count }건
    }
job-next-attempt = 곧 { $attempt }번째로 시도합니다
job-almost = 거의 끝났습니다
job-seconds =
    { $count ->
       *[other] 약 { $count }초 남음
    }
job-minutes =
    { $count ->
       *[other] 약 { $count }분 남음
    }
cancel-job = 취소
run-again = 다시 실행
job-preview = 미리보기. 분석은 계속됩니다.
