# 보고서: 읽기, 서명, 수정.

reports = 보고서
report = 보고서
no-reports = 아직 보고서가 없습니다. CT를 분석하거나 문서를 판독하면 작성됩니다.
read-and-sign = 읽고 서명
read-report = 읽기
report-preliminary = 예비
report-final = 최종
report-amended = 수정됨
statements = 보고서 내용
statements-about = 문장을 펼치면 근거를 보고 그 자리로 갈 수 있습니다.
basis = 문장의 근거
evidence-slice = 단면
evidence-measurement = 측정값
evidence-document-line = 문서의 줄
evidence-table-row = 표의 행
withdrawn = 철회됨
withdraw = 철회: { $statement }
sign = 서명
sign-about = 이 보고서는 기계가 작성한 예비 보고서입니다. 서명하면 서명자의 이름으로 최종 보고서가 됩니다. 나중에 수정할 수 있지만 지울 수는 없습니다.
sign-read = 이 버전을 읽었으며 내용에 동의합니다.
amend = 수정
amend-about =
    { $count ->
        [0] 동의하지 않는 문장을 위에서 표시하거나 의견을 덧붙이십시오.
       *[other] 문장 { $count }개를 철회합니다.
    }
reason = 사유
addendum = 추가 의견
addendum-about = 직접 쓴 의견이 작성자의 이름으로 보고서에 실립니다.
pdf-preview = 보고서 인쇄 모양
pdf-page = { $number }쪽
pdf-being-set = 이 버전의 PDF를 만드는 중입니다. 완성되면 여기에 표시됩니다.
review = 검토
review-of = 검토: { $statement }
review-said = { $verdict }. 검토: { $statement }
verdict = 판단
verdict-accepted = 인정
verdict-amended = 고침
verdict-rejected = 거부
review-words = 고쳐 쓸 내용
report-of-ct-segmentation = 복부 CT
report-of-omics-risk = 위험도
report-of-document-filing = 문서
