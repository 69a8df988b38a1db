# 보고서: 읽기, 서명, 수정.

reports = 보고서
report = 보고서
no-reports = 아직 보고서가 없습니다. CT를 분석하거나 문서를 인식하면 작성됩니다.
read-and-sign = 읽고 서명
read-report = 읽기
report-preliminary = 자동 분석 초안(미확정)
report-final = 확정
report-amended = 수정됨
statements = 보고서 내용
statements-about = 문장을 펼치면 근거를 볼 수 있습니다.
evidence = 근거
evidence-slice = 단면
evidence-line = 문서의 줄
evidence-cell = 표의 칸
evidence-none = 결과
withdraw = 철회: { $statement }
sign = 서명
sign-about = 이 보고서는 자동 분석 초안(미확정)입니다. 서명하면 서명자의 이름으로 확정됩니다. 나중에 수정할 수 있지만 삭제할 수는 없습니다.
sign-read = 이 버전을 읽었으며 내용을 확인했습니다.
amend = 수정
amend-about =
    { $count ->
        [0] 위에서 철회할 문장을 선택하거나 추가 의견을 입력하십시오.
       *[other] 문장 { $count }개를 철회합니다.
    }
reason = 사유
addendum = 추가 의견
addendum-about = 작성자의 이름으로 보고서에 표시됩니다.
pdf-preview = 인쇄 미리보기
pdf-page = { $number }쪽
pdf-being-created = 이 버전의 PDF를 만드는 중입니다. 완성되면 여기에 표시됩니다.
pdf-hidden = 환자를 식별할 수 있는 권한이 있어야 볼 수 있는 문구가 있어 PDF를 표시하지 않습니다.
typed-words-hidden = 환자를 식별할 수 있는 권한이 있어야 볼 수 있는 내용입니다.
review = 검토
review-of = 검토: { $statement }
reviewed-as = { $verdict }. 검토: { $statement }
verdict = 판단
verdict-accepted = 승인
verdict-amended = 수정
verdict-rejected = 반려
corrected-text = 수정할 문장
report-of-ct-segmentation = 복부 CT
report-of-omics-risk = 위험도
report-of-document-filing = 문서
