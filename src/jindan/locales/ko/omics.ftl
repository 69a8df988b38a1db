# 오믹스: 표·모델·학습의 문제와 단계

problem-not-a-table = 읽을 수 있는 표가 아닙니다
    .detail = { $row }행 { $column }열부터 알려진 형식의 표가 아닙니다. 직렬화된 객체(pickle, RDS)와 압축 파일은 열지 않습니다.
    .remedy = CSV, TSV, XLSX, Parquet, AnnData(.h5ad), MuData(.h5mu), MAF 또는 VCF로 내보내세요.
problem-unsafe-table = 표에 필요하지 않은 내용이 파일에 들어 있습니다
    .detail = 다른 파일로 연결되거나, 개체가 포함되어 있거나, XML 엔터티를 선언합니다({ $row }행 { $column }열까지 가지 않았습니다). 파일을 열지 않았습니다.
    .remedy = 값만 새 파일에 복사해 다시 보내세요.
problem-broken-text = { $row }행 { $column }열의 글자가 깨져 있습니다
    .detail = 그 자리는 UTF-8, UTF-16, CP949 가운데 어느 것도 아니거나 두 인코딩이 섞여 있습니다.
    .remedy = 한 가지 인코딩(가능하면 UTF-8)으로 다시 저장하세요.
problem-ragged-table = { $row }행이 머리글과 맞지 않습니다
    .detail = 머리글은 { $expected }열인데 이 행은 { $found }열이며 { $column }열에서 갈라집니다. 구분자, 줄바꿈 또는 따옴표가 잘못되었습니다.
    .remedy = { $row }행을 고치고, 구분자가 하나로 통일되어 있는지 확인하세요.
problem-empty-table = 표가 비어 있습니다
    .detail = 첫 검체가 있어야 할 { $row }행 { $column }열에 아무것도 없습니다.
    .remedy = 행이 포함되도록 표를 다시 내보내세요.
problem-table-too-large = 표가 너무 큽니다
    .detail = { $row }행 { $column }열에서 한도에 이르렀습니다. 끝나지 않는 줄, 압축 폭탄, 최대 크기의 빈 시트도 이렇게 보입니다.
    .remedy = 필요한 열만 보내거나, 텍스트 대신 Parquet으로 보내세요.
problem-no-header = 첫 행에 이름이 없습니다
    .detail = { $row }행 { $column }열부터 특성 이름이 있어야 할 자리에 숫자가 있습니다.
    .remedy = 특성 이름이 적힌 첫 행을 추가하세요.
problem-nameless-column = 이름 없는 열이 있습니다
    .detail = { $row }행 { $column }열의 머리글이 비어 있습니다.
    .remedy = 열에 이름을 붙이거나 열을 지우세요.
problem-duplicate-feature = 같은 특성이 두 번 있습니다
    .detail = { $feature } 특성이 { $row }행 { $column }열에 다시 나옵니다. 같은 유전자의 다른 이름일 수 있습니다.
    .remedy = 한 열만 남기세요.
problem-duplicate-specimen = 같은 검체가 두 번 있습니다
    .detail = { $row }행 { $column }열의 검체가 { $first }행과 같습니다.
    .remedy = 한 행만 남기거나 검체마다 다른 이름을 붙이세요.
problem-transposed-table = 행과 열이 바뀐 것으로 보입니다
    .detail = { $row }행 { $column }열부터 아래로 특성 이름이 있습니다. 행에는 검체가 있어야 합니다.
    .remedy = 특성이 행에 있는 것이 맞으면 그렇게 지정하고(orientation "features-in-rows"), 아니면 파일을 확인하세요.
problem-unreadable-number = 숫자가 아닌 칸이 있습니다
    .detail = { $row }행 { $column }열의 { $feature } 값은 읽을 수 있는 숫자가 아닙니다. 숫자와 소수점 하나만 쓰며, 천 단위 구분 기호, 소수 쉼표, < 같은 기호는 쓰지 않습니다.
    .remedy = 측정값을 소수점으로 적거나 칸을 비워 두세요.
problem-unknown-category = 알 수 없는 말이 적힌 칸이 있습니다
    .detail = { $row }행 { $column }열의 { $feature } 값이 다음 가운데 하나가 아닙니다: { $known }.
    .remedy = 이 가운데 하나로 적으세요.
problem-wrong-unit = 단위가 다릅니다
    .detail = { $row }행 { $column }열의 { $feature } 머리글 단위가 다릅니다. 모델에는 { $expected ->
        [a] { unit-year }(만 나이)
       *[other] { $expected }
    } 단위가 필요합니다. 단위를 몰래 바꾸지 않습니다.
    .remedy = 값과 머리글을 { $expected ->
        [a] { unit-year }(만 나이)
       *[other] { $expected }
    } 단위로 바꾸세요.
problem-wrong-species = 다른 종의 특성입니다
    .detail = { $row }행 { $column }열을 비롯한 대부분의 이름이 마우스, 랫드 등 다른 종의 식별자나 표기입니다.
    .remedy = 사람 검체의 표를 보내세요.
problem-wrong-platform = 특성이 어레이의 프로브입니다
    .detail = { $row }행 { $column }열을 비롯한 대부분의 이름이 유전자가 아니라 프로브입니다.
    .remedy = 해당 어레이의 주석으로 프로브를 유전자 단위로 요약하세요.
problem-wrong-scale = 값의 척도가 다릅니다
    .detail = { $hint ->
        [raw] { $row }행 { $column }열을 비롯한 대부분의 값이 모델이 본 범위에서 크게 벗어나며, 밑이 2인 로그로 바꾸면 맞습니다. 로그를 취하지 않은 원래 값으로 보입니다.
       *[unit] { $row }행 { $column }열을 비롯한 대부분의 값이 모델이 본 범위에서 크게 벗어납니다. 단위, 플랫폼 또는 정규화가 다릅니다.
    }
    .remedy = 모델 카드에 적힌 척도로 값을 보내세요.
problem-unannotated-variants = 변이에 주석이 없습니다
    .detail = { $row }행 { $column }열의 변이가 어느 유전자에 있는지 적혀 있지 않습니다(ANN 또는 CSQ 없음).
    .remedy = SnpEff나 VEP로 주석을 달거나 MAF로 보내세요.
problem-unreadable-genotype = 유전형을 읽을 수 없습니다
    .detail = { $row }행 { $column }열에 검체가 어느 대립유전자를 가졌는지(GT) 적혀 있지 않습니다.
    .remedy = 해당 검체의 유전형이 판정된 VCF나 MAF를 보내세요.
problem-builds-differ = 한 파일에 두 가지 유전체 빌드가 있습니다
    .detail = { $row }행 { $column }열은 { $found } 기준이고 그 앞은 { $first } 기준입니다.
    .remedy = 모든 변이를 한 빌드로 맞추고 머리글에 그 빌드를 적으세요.
problem-outside-reference = 변이가 염색체 밖에 있습니다
    .detail = { $row }행 { $column }열의 위치는 그 염색체의 끝({ $end })을 넘거나 위치가 아닙니다. 파일에 적힌 것과 다른 유전체 빌드 또는 다른 종의 변이입니다.
    .remedy = 변이를 판정한 빌드를 적거나 변이를 다시 판정하세요.
problem-no-known-features = 모델의 패널이 표에 없습니다
    .detail = { $row }행({ $column }열부터)에서 특성 { $expected }개 가운데 { $found }개를 찾았습니다. 없는 특성의 예: { $missing }.
    .remedy = 이 모델에 맞는 표인지, 이름이 유전자 기호, Ensembl 또는 UniProt 식별자인지 확인하세요.
problem-several-specimens = 표에 검체가 여러 개 있습니다
    .detail = 검체가 { $count }개이며 두 번째는 { $row }행 { $column }열에 있습니다. 한 사람의 답에는 하나만 필요합니다.
    .remedy = 검체 이름을 지정하거나 코호트 방식을 쓰세요.
problem-unknown-specimen = 표에 그 검체가 없습니다
    .detail = { $row }행부터 { $column }열에 요청한 이름이 없습니다.
    .remedy = 이름을 확인하세요.
problem-specimens-differ = 표마다 검체가 다릅니다
    .detail = 다른 표의 { $row }행 { $column }열에 첫 표와 다른 이름이 있습니다.
    .remedy = 같은 검체의 표를 같은 이름으로 보내세요.
problem-unknown-model = 그런 오믹스 모델이 없습니다
    .detail = "{ $name }" 모델이 없습니다. 있는 모델: { $known }.
    .remedy = 이 가운데서 고르거나 jindan omics train으로 학습하세요.
problem-model-damaged = 모델 파일이 손상되었습니다
    .detail = { $file } 파일이 모델 명세에 적힌 파일과 다릅니다.
    .remedy = 모델을 다시 설치하세요.
problem-unsafe-model = 모델 파일이 코드를 요구합니다
    .detail = 불러와도 되는 목록에 없는 형이 적혀 있습니다: { $found }. 불러오지 않았습니다.
    .remedy = jindan omics train으로 학습한 모델만 쓰세요.
problem-model-not-usable = 이 모델은 우연과 다르지 않습니다
    .detail = { $name } 모델은 따로 떼어 둔 환자를 구별하지 못했으므로 답하지 않습니다.
    .remedy = 다른 모델을 쓰세요. 연구 목적이라면 명시적으로 예외를 요청하세요.
problem-cannot-recalibrate = 정답이 있는 환자가 너무 적습니다
    .detail = 다시 보정하려면 부류마다 { $least }명이 필요한데 한 부류가 { $found }명입니다.
    .remedy = 정답이 있는 환자를 더하세요.
problem-recalibration-no-better = 다시 보정해도 나아지지 않습니다
    .detail = 기관의 정답이 있는 환자를 차례로 떼어 두고 재면 평균 로그 손실이 { $before }에서 { $after }(으)로 바뀝니다.
    .remedy = 모델을 그대로 쓰거나 정답이 있는 환자를 더하세요.
problem-not-for-recalibration = 이 모델은 다시 보정할 수 없습니다
    .detail = { $name } 모델은 부류의 확률을 내지 않거나, 우연보다 낫지 않거나, 이미 다시 보정한 것입니다.
    .remedy = 학습한 그대로의 분류 모델을 고르세요.
problem-bad-recipe = 학습 설명서를 이해할 수 없습니다
    .detail = { $reason }
    .remedy = 진단에 포함된 학습 설명서와 비교하세요.
problem-training-refused = 코호트에 함정이 있습니다
    .detail = { $trap ->
        [missing] { $feature } 측정 여부만으로 부류가 드러납니다(AUC { $auc }, { $count }행에 값 없음).
        [constants] 똑같이 되풀이되는 { $feature } 값({ $count }행)만으로 부류가 드러납니다(AUC { $auc }).
       *[duplicates] 환자 { $count }명의 수치가 다른 환자와 모두 같습니다.
    }
    .remedy = 원인을 없애거나 설명서에서 받아들이세요(accepted_traps). 받아들이면 모델 카드에 적힙니다.
problem-software-missing = 필요한 소프트웨어가 설치되어 있지 않습니다
    .detail = { $name } 패키지가 필요합니다.
    .remedy = jindan[omics]를 설치하세요.

stage-omics-reading = 표를 읽는 중
stage-omics-scoring = 위험도 분석 중
stage-omics-drawing = 도표를 그리는 중
stage-omics-evaluating = 따로 떼어 둔 환자로 평가하는 중
stage-omics-fitting = 전체 코호트로 학습하는 중
stage-omics-cohort = 한 행씩 답하는 중
