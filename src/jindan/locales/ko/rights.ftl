# 환자 기록의 내보내기와 삭제.

problem-records-kept = 아직 보존해야 하는 기록이 있습니다
    .detail = 보존 기한: 서명한 보고서 { $reports }, 문서 { $documents }, 영상과 검사 결과 { $examinations }, 환자 명부 { $register }. 국내에서는 의료법 시행규칙 제15조 제1항에 따릅니다.
    .remedy = { $until } 이후에 다시 요청하십시오. 삭제된 것은 없습니다.
problem-erasure-pending = 이 환자의 삭제가 이미 요청되어 있습니다
    .detail = 환자마다 한 번에 한 건만 요청할 수 있습니다.
    .remedy = 관리자에게 승인이나 거절을 부탁하십시오.
problem-own-erasure = 다른 사람이 승인해야 합니다
    .detail = 본인이 요청한 삭제입니다.
    .remedy = 기관의 다른 관리자에게 승인을 부탁하십시오.
problem-erasure-void = 더 이상 유효하지 않은 요청입니다
    .detail = 기한이 지났거나 이미 처리되었거나, 요청한 사람에게 더 이상 권한이 없습니다.
    .remedy = 아직 필요하다면 다시 요청하십시오.
problem-patient-in-use = 이 환자의 기록이 방금 추가되었습니다
    .detail = 삭제하는 동안 파일이나 결과가 들어왔습니다. 삭제된 것은 없습니다.
    .remedy = 잠시 후 다시 시도하십시오.
problem-emergency-does-not-erase = 긴급 열람으로는 할 수 없습니다
    .detail = 긴급 열람으로만 환자를 보는 사람은 삭제를 요청할 수 없습니다.
    .remedy = 담당 진료진에게 부탁하십시오.
problem-emergency-does-not-export = 긴급 열람으로는 할 수 없습니다
    .detail = 긴급 열람으로만 환자를 보는 사람은 기록을 내보낼 수 없습니다.
    .remedy = 담당 진료진에게 부탁하십시오.
export-without-access-log = 접근 기록은 포함되어 있지 않습니다. 관리자나 감사자가 따로 내려받습니다.
export-without-results = 분석 결과와 보고서는 이 역할로 볼 수 없어 포함되어 있지 않습니다. 의사가 내보낼 수 있습니다.
export-without-tables-of-many = 여러 사람의 자료가 담긴 표와 그 결과는 포함되어 있지 않습니다.
