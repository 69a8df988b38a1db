sample-folds-disagree = 네 신경망의 결과가 서로 일치하지 않음(평균 Dice { $dice }).
sample-touches-edge = 간 위쪽이 촬영 범위를 벗어나 실제 부피보다 작게 측정되었을 수 있음.
sample-dome-cut = 촬영 범위가 간 천장을 모두 포함하지 않습니다. 간 부피는 하한값으로 보십시오.
sample-table-caption = 부피는 분할된 복셀의 합, 감쇠값은 그 안의 평균과 표준편차입니다. 신뢰도는 0에서 1까지입니다.
