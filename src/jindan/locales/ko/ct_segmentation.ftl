# CT 분할: 단계, 신뢰도에 대한 참고 사항, 신경망과 가중치의 문제.

stage-finding-body = 몸의 윤곽을 찾는 중
stage-looking-for-organs = 장기를 찾는 중
stage-segmenting-organs = 장기를 분할하는 중
stage-labelling-organs = 영상에 라벨을 붙이는 중
stage-judging-organs = 장기별 신뢰도를 평가하는 중

note-organ-not-found = 이 영상에서 찾지 못했습니다.
note-organ-withheld = 신뢰도가 { $confidence }%로 낮아 영역과 수치를 보고하지 않습니다.
note-published-accuracy-low = 개발자가 발표한 평가에서도 이 장기의 일치도(Dice)는 { $dice }%에 그쳤습니다.
note-folds-disagree = 따로 학습된 신경망 { $folds }개의 결과가 평균 { $agreement }%만 일치합니다.
note-passes-disagree = 조금 다른 범위로 두 번 분할한 결과가 { $agreement }%만 일치합니다.
note-organ-in-pieces = 여러 조각으로 나뉘어 나타났으며, 가장 큰 조각이 전체의 { $share }%입니다.
note-organ-cut = 촬영 범위의 { $edge ->
    [above] 위쪽
    [below] 아래쪽
    [right] 오른쪽
    [left] 왼쪽
    [front] 앞쪽
   *[back] 뒤쪽
  } 경계에서 잘렸습니다. 실제 부피는 측정값보다 큽니다.
note-volume-implausible = 부피가 성인에게서 있을 법한 범위({ $low }~{ $high } mL)를 벗어납니다.
note-abdomen-not-recognised = 간이나 다른 장기 대부분을 알아보지 못했습니다. 신경망이 학습한 영상과 너무 다른 영상입니다.
note-confidence-not-calibrated = 신뢰도는 영상 두 건만으로 정한 값입니다. 장기 사이의 순위를 나타낼 뿐 확률이 아닙니다.
note-no-lesion-claim = 이 신경망은 종양을 학습하지 않았습니다. 이 결과로 병변의 유무를 판단할 수 없습니다.
note-right-kidney-not-sought = 우측 신장은 이 신경망의 분할 대상이 아닙니다. 결과에 없더라도 우측 신장이 없다는 뜻이 아닙니다.
note-scan-begins-below-liver-dome = 촬영이 간 천장보다 아래에서 시작됩니다. 신경망이 학습한 영상에는 이런 경우가 없어 모든 장기의 신뢰도를 낮추었습니다.
note-demonstration-network = 합성 해부 구조로 학습한 시연용 신경망입니다. 결과를 환자에게 사용해서는 안 됩니다.
    .mark = 합성 해부 구조로 학습한 시연용 신경망

problem-no-body = 영상에서 환자의 몸을 찾지 못했습니다
    .detail = 몸이라고 볼 만큼 크게 이어진 조직이 없습니다.
    .remedy = HU 값으로 된 복부 CT인지 확인한 뒤 다시 올려 주십시오.
problem-no-organs = 복부 장기를 찾지 못했습니다
    .detail = 신경망이 대상 장기를 이 영상에서 하나도 찾지 못했습니다.
    .remedy = 상복부가 포함되어 있고 위아래 방향이 맞는지 확인하거나 다른 신경망을 선택하십시오.
problem-bad-network-manifest = 신경망 설명 파일을 사용할 수 없습니다
    .detail = { $file }의 형식이 잘못되었거나, 신경망의 출력이 설명과 다릅니다.
    .remedy = docs/how-to/add-a-network.md에 따라 설명 파일을 고치거나 신경망을 제거하십시오.
problem-unknown-network = 그런 신경망이 없습니다
    .detail = "{ $name }" 신경망은 설치되어 있지 않습니다.
    .remedy = 설치된 신경망 가운데 하나를 선택하십시오.
problem-weights-missing = 신경망의 가중치가 아직 없습니다
    .detail = "{ $network }"의 파일을 아직 내려받지 않았습니다.
    .remedy = 관리자에게 "jindan fetch" 명령으로 내려받아 달라고 요청하거나 다른 신경망을 선택하십시오.
problem-weights-damaged = 가중치 파일이 설명과 다릅니다
    .detail = { $file }의 체크섬이 설명 파일과 다릅니다.
    .remedy = 파일을 지우고 다시 내려받으십시오.
problem-unsafe-weights = 가중치 파일을 거부했습니다
    .detail = 파일이 손상되었거나, 단순한 배열이 아닌 내용이 있어 코드를 실행할 수 있습니다.
    .remedy = 믿을 수 있는 곳에서 받은 ONNX, TorchScript 또는 단순 state dict 가중치를 사용하십시오.
problem-runtime-missing = 이 신경망을 실행할 소프트웨어가 없습니다
    .detail = 이 신경망에는 { $runtime }이(가) 필요합니다.
    .remedy = 해당 소프트웨어가 들어 있는 추가 구성을 설치하거나 다른 신경망을 선택하십시오.
