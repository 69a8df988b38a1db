# 환자의 동의.

problem-patient-consent-missing = 환자가 외부 전송에 동의하지 않았습니다
    .detail = 이 환자의 문서는 외부로 보내지 않습니다. 보낸 것은 없습니다.
    .remedy = 엔진을 비워 내장 엔진으로 읽거나, 먼저 환자의 동의를 기록하십시오.
problem-nothing-to-withdraw = 철회할 동의가 없습니다
    .detail = 환자는 현재 이 목적에 동의하고 있지 않습니다.
    .remedy = 동의를 물었으나 거부했다면 거부로 기록하십시오.
problem-consent-withdrawn = 환자의 동의가 더 이상 없습니다
    .detail = 이 작업의 목적에 대한 동의가 거부되거나 철회되어 작업을 취소했습니다.
    .remedy = 환자가 다시 동의한 경우에만 다시 실행하십시오. 문서는 내장 엔진으로 읽을 수 있습니다.
