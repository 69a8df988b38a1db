# 오믹스 보고서의 제목, 표, 문장, 도표

omics-report-title = 오믹스 위험도 분석
omics-report-findings = 소견
omics-report-scores = 확률
omics-report-features = 답의 근거
omics-report-views = 패널
omics-report-pictures = 도표

omics-fact-model = 모델
omics-fact-patients = 학습에 쓴 환자 수
omics-fact-specimen = 검체

omics-source = 표 { $number }
omics-model-purpose = 오믹스 검사 표로 각 부류의 확률과 그 근거를 제시하거나, 답하지 않습니다.

omics-column-class = 부류
omics-column-probability = 확률
omics-column-low = 95% 구간 하한
omics-column-high = 상한
omics-column-feature = 특성
omics-column-value = 값
omics-column-standardised = 학습 평균과의 차이(SD)
omics-column-contribution = 기여(로그 오즈)
omics-column-place = 위치
omics-column-view = 패널
omics-column-given = 주어진 특성
omics-column-expected = 패널의 특성
omics-column-likeness = 학습 자료와의 유사도(p)

omics-table-scores = 각 부류의 확률입니다. 구간은 다른 환자들로 학습했다면 확률이 얼마나 달랐을지를 나타냅니다.
omics-table-features = 가장 크게 작용한 특성입니다. 나머지 특성과 모델 상수를 모두 더하면 로그 오즈와 정확히 같습니다.
omics-table-views = 각 패널을 얼마나 갖추었는지, 검체가 학습 환자들과 얼마나 비슷한지를 나타냅니다.

omics-statement-risk = { $class }: 확률 { $probability }.
omics-statement-risk-interval = { $class }: 확률 { $probability }(95% 구간 { $low }~{ $high }).
omics-statement-none = { $level } 수준에서 이 검체에 어울리는 부류가 없습니다. 모델이 모르는 검체입니다.
omics-statement-one = { $level } 수준에서 가능한 부류는 하나입니다: { $first }.
omics-statement-several = { $level } 수준에서 { $count }개 부류가 가능합니다. 모델은 이 검체에서 이들을 구별하지 못합니다.
omics-statement-for = { $feature }: { $class } 쪽 근거(로그 오즈 +{ $amount }; 표 { $table }, { $row }행 { $column }열).
omics-statement-against = { $feature }: { $class } 반대쪽 근거(로그 오즈 -{ $amount }; 표 { $table }, { $row }행 { $column }열).
omics-statement-withheld = 모델이 이 검체에 대해 답하지 않습니다. 확률을 제시하지 않습니다.

omics-picture-contributions = 가장 가능성 높은 부류의 근거와 반대 근거
omics-picture-contributions-description = 기여를 나타낸 가로 막대. 수치는 특성 표에 있습니다.
omics-picture-calibration = 보정
omics-picture-calibration-description = 학습에서 떼어 둔 환자들의 제시된 확률과 실제 비율, 이 검체의 위치.
omics-picture-position = 기준 코호트 안의 위치
omics-picture-position-description = 학습 환자들의 확률을 부류별로 나타낸 히스토그램과 이 검체의 위치.
omics-picture-views = 패널의 품질
omics-picture-views-description = 패널마다 갖춘 정도와 유사도를 나타낸 막대. 수치는 패널 표에 있습니다.

omics-assay = 오믹스 검사 { $number }
omics-answer = 모델의 답
