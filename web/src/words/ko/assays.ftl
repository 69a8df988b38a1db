# 오믹스: 표, 위험도 모델, 분석 결과.

assays = 검사
risk-scores = 위험도
no-scores = 이 증례에서는 아직 위험도 분석을 실시하지 않았습니다.
run-model = 위험도 분석
run-model-about = 위험도 모델은 한 행에 검체 하나가 있는 표를 읽고 확률, 불확실성, 기여한 값을 제시합니다. 모델을 고르지 않으면 표는 증례에 저장만 합니다.
model = 모델
tables = 표
run-model-then = 분석은 이 증례의 작업으로 진행되며 보고서가 작성됩니다.
run-every-row = 모든 행 분석 (코호트)
run-every-row-about = 결과를 표로 내려받습니다. 환자별 보고서는 만들지 않습니다.
no-tables = 이 증례에는 아직 표가 없습니다
specimen = 검체
specimen-choose = 표에 검체가 여러 개 있습니다. 보고서는 그중 하나에 대해 작성합니다.
specimen-name = 검체 행의 이름입니다. 표마다 행이 하나뿐이면 비워 두십시오.
table-size = { $rows }행, { $columns }열
table-size-at-least = { $rows }행 이상, { $columns }열
table-read-later = 열은 분석할 때 서버에서 읽고 확인합니다.
table-flag-empty = { $row }행부터 내용이 없습니다.
table-flag-encoding = 글자를 읽을 수 없습니다. UTF-8, UTF-16, CP949 어느 것도 아닙니다. UTF-8로 다시 저장하십시오.
table-flag-repeated = { $row }행 { $column }열: 열 이름 “{ $name }”이(가) 중복됩니다.
table-flag-unnamed = { $row }행 { $column }열에 열 이름이 없습니다.
table-flag-dates = { $row }행 { $column }열: “{ $name }”은(는) 스프레드시트가 날짜로 바꾼 유전자 이름으로 보입니다.
table-flag-ragged = { $row }행의 칸 수가 열 이름의 수와 다릅니다.
panel-needs =
    { $count ->
       *[other] { $panel }: 항목 { $count }개
    }
panel-found = { $panel }: 항목 { $expected }개 중 { $found }개 있음
panel-found-absent = { $panel }: 항목 { $expected }개 중 { $found }개 있음, 없는 항목: { $absent }
model-merit = AUC { $value } ({ $how }, 환자 { $patients }명)
model-usable = 사용 중
model-not-usable = 우연 수준보다 낫지 않아 사용하지 않음
assay-summary = { $specimen }: { $panel } ({ $model })
score-details = 자세히 보기
cohort-summary =
    { $specimens ->
       *[other] 검체 { $specimens }개, 결과 없음 { $withheld }개
    }
download-scores = 결과 내려받기

abstained = 판정 보류
abstained-title = 모델이 판정을 보류했습니다
abstained-about = 이 표로는 신뢰할 수 있는 확률을 낼 수 없습니다. 환자에 대한 판단이 아닙니다.
risk-value = { $class }: { $value }
risk-value-interval = { $class }: { $value } ({ $low } ~ { $high })
interval = 95% 구간 { $low } ~ { $high }
no-interval = 이 모델은 구간을 내지 않습니다
set-none = { $level }% 수준에서 이 검체에 맞는 분류가 하나도 없습니다.
set-one = { $level }% 수준에서 가능한 분류는 하나입니다: { $classes }.
set-several = { $level }% 수준에서 다음 분류를 구별할 수 없습니다: { $classes }.
classes = 확률
class = 분류
probability = 확률
is-possible = 가능
yes = 예
no = 아니요
contributions = 기여한 값
contributions-about = 각 값이 “{ $class }”의 로그 오즈에 기여하는 정도입니다. 오른쪽 막대는 높이고 왼쪽 막대는 낮춥니다.
contributions-others = 나머지 항목 모두: { $value }
feature = 항목
contribution = 기여도
place-in-table = 표 { $table }, { $cell }
standardised = 학습 평균에서 { $value } SD
panels = 패널
panel = 패널
panel-features = 항목
panel-share = 비중
similarity = 유사도
panels-about = 유사도: 이 패널이 학습 환자들과 비슷한 정도를 0에서 1로 나타냅니다. 비중: 전체 기여도에서 차지하는 비율입니다.
neighbours = 가장 가까운 학습 데이터 환자
neighbours-count = { $class } { $count }명
neighbours-about = 거리는 학습 데이터의 산포를 단위로 합니다. 모두 학습 데이터의 환자이며 이 기관의 환자가 아닙니다.
distance = 거리 { $value }
chart-position = 학습 환자 중 위치
chart-position-about = 분류별 학습 환자의 확률 분포와 이 검체의 위치
chart-calibration = 보정도(calibration)
chart-calibration-about = 학습에서 제외한 환자의 예측 확률과 실제 비율
kind-omics-risk = 위험도 분석
kind-omics-cohort = 코호트 위험도 분석
models = 모델
models-about = 이 서버의 모델과 모델 카드입니다.
models-imaging = CT 신경망
models-assays = 오믹스 모델
