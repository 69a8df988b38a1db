# 앱의 틀: 메뉴, 상태, 모든 화면에서 쓰는 말.

about = 한 환자의 CT, 다중 오믹스, 문서를 하나의 증례로.
research-only = 연구용입니다. 의료기기가 아니며, 결과만으로 진단하거나 치료를 결정해서는 안 됩니다.
skip = 본문으로 바로 가기
navigation = 주 메뉴
navigation-below = 아래쪽 주 메뉴
worklist = 작업 목록
cases = 증례
new-case = 새 증례
users = 사용자
audit = 감사 기록
account = 계정과 설정
security = 로그인과 보안
language = 언어
appearance = 화면 밝기
light = 밝게
dark = 어둡게
automatic = 자동
not-found = 페이지를 찾을 수 없습니다
to-start-page = 처음 화면으로
loading = 불러오는 중
more = 더 보기
again = 다시 시도
cancel = 취소
save = 저장
done = 완료
clear = 지우기
back = 뒤로
continue = 계속
untitled = 제목 없는 증례
actions = 작업
warnings = 주의 사항
state = 상태

problem-offline = 서버에 연결할 수 없습니다
problem-offline-detail = 네트워크나 서버가 잠시 끊겼습니다. 입력한 내용은 그대로 남아 있습니다.
problem-offline-remedy = 자동으로 다시 시도합니다. 지금 바로 시도할 수도 있습니다.
problem-unexpected = 앱에서 예상하지 못한 오류가 발생했습니다
problem-unexpected-detail = 앱의 오류이며, 서버에 있는 데이터에는 영향이 없습니다.
problem-unexpected-remedy = 다시 시도하십시오. 반복되면 무엇을 하던 중이었는지 관리자에게 알려 주십시오.
notifications =
    { $count ->
        [0] 알림
       *[other] 알림, 새 알림 { $count }건
    }
notifications-none = 아직 알림이 없습니다.
