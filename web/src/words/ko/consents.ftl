# 환자의 동의.

basis-electronic = 전자 동의서
basis-representative = 법정대리인
basis-verbal = 구두
basis-written = 서면 동의서
consent-basis = 동의 방법
consent-decision = 결정
consent-ended-about = 이 목적의 대기 중이거나 진행 중인 작업은 바로 취소됩니다.
consent-presumed = 동의로 간주
consent-purpose = 결정을 기록할 목적
consent-record = 결정 기록
consent-unasked = 확인 전
consents = 동의
decision-granted = 동의
decision-refused = 거부
decision-withdrawn = 철회
purpose-care = 진료
purpose-external-model = 외부 언어 모델
purpose-external-ocr = 외부 OCR
purpose-research = 연구
