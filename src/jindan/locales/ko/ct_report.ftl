# CT 보고서의 제목, 표 머리글, 문장, 한계.

ct-report-title = 복부 CT 장기 분할 및 측정 보고서
ct-report-findings = 소견
ct-report-pictures = 주요 영상
ct-report-measurements = 장기별 측정
ct-report-organ = 장기

ct-fact-study-date = 검사일
ct-fact-modality = 검사 종류
ct-fact-series = 분석한 시리즈
ct-fact-slices = 영상 수
ct-fact-spacing = 복셀 간격
ct-fact-coverage = 촬영 범위
ct-fact-contrast = 조영증강 여부
ct-fact-patient-age = 연령
ct-fact-patient-sex = 성별

ct-picture-axial-description = 축상면 CT 영상에 장기 경계를 색으로 겹쳐 표시한 그림.
ct-picture-coronal-description = 관상면 CT 영상에 장기 경계를 색으로 겹쳐 표시한 그림.
ct-picture-sagittal-description = 시상면 CT 영상에 장기 경계를 색으로 겹쳐 표시한 그림.
ct-picture-volumes-description = 장기별 부피를 나타낸 막대 그래프. 수치는 측정 표에 있음.

ct-statement-reported = 장기 { $asked }개 중 { $reported }개의 측정값을 보고함.
ct-statement-volume = { $organ } 부피 { $volume }, 평균 CT값 { $mean }.
ct-statement-volume-at-least = { $organ } 부피 { $volume } 이상(촬영 범위에서 잘림), 촬영된 부분의 평균 CT값 { $mean }.
ct-statement-contents = { $organ } 부피 { $volume }(내용물 포함).
ct-statement-contents-at-least = { $organ } 부피 { $volume } 이상(촬영 범위에서 잘림, 내용물 포함).
ct-statement-withheld = { $organ }: 측정값을 보고하지 않음. { $reason }

ct-model-obelisk-unet-task = 복부 CT에서 비장, 췌장, 좌측 신장, 담낭, 식도, 간, 위, 십이지장의 경계를 구하는 3차원 U-Net 네 개의 앙상블(Heinrich 등, 2019).
ct-model-obelisk-unet-accuracy = 발표된 Dice 계수: 비장 0.95, 췌장 0.67, 좌측 신장 0.95, 담낭 0.68, 식도 0.59, 간 0.96, 위 0.87, 십이지장 0.55.
ct-model-no-lesions = 종양을 학습하지 않음. 병변의 유무, 크기, 성상은 판단하지 않음.
ct-model-organs-only = 위에 적은 장기만 대상으로 하며, 우측 신장, 부신, 혈관, 림프절은 다루지 않음.
ct-model-other-protocols = 학습 자료와 촬영 조건이나 해부학적 구조가 다른 영상에서는 정확도가 떨어질 수 있음.
ct-model-not-a-device = 의료기기로 허가받지 않음.

ct-table-measurements = 부피는 분할된 복셀의 합, CT값은 그 안의 평균과 표준편차이며, 속이 빈 장기에는 CT값을 제시하지 않습니다. "≥"는 장기가 촬영 범위에서 잘렸다는 뜻입니다.

ct-phase-portal-venous = 문맥기
ct-phase-arterial = 동맥기
ct-phase-delayed = 지연기
ct-phase-native = 비조영
ct-phase-contrast = 조영 증강, 시기 미상
ct-phase-unknown = 미상

ct-model-abdomen-demo-task = 같은 여덟 장기의 경계를 구하는 소형 시연용 신경망. 코드로 그린 합성 해부 구조로 학습하였으며 실제 환자 영상은 학습하지 않음.
ct-model-abdomen-demo-accuracy = 정확도를 제시하지 않음. 학습된 가중치가 없을 때 시스템의 동작을 보이기 위한 것임.
ct-model-other-task = 이 설치에 추가된 신경망. 무엇을 구하는지는 해당 문서에 있음.
ct-model-other-accuracy = 이 시스템에서 정확도를 측정한 바 없음.

ct-report-volumes = 장기별 부피
ct-age = { $years }세
