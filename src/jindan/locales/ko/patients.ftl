# 환자와 증례.

problem-patient-code-taken = 이미 있는 환자 코드입니다
    .detail = 한 기관에서 코드 하나는 환자 한 명에게만 씁니다.
    .remedy = 기존 환자를 열거나 다른 코드를 사용하십시오.
problem-unfit-patient-code = 쓸 수 없는 코드입니다
    .detail = 코드는 영문자, 숫자와 . _ - 기호로 된 1~64자이며 주민등록번호나 전화번호일 수 없습니다.
    .remedy = P-0007처럼 사람을 알아볼 수 없는 코드를 사용하십시오.
problem-identifying-title = 제목에서 환자가 누구인지 드러납니다
    .detail = 주민등록번호나 전화번호가 들어 있습니다.
    .remedy = 환자를 알아볼 수 있는 내용은 빼고 임상 질문만 적으십시오.
problem-title-hidden = 입력해도 다시 볼 수 없는 제목입니다
    .detail = 제목에는 환자 이름이 들어갈 수 있어 환자 신원을 볼 수 있는 역할만 읽고 쓸 수 있습니다. 현재 역할은 볼 수 없습니다.
    .remedy = 제목 없이 증례를 만드십시오. 증례는 환자 코드로 찾을 수 있습니다.
problem-unfit-birth-date = 생년월일이 올바르지 않습니다
    .detail = 미래이거나 1880년 이전입니다.
    .remedy = 날짜를 고쳐 다시 보내십시오.
