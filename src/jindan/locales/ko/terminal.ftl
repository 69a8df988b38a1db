# `jindan` 명령이 터미널에 보여 주는 말.

terminal-title = Jindan 진단. CT 하나를 로그인부터 보고서까지 진행합니다.
    연구용이며 의료기기가 아닙니다.
terminal-label-ct = CT
terminal-label-network = 신경망
terminal-label-patient = 환자 코드
terminal-label-upload = 업로드
terminal-label-import = 가져오기
terminal-label-segmentation = 분할
terminal-label-report = 보고서
terminal-label-address = 주소
terminal-label-email = 이메일
terminal-label-password = 비밀번호
terminal-once = (지금 한 번만 표시)
terminal-demo-clinician = 시연용 의사

terminal-ct-real = 실제 CT, 절편 { $slices }장 (공개 자료)
terminal-ct-synthetic = 대체: 실제 예제를 가져올 수 없어 코드로 그린 합성 CT를 사용합니다
terminal-network-fallback = 대체: 실제 가중치를 가져올 수 없어 합성 해부 구조로 학습한 시연용 신경망을 사용합니다

terminal-files = 파일 { $count }개
terminal-waiting = { $ahead ->
    [0] 작업자를 기다리는 중
   *[other] 기다리는 중, 앞에 { $ahead }건
}
terminal-starting = 시작하는 중
terminal-left = · { $seconds }초 남음
terminal-completed = { $seconds }초 만에 완료
terminal-reused = 앞서 실행한 같은 분석의 결과를 사용
terminal-failed = { $seconds }초 뒤 실패
terminal-cancelled = { $seconds }초 뒤 취소

terminal-took = 업로드부터 보고서까지 { $seconds }초 걸렸습니다.
terminal-results = 결과는 모두 여기에 있습니다: { $folder }
terminal-file-report = CT 보고서, 자동 분석 초안(미확정)
terminal-file-scene = 장기 3차원 보기. 네트워크 없이 브라우저에서 열립니다
terminal-file-axial = 장기 경계를 표시한 축상면 영상
terminal-file-coronal = 관상면 영상
terminal-file-sagittal = 시상면 영상
terminal-file-volumes = 장기 부피 도표
terminal-file-labels = 분할 결과 (NIfTI)
terminal-file-sources = CT와 신경망의 출처와 인용 문구
terminal-open = 보고서를 여는 명령:
terminal-server = 서버가 실행 중입니다. Ctrl-C를 누르면 끝납니다.
terminal-up = { $address } 에서 Jindan이 실행 중입니다. Ctrl-C를 누르면 끝납니다. 연구용입니다.
terminal-ending = 서버를 끝내고 있습니다. 진행 중인 작업이 있으면 10초까지 걸립니다.
terminal-interrupted = 중단했습니다. 진행하던 작업은 서버를 다시 시작하면 다시 시도합니다.

terminal-no-such-path = { $path }에 파일이 없습니다. 경로를 확인하십시오. CT=…에는 NIfTI 파일, DICOM 폴더 또는 zip을 지정합니다.
terminal-port-taken = 포트 { $port }을(를) 다른 프로그램이 사용하고 있습니다. 그 프로그램을 끝내거나 다른 포트를 지정하십시오: jindan demo --port { $other } (또는 jindan up --port { $other }).
terminal-no-answer = 웹 서버가 포트 { $port }에서 응답하지 않습니다. { $log } 파일에서 원인을 확인하십시오.
terminal-home-unwritable = { $folder } 폴더에 쓸 수 없습니다. 쓰기 권한을 얻거나 JINDAN_HOME에 다른 폴더를 지정하십시오.
terminal-home-open-to-others = 다른 사용자가 { $folder }을(를) 읽을 수 있는데 소유자가 달라 권한을 바꿀 수 없습니다. 소유자 계정으로 Jindan을 실행하거나 그룹과 다른 사용자의 권한을 없애십시오 (chmod go= { $folder }).
terminal-bad-settings = 올바르지 않은 설정이 있습니다. docs/reference/settings.md를 참고하여 환경 변수나 .env에서 고치십시오: { $settings }
terminal-bad-keys = 마스터 키로 저장된 자료를 열 수 없어 아무것도 시작하지 않았습니다. docs/how-to/rotate-keys.md를 참고하여 위에 표시된 문제를 고치십시오.
terminal-segmented = 연구용이며 의료기기가 아닙니다. 결과는 여기에 있습니다: { $folder }
terminal-fetched = { $folder } 폴더에 { $name } 파일을 받았으며, 모든 파일의 SHA-256이 맞습니다.

terminal-label-documents = 문서
terminal-label-reading = 문서 인식
terminal-label-correction = 고침
terminal-label-filing = 문서 정리
terminal-label-search = 검색
terminal-corrected = { $before } → { $after }
terminal-found = { $query }: 문서 { $count }건 · { $preview }
terminal-file-searchable = 검색 가능한 PDF
terminal-file-document-report = 스캔 문서 보고서, 자동 분석 초안(미확정)
terminal-omics-answered = 답함
terminal-omics-withheld = 보류
terminal-omics-no-answer = 모델이 답하지 않습니다:
terminal-omics-possible = { "*" } { $level }% 수준에서 가능한 부류
terminal-label-omics = 오믹스
terminal-omics-synthetic = 만들어 낸 소변 패널 검체 하나(실제 사람의 것이 아님)
terminal-label-risk = 위험도
terminal-file-omics = 오믹스 보고서
terminal-audit-key-missing = 키링으로 감사 기록의 키(audit/chain.key)를 열 수 없습니다. 두 파일을 같은 백업에서 복원하십시오.
terminal-audit-chain-broken = 연결의 끝이 이 시스템이 작성한 것과 달라 더 연결하지 않습니다. jindan audit verify를 실행하십시오.
terminal-audit-no-patient = 이 기관에 이 코드의 환자가 없습니다.
terminal-audit-no-organisation = 이 이름의 기관이 없습니다.
terminal-audit-no-syslog = syslog 수신 서버가 설정되지 않았습니다. JINDAN_AUDIT_SYSLOG가 비어 있습니다.
terminal-audit-syslog-silent = syslog 수신 서버가 응답하지 않습니다. JINDAN_AUDIT_SYSLOG를 확인하십시오.

terminal-check-title = 이 장비가 분석 프로세스를 격리하는 방식:
terminal-check-files = 파일
terminal-check-calls = 시스템 호출
terminal-check-network = 네트워크
terminal-check-user = 사용자
terminal-check-tried = 시험 결과
terminal-check-by-landlock = 커널이 막음(Landlock 버전 { $version })
terminal-check-by-seccomp = 커널이 막음(seccomp)
terminal-check-by-namespace = 커널이 막음(장치가 없는 네트워크)
terminal-check-by-audit-hook = Python만 막음. 네이티브 코드는 통과할 수 있음
terminal-check-by-allowed = 막지 않음: 모든 포트에 연결할 수 있음
terminal-check-by-ports = 커널이 막음(연결할 서비스의 포트만 허용)
terminal-check-by-none = 막지 못함: 작업 서버의 사용자가 할 수 있는 일을 모두 할 수 있음
terminal-check-by-own = 분석마다 별도의 사용자
terminal-check-by-same = 작업 서버와 같은 사용자
terminal-check-closed = 시도한 { $count }가지 경로가 모두 막혀 있음
terminal-check-open = 시도한 { $count }가지 가운데 열려 있음: { $ways }
terminal-check-way-read = 다른 파일 읽기
terminal-check-way-write = 다른 폴더에 쓰기
terminal-check-way-signal = 작업 서버에 신호 보내기
terminal-check-way-environment = 작업 서버의 설정 읽기
terminal-check-way-network = 네트워크 접속
terminal-check-way-program = 프로그램 실행
terminal-check-not-confined = JINDAN_CONFINEMENT=required로 설정했지만 이 장비에서는 격리할 수 없어 분석이 실행되지 않습니다. x86_64 또는 aarch64에서 Landlock을 켠 Linux 5.13 이상을 쓰고, 컨테이너가 이를 금지하지 않도록 하십시오.
