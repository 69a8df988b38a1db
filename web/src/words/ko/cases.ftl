# 증례와 환자, 파일 올리기.

find-patient = 환자 코드로 찾기
find-patient-example = 코드의 앞부분
no-such-patient = 이 코드로 시작하는 환자가 없습니다.
all-cases = 모든 증례 보기
cases-none = 아직 증례가 없습니다
new-case-about = 증례 하나에는 한 환자의 임상 질문 하나를 담습니다.
create-case = 증례 등록
patient-code = 환자 코드
patient-code-about = 가명 코드: 영문자, 숫자, . _ -. 이름이나 등록번호를 쓰지 마십시오.
patient-known = 이미 등록된 환자입니다. 이 환자의 증례로 추가됩니다.
patient-new = 새 환자로 등록합니다.
sex = 출생 시 성별
sex-unknown = 미상
sex-female = 여성
sex-male = 남성
sex-other = 기타
clinical-question = 임상 질문
clinical-question-about = 예: 수술 전 간 평가. 환자를 알아볼 수 있는 내용은 쓰지 마십시오.
edit-clinical-question = 임상 질문 수정
created-on = { $day } 등록
add-files = 파일 추가
back-to-case = 증례로 돌아가기
resume-about = 연결이 끊기거나 화면을 닫았다면 같은 파일을 다시 끌어다 놓으십시오. 이미 도착한 것은 다시 보내지 않습니다.

case-contents = 증례의 구성
part-imaging = CT
part-imaging-there = 가져옴
part-imaging-running = 가져오는 중
part-imaging-missing = 아직 없음
part-omics = 오믹스
part-omics-there = 위험도 분석 완료
part-omics-running = 위험도 분석 중
part-omics-missing = 위험도 분석 미실시
part-documents = 문서
part-documents-there = 인식 완료
part-documents-running = 인식 중
part-documents-missing = 아직 없음
part-report = 보고서
part-report-there = 작성됨
part-report-running = 준비 중
part-report-missing = 첫 분석이 끝나면 작성됩니다
part-signature = 서명
part-signature-there = 임상의가 서명함
part-signature-running = –
part-signature-missing = 서명 전: 자동 분석 초안(미확정)
timeline = 경과
happened-created = 증례 등록
happened-job-requested = { $kind } 요청
happened-job-completed = { $kind } 완료
happened-job-failed = { $kind } 실패
happened-job-cancelled = { $kind } 취소
happened-report-preliminary = 자동 분석 초안(미확정) 작성
happened-report-final = 보고서 서명
happened-report-amended = 보고서 수정

drop = 파일이나 폴더를 여기에 놓으십시오
drop-about = DICOM 폴더, NIfTI 파일, 압축 파일, 표, PDF, 사진을 받습니다. 보내기 전에 이 기기에서 각 파일의 종류를 확인합니다.
choose-files = 파일 선택
choose-folder = 폴더 선택
group-dicom = DICOM 시리즈 ({ $modality })
group-nifti = NIfTI 볼륨
group-archive = 압축 파일
group-table = 표
group-pdf = 문서 (PDF)
group-picture = 스캔과 사진
group-unknown = 알 수 없는 파일
group-files =
    { $count ->
       *[other] 파일 { $count }개
    }
leads-to-dicom = 장기 분할과 보고서
leads-to-nifti = 장기 분할과 보고서
leads-to-table = 위험도와 보고서
leads-to-archive = 압축을 풀어 장기 분할
leads-to-pdf = 문서 인식(OCR)
leads-to-picture = 문서 인식(OCR)
leads-nowhere = 증례에 저장
check-few-slices = 영상이 몇 장뿐이어서 상복부를 분할하기에 부족합니다.
check-not-ct = CT가 아닙니다. CT만 분할할 수 있습니다. 가져올 때 파일에 무엇이 들어 있는지 알려 드립니다.
check-two-patients = 환자 ID가 둘 이상 들어 있습니다.
check-not-3d = 3차원 볼륨이 아닙니다.
check-unknown = DICOM, NIfTI, 압축 파일, 표, PDF, 사진 가운데 어느 것도 아닙니다. 보내지 않습니다.
two-patients-confirmed = 영상에 환자 ID가 둘 이상 들어 있습니다. 모두 이 환자의 것임을 확인했습니다.
send =
    { $count ->
       *[other] 파일 { $count }개 보내기
    }
send-about = DICOM에 든 이름과 날짜는 서버에 도착하면 지워집니다.
sent = 전송
step-waiting = 대기 중
step-sending = 보내는 중, { $percent }%
step-offline = { $percent }%에서 연결이 끊겼습니다. 연결되면 자동으로 이어서 보냅니다.
step-starting = 도착했습니다. 분석을 요청하는 중입니다
step-started = 분석을 시작했습니다. 이 화면을 닫아도 됩니다.
step-stored = 도착했습니다. 증례에 저장했습니다.
files = 파일
no-files = 이 증례에는 아직 파일이 없습니다.
file-received = 받은 파일
file-generated = 생성 파일
save-file = { $name } 저장
