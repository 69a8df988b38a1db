# 오믹스: 참고 사항, 한계, 지표, 부류, 도표

note-omics-read-as-cp949 = 표를 한글 인코딩 CP949로 읽었습니다.
note-omics-variants-summarised = 유전자 { $genes }개에 대해 변이 수를 세었습니다. 파일에 표시된 침묵 변이는 세지 않았습니다.
note-omics-build = 변이의 유전체 빌드는 { $build }입니다. 유전자는 주석을 따랐습니다.
note-omics-build-not-stated = 파일에 유전체 빌드가 적혀 있지 않습니다. 유전자는 주석을 따랐습니다.
note-omics-variants-filtered = 변이 { $count }개는 판정 필터를 통과하지 못해 세지 않았습니다(처음은 { $row }행).
note-omics-genotypes-missing = 유전형 { $count }개가 비어 있으며(처음은 { $row }행) 그 검체에서는 그 변이를 세지 않았습니다.
note-omics-names-damaged = 열 이름 { $count }개가 날짜처럼 보입니다(스프레드시트가 유전자 이름을 날짜로 바꾼 흔적). 첫 번째는 { $row }행 { $column }열입니다. 추측하지 않았으며 어느 특성과도 맞추지 않았습니다.
note-omics-cells-missing = 값 { $count }개가 비어 있으며 첫 번째는 { $row }행 { $column }열의 { $feature }입니다. 빈 값은 학습 코호트의 평균과 같다고 보아 답에 영향을 주지 않습니다.
note-omics-features-absent = { $view } 패널의 특성 { $count }개({ $first } 등)에 해당하는 열이 없습니다. 학습 코호트의 평균과 같다고 보아 답에 영향을 주지 않습니다.
note-omics-out-of-range = { $row }행 { $column }열의 { $feature } 값이 학습에서 본 범위({ $low }~{ $high })를 벗어납니다. 이런 값이 { $count }개 있습니다.
note-omics-value-repeated = { $feature } 값 { $value }이(가) 살펴본 검체 { $looked }개 가운데 { $count }개에서 되풀이됩니다(처음은 { $row }행 { $column }열). 측정값이 아니라 검출 한계나 플레이트 상수일 수 있습니다.
note-omics-view-missing = { $view } 패널이 없어 나머지로만 답했으며, 그에 맞게 가중치를 다시 정했습니다.
note-omics-view-not-enough = { $view } 패널의 특성이 너무 적어({ $share }%, 필요 { $needed }%) 쓰지 않았습니다.
note-omics-not-like-training = { $view } 패널에서 이 검체는 학습 코호트의 거의 모든 환자보다 멀리 떨어져 있습니다(p = { $p }).
note-omics-value-impossible = { $row }행 { $column }열의 { $feature } 값이 학습에서 본 범위({ $low }~{ $high })를 크게 벗어납니다.
note-omics-contributions-estimated = 선형이 아닌 추정기로 점수를 내는 패널이 있어 특성마다 더한 양은 추정값입니다(학습 환자의 평균과 견준 섀플리 값). 합은 정확합니다.
note-omics-nothing-left = 모델의 패널 가운데 쓸 수 있는 것이 없습니다.
note-omics-undecided = { $level }% 수준에서 둘 이상의 부류가 가능합니다.
note-omics-overridden = 이 모델은 우연과 다르지 않습니다. 그런데도 요청된 답이므로 믿어서는 안 됩니다.
note-omics-prevalence-differs = 검체 { $count }개 가운데 { $found }%가 { $class } 부류로 분류되었습니다(학습 코호트는 { $trained }%). 이 기관에 맞게 다시 보정하기 전에는 확률이 어긋날 수 있습니다.

note-omics-trap-missing = { $feature } 측정 여부만으로 부류가 드러납니다(AUC { $auc }, { $count }행에 값 없음). 값이 있는 환자용과 없는 환자용 모델을 따로 학습하고, 빈 값을 채우지 마세요.
note-omics-trap-constants = 똑같이 되풀이되는 { $feature } 값(검출 한계, 플레이트 상수, { $count }행)만으로 부류가 드러납니다(AUC { $auc }).
note-omics-trap-duplicates = 환자 { $count }명의 수치가 다른 환자와 모두 같습니다. 한 사람이 학습과 평가 양쪽에 들어갔을 수 있습니다.
note-omics-trap-site = { $number }번 부류의 환자가 모두 한 기관({ $site })에서 왔으므로 모델이 기관을 학습했을 수 있습니다.
note-omics-trap-site-confounded = 부류가 기관마다 고르지 않게 나뉘어 있습니다.
note-omics-trap-site-unknown = 환자가 어느 기관에서 왔는지 설명서에 없어 기관에 의한 교란을 살펴볼 수 없었습니다.
note-omics-trap-batch = 부류가 배치마다 고르지 않게 나뉘어 있습니다.
note-omics-trap-batch-unknown = 검체를 어느 배치에서 측정했는지 설명서에 없습니다.
note-omics-trap-more-features = 환자 { $patients }명에 특성이 { $features }개입니다. 강한 벌점과 따로 떼어 둔 환자로만 정직하게 평가할 수 있습니다.

omics-limit-case-control = 진료 현장보다 암 환자가 훨씬 많은 환자-대조군 연구로 학습했습니다. 다시 보정하기 전의 확률은 선별 검사 대상이 아니라 그 연구의 확률입니다.
omics-limit-site-confounded = 건강한 대조군은 모두 한 기관, 암 환자 대부분은 다른 기관에서 왔으므로 구별력의 일부는 기관 차이일 수 있습니다.
omics-limit-pre-diagnostic = 진단 전에 받은 소변에서는 이런 패널의 AUC가 문헌상 약 0.79로, 진단된 환자의 수치보다 뚜렷이 낮습니다.
omics-limit-complete-cases = CA19-9를 측정한 환자로만 학습했으며, 값이 없으면 채우지 않습니다.
omics-limit-tumour-tissue = 원발 종양 조직에만 쓸 수 있습니다.
omics-limit-preselected-features = 특성은 자료를 공개한 연구자들이 이 환자들에서 고른 것입니다.
omics-limit-three-subtypes = 세 가지 아형만 압니다. Luminal B와 정상 유사형은 이 셋 가운데 하나로 분류됩니다.
omics-limit-one-platform = 한 가지 플랫폼과 정규화로 측정한 자료입니다. 다른 플랫폼은 다시 학습해야 합니다.
omics-limit-recalibrated = 한 기관의 정답이 있는 환자에 맞춘 것이므로 그와 같은 환자와 같은 검사실에만 맞습니다. 앞으로 올 환자의 부류 비율도 그 환자들과 같다고 봅니다.
omics-limit-no-diagnosis = 확률은 진단이 아니며 영상, 병리 또는 판단을 대신하지 않습니다.
omics-limit-research = 연구용이며 의료기기가 아닙니다.

omics-how-cross-validation = 교차 검증에서 떼어 둔 환자, 여러 시드의 평균과 표준편차
omics-how-site-left-out = 기관을 하나씩 떼어 둠
omics-how-random-splits = 80%와 20%로 무작위 분할한 평균과 표준편차
omics-how-site-own = 기관 자체의 정답이 있는 환자, 차례로 떼어 둠
omics-how-pre-diagnostic = 문헌, 진단 전에 받은 소변

omics-card-usable = 따로 떼어 둔 환자에서 우연보다 나았습니다.
omics-card-no-better-than-chance = 우연과 다르지 않습니다. 쓸 수 있는 모델이 아니며, 명시적으로 예외를 요청하지 않으면 답하지 않습니다.

omics-class-pancreatic-cancer = 췌장암
omics-class-no-pancreatic-cancer = 췌장암 아님
omics-class-Basal = Basal 유사형
omics-class-Her2 = HER2 농축형
omics-class-LumA = Luminal A
omics-class-earlier = 중앙값 환자보다 이른 사건
omics-class-later = 중앙값 환자보다 늦은 사건

omics-view-urine = 소변 패널
omics-view-mrna = mRNA
omics-view-mirna = miRNA
omics-view-protein = 단백질

chart-omics-contributions = { $class } 쪽 근거와 반대쪽 근거
chart-omics-log-odds = 로그 오즈에 대한 기여
chart-omics-calibration = 떼어 둔 환자에서 본 보정
chart-omics-stated = 제시된 확률
chart-omics-observed = 실제 비율
chart-omics-this = 이 검체: { $probability }
chart-omics-position = 기준 코호트 안의 위치
chart-omics-patients = 환자 수
chart-omics-views = 패널: 얼마나 갖추었고 얼마나 익숙한가
chart-omics-coverage = 주어진 특성
chart-omics-familiar = 학습 자료와의 유사도(p)
chart-omics-weight = 답에서의 비중
chart-omics-others = 그 밖의 특성 { $count }개 합계

omics-feature-age = 나이
omics-feature-sex = 성별
omics-feature-creatinine = 소변 크레아티닌
