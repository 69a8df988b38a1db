# 웹훅: 작업이 끝나면 알릴 외부 주소.

webhooks = 웹훅
webhooks-about = 작업이 끝나면 알림을 받을 주소입니다. 메시지에는 식별자와 종류만 담기며 이름이나 값은 담기지 않습니다.
webhooks-none = 등록한 웹훅이 없습니다
webhooks-none-about = 주소를 등록하고 비밀값을 수신 측에 저장하면, 작업이 끝날 때마다 서명한 메시지를 보냅니다.
webhook-new = 주소 등록
webhook-url = 주소
webhook-url-about = https, 포트 443 또는 8443, 외부에서 접속할 수 있는 주소여야 합니다.
webhook-events = 이벤트
event-job-completed = 작업 완료
event-job-failed = 작업 실패
event-job-cancelled = 작업 취소
webhook-enabled = 사용
webhook-log = 메시지
webhook-rotate = 새 비밀값
webhook-remove = 삭제
webhook-remove-sure = 메시지까지 모두 삭제
secret-for = { $url }의 비밀값
secret-once = 수신 측에 전달하여 서명을 확인하게 하십시오. 지금 한 번만 표시됩니다. 이전 비밀값도 하루 동안 함께 서명합니다.
deliveries-none = 아직 보낸 메시지가 없습니다.
delivery-waiting = 대기 중
delivery-delivered = 전달됨
delivery-failed = 실패
attempt-answered = { $number }번째 시도: { $seconds }초 뒤 응답 { $status }
attempt-unanswered = { $number }번째 시도: { $seconds }초 동안 응답 없음 ({ $error })
replay = 다시 보내기
