# 진료팀, 보호 환자, 긴급 열람, 열람 권한.

access = 열람 권한
access-about = 이 기관에서 누가 어느 환자를 볼 수 있는지 정합니다.
access-rule = 기관의 기준
add = 추가
care-add = 사람 또는 팀
care-end = 제외
care-end-about = { $name } 님 또는 팀을 이 환자의 진료팀에서 제외합니다. 보호 환자이거나 진료 관계 기준 기관이면 더 이상 이 환자를 볼 수 없습니다.
care-end-of = { $name } 진료팀에서 제외
care-no-match = 일치하는 이름이 없습니다.
care-nobody = 아직 등록된 사람이 없습니다.
care-team = 진료팀
emergency = 긴급 열람
emergency-about =
    { $hours ->
       *[other] { $hours }시간 동안 이 환자를 볼 수 있습니다. 감사자와 담당 진료팀에 바로 알리며, 모든 열람을 사후에 검토합니다.
    }
emergency-accesses = 긴급 열람
emergency-accesses-none = 긴급 열람 기록이 없습니다.
emergency-accesses-own = 본인이 긴급 열람한 기록과 검토 결과입니다.
emergency-accesses-to-review = 누가 어떤 사유로 긴급 열람했는지의 기록입니다. 열람한 사람이 아닌 다른 사람이 검토합니다.
emergency-begin = 긴급 열람 시작
emergency-code-about = 환자 코드 전체를 입력하십시오.
emergency-end = 지금 종료
emergency-hours = 긴급 열람 유지 시간(단위: 시간)
emergency-reason = 열람 사유
emergency-reason-about =
    { $least ->
       *[other] { $least }자 이상 입력하십시오.
    }
emergency-reviewed = { $name }의 검토: { $note }
emergency-running = 진행 중
emergency-runs = 긴급 열람으로 이 환자를 보고 있습니다
emergency-runs-until = { $moment }에 끝납니다.
emergency-span = { $begin }부터 { $end }까지
emergency-stated = 사유: { $reason }
kept-normal = 일반 환자(모두 열람하는 기관)
kept-restricted = 일반 환자(진료 관계 기준 기관)
kept-very-restricted = 보호 환자
people = 사람
presumes-external-model = 동의를 묻지 않은 환자: 외부 언어 모델 허용
presumes-external-ocr = 동의를 묻지 않은 환자: 외부 OCR 허용
presumes-research = 동의를 묻지 않은 환자: 연구 허용
protected-EMP = 보호 환자: 직원
protected-VIP = 보호 환자: VIP
protection = 보호 환자
protection-about = 보호 환자는 담당 진료팀만 볼 수 있습니다.
protection-none = 해당 없음
reach = 역할별 열람 범위
reach-about = 열람할 수 있는 환자에 대해서는 역할이 허용하는 일을 할 수 있습니다.
reach-seen = 열람 가능
reach-unseen = –
relation = 진료 관계
relation-emergency = 긴급 열람
relation-member = 진료팀
relation-none = 없음
review-access = 검토 제출
review-note = 검토 의견
seen-by-normal = 환자 업무를 하는 모든 사람이 볼 수 있습니다.
seen-by-restricted = 진료 관계가 있는 사람만 볼 수 있습니다.
seen-by-very-restricted = 담당 진료팀만 볼 수 있습니다.
team = 팀
team-delete = 삭제
team-delete-about = { $name } 팀을 삭제합니다. 환자의 진료팀에 들어 있는 팀은 그 환자에서 먼저 제외해야 삭제할 수 있습니다.
team-delete-of = { $name } 팀 삭제
team-name = 진료과 또는 팀 이름
team-new = 팀 추가
teams = 진료과와 팀
review-verdict = 판정
verdict-justified = 정당함
verdict-none = 검토 대기
verdict-not-justified = 정당하지 않음
visibility = 환자를 볼 수 있는 사람
visibility-by-relation = 진료 관계가 있는 사람
visibility-by-relation-about = 환자나 증례를 등록했거나, 담당으로 추가되었거나, 담당 팀에 속한 사람입니다.
visibility-open = 환자 업무를 하는 모든 사람
visibility-open-about = 보호 환자는 담당 진료팀만 볼 수 있습니다.
