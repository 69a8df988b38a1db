# 진료팀, 진료 관계, 보호 환자, 긴급 열람.

problem-team-exists = 같은 이름의 진료팀이 있습니다
    .detail = 한 기관에서 이름 하나는 진료팀 하나에만 씁니다.
    .remedy = 기존 진료팀을 사용하거나 다른 이름을 쓰십시오.
problem-team-still-cares = 아직 담당 환자가 있는 진료팀입니다
    .detail = 담당 환자가 없을 때만 진료팀을 삭제할 수 있습니다.
    .remedy = 먼저 환자들의 진료팀에서 이 팀을 빼십시오.
problem-last-of-protected = 이 보호 환자를 담당하는 사람이 더 없습니다
    .detail = 이 진료 관계를 없애면 아무도 환자를 볼 수 없게 됩니다.
    .remedy = 먼저 다른 사람이나 진료팀을 담당으로 추가하십시오.
problem-emergency-does-not-extend = 긴급 열람으로는 할 수 없습니다
    .detail = 긴급 열람으로만 환자를 보는 사람은 담당 진료진을 바꿀 수 없습니다.
    .remedy = 담당 진료진에게 추가를 요청하십시오.
problem-patient-in-reach = 이미 볼 수 있는 환자입니다
    .detail = 긴급 열람은 달리 볼 수 없는 환자에게만 씁니다.
    .remedy = 목록에서 환자를 여십시오.
problem-reason-too-short = 내용이 너무 짧아 판단할 수 없습니다
    .detail = { $least }자 이상이어야 합니다.
    .remedy = 열람이 필요한 사정이나 확인한 내용을 문장으로 적으십시오.
problem-own-emergency = 본인의 긴급 열람은 다른 사람이 검토합니다
    .detail = 열람한 사람이 스스로 판단할 수 없습니다.
    .remedy = 다른 감사자나 관리자에게 검토를 맡기십시오.
problem-emergency-reviewed = 이미 검토한 긴급 열람입니다
    .detail = 검토 결과는 바꿀 수 없습니다.
    .remedy = 목록에서 이전 검토를 확인하십시오.
problem-emergency-ended = 끝난 긴급 열람입니다
    .detail = 시간이 지났거나 이미 종료되었습니다.
    .remedy = 더 하실 일은 없습니다.

notice-emergency-access-begun = 긴급 열람이 시작되었습니다
notice-emergency-access-reviewed = 본인의 긴급 열람이 검토되었습니다
problem-unknown-patient-code = 이 코드의 환자가 없습니다
    .detail = 긴급 열람에는 환자 코드 전체가 정확히 맞아야 합니다. 이 시도도 기록되었습니다.
    .remedy = 환자 코드를 확인한 뒤 다시 입력하십시오.
