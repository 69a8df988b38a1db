problem-invalid-cursor = 목록에서 이 위치를 찾을 수 없습니다
    .detail = 이 목록에서 받은 커서가 아닙니다.
    .remedy = 커서 없이 목록을 처음부터 다시 불러오십시오.
