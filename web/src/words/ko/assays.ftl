# 오믹스: 표, 모델, 모델의 답.

assays = 검사
risk-scores = 위험도
no-scores = 이 증례의 표를 모델에 물어본 적이 없습니다.
ask = 모델에 묻기
ask-about = 모델은 한 행에 검체 하나가 있는 표를 보고 확률과 그 근거, 확실한 정도를 답합니다. 모델을 고르지 않으면 표는 증례에 보관만 합니다.
ask-model = 모델
ask-tables = 표
ask-then = 답과 보고서는 이 증례의 작업으로 이어집니다.
ask-every-row = 모든 행에 대해 답하기 (코호트)
ask-every-row-about = 답을 표로 내려받습니다. 환자별 보고서는 만들지 않습니다.
no-tables = 이 증례에는 아직 표가 없습니다
specimen = 검체
specimen-choose = 표에 검체가 여럿 있습니다. 보고서는 하나에 대해 작성합니다.
specimen-name = 대상 행의 이름입니다. 표마다 행이 하나뿐이면 비워 두십시오.
table-size = { $rows }행, { $columns }열
table-size-at-least = { $rows }행 이상, { $columns }열
table-read-later = 열은 모델에 물을 때 서버에서 읽고 확인합니다.
table-doubt-empty = { $row }행부터 내용이 없습니다.
table-doubt-encoding = 글자를 읽을 수 없습니다. UTF-8, UTF-16, CP949 어느 것도 아닙니다. UTF-8로 다시 저장하십시오.
table-doubt-repeated = { $row }행 { $column }열: “{ $name }” 열 이름이 두 번 나옵니다.
table-doubt-unnamed = { $row }행 { $column }열에 열 이름이 없습니다.
table-doubt-dates = { $row }행 { $column }열: “{ $name }”은(는) 스프레드시트가 날짜로 바꾼 유전자 이름으로 보입니다.
table-doubt-ragged = { $row }행의 칸 수가 열 이름의 수와 다릅니다.
panel-needs =
    { $count ->
       *[other] { $panel }: 항목 { $count }개
    }
panel-found = { $panel }: 항목 { $expected }개 중 { $found }개 있음
panel-found-absent = { $panel }: 항목 { $expected }개 중 { $found }개 있음, 없는 항목: { $absent }
model-merit = AUC { $value } ({ $how }, 환자 { $patients }명)
model-usable = 사용 중
model-not-usable = 우연보다 낫지 않아 사용하지 않음
assay-said = { $specimen }: { $panel } ({ $model })
open-score = 자세히 보기
cohort-said =
    { $specimens ->
       *[other] 검체 { $specimens }개, 답하지 않은 것 { $abstained }개
    }
save-scores = 답 내려받기

abstained = 답 없음
abstained-title = 모델이 답하지 않았습니다
abstained-about = 이는 표에 대한 판단이며 환자에 대한 판단이 아닙니다. 여기서 숫자를 낸다면 짐작일 뿐입니다.
risk-said = { $class }: { $value }
risk-said-interval = { $class }: { $value } ({ $low } ~ { $high })
interval = 95% 구간 { $low } ~ { $high }
no-interval = 이 모델은 구간을 내지 않습니다
set-none = { $level }% 수준에서 이 검체에 맞는 분류가 하나도 없습니다.
set-one = { $level }% 수준에서 가능한 분류는 하나입니다: { $classes }.
set-several = { $level }% 수준에서 다음을 가려낼 수 없습니다: { $classes }.
classes = 확률
class = 분류
probability = 확률
is-possible = 가능
yes = 예
no = 아니요
contributions = 답의 근거
contributions-about = 각 값이 “{ $class }”의 로그 오즈에 더하는 양입니다. 오른쪽은 그쪽으로, 왼쪽은 반대쪽으로 움직입니다.
contributions-others = 나머지 항목 모두: { $value }
feature = 항목
adds = 기여
place-in-table = 표 { $table }, { $cell }
standardised = 학습 평균에서 { $value } SD
panels = 패널
panel = 패널
panel-features = 항목
panel-share = 비중
likeness = 비슷함
panels-about = 비슷함: 학습 환자들 사이에서 이 패널이 얼마나 흔한지를 0에서 1로 나타냅니다. 비중: 답을 움직인 정도에서 차지하는 몫입니다.
neighbours = 학습 데이터에서 가장 가까운 환자
neighbours-said = { $class } { $count }명
neighbours-about = 거리는 학습 데이터의 퍼짐을 단위로 합니다. 모두 학습 데이터의 환자이며 이 기관의 환자가 아닙니다.
distance = 거리 { $value }
chart-position = 학습 환자들 가운데의 위치
chart-position-about = 분류별 학습 환자의 확률 분포와 이 검체의 위치
chart-calibration = 확률이 맞는 정도
chart-calibration-about = 보정: 학습에서 빼 둔 환자에서 모델이 말한 확률과 실제 비율의 비교
kind-omics-risk = 위험도 계산
kind-omics-cohort = 코호트 위험도 계산
models = 모델
models-about = 여기서 답할 수 있는 모델과 각각에 대해 알려진 것입니다.
models-imaging = CT 신경망
models-assays = 오믹스 모델
