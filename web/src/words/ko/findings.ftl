# 소견: 의료진이 내린 판단.

mark = 표시
mark-withdrawn = 철회됨
mark-corrected = 수정됨
