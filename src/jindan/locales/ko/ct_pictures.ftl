# CT: 측정 항목, 방법, 그림, 도표, 3차원 표면과 3차원 화면.

quantity-volume = 부피
quantity-attenuation-mean = 평균 CT값
quantity-attenuation-sd = CT값 표준편차
quantity-extent-right-left = 좌우 길이
quantity-extent-anterior-posterior = 전후 길이
quantity-extent-superior-inferior = 상하 길이
quantity-longest-axial-diameter = 축상면 최대 지름
quantity-centroid-right = 중심의 오른쪽 좌표
quantity-centroid-anterior = 중심의 앞쪽 좌표
quantity-centroid-superior = 중심의 머리쪽 좌표

method-voxel-count = 복셀 수 × 복셀 하나의 부피
method-mean = 복셀 평균
method-standard-deviation = 복셀 표준편차
method-voxel-edges = 가장 바깥 복셀 모서리 사이의 거리
method-convex-hull = 축상면별 윤곽의 볼록 껍질(convex hull)

stage-drawing-slices = 주요 영상을 그리는 중
stage-drawing-chart = 부피 도표를 그리는 중
stage-building-surfaces = 3차원 표면을 만드는 중
stage-writing-scene = 3차원 화면을 만드는 중

research-use-only = 연구용입니다. 의료기기가 아닙니다.
picture-withheld = 보고 보류: { $organs }

view-axial = 축상면
view-coronal = 관상면
view-sagittal = 시상면

note-picture-slice = { $view ->
        [axial] { view-axial }
        [coronal] { view-coronal }
       *[sagittal] { view-sagittal }
    } · { $direction } { NUMBER($distance, minimumFractionDigits: 1) } mm · { $organ ->
       *[pancreas] { organ-pancreas }
    }
note-picture-slice-instead = { $view ->
        [axial] { view-axial }
        [coronal] { view-coronal }
       *[sagittal] { view-sagittal }
    } · { $direction } { NUMBER($distance, minimumFractionDigits: 1) } mm · { $organ ->
        [spleen] { organ-spleen }
        [left-kidney] { organ-left-kidney }
        [gallbladder] { organ-gallbladder }
        [oesophagus] { organ-oesophagus }
        [liver] { organ-liver }
        [stomach] { organ-stomach }
        [duodenum] { organ-duodenum }
       *[other] { $organ }
    } (췌장은 보고 보류)
note-picture-slice-bare = { $view ->
        [axial] { view-axial }
        [coronal] { view-coronal }
       *[sagittal] { view-sagittal }
    } · { $direction } { NUMBER($distance, minimumFractionDigits: 1) } mm · 영상의 중앙 (보고한 장기 없음)
note-picture-volumes = 장기별 부피와 신뢰도
note-picture-surfaces = 장기 { $organs }개의 3차원 표면, 삼각형 { $triangles }개, glTF(미터)
note-picture-scene = 장기 { $organs }개의 3차원 화면. 네트워크 없이 브라우저에서 열립니다

chart-title = 장기 부피
chart-axis = 부피 (mL)
chart-volume = { $volume }
chart-confidence = 신뢰도 { $confidence }
chart-withheld = 보고 보류: 신뢰도 낮음
chart-not-found = 이 영상에서 찾지 못함

scene-title = 장기 3차원 보기
scene-views = 보는 방향
scene-view-front = 앞
scene-view-back = 뒤
scene-view-right = 오른쪽
scene-view-left = 왼쪽
scene-view-top = 머리
scene-view-bottom = 발
scene-organs = 장기
scene-figures = { $volume } · 신뢰도 { $confidence }
scene-glass = 큰 장기를 투명하게
scene-help = 끌면 회전하고, 휠이나 두 손가락으로 확대합니다. 환자 기준: R 오른쪽, L 왼쪽, A 앞, P 뒤, S 머리, I 발.
scene-box = 테두리 크기 { $width } × { $depth } × { $height } mm (좌우 × 전후 × 상하).
scene-no-webgl = 이 기기에서는 3차원을 볼 수 없습니다. 주요 영상에서 같은 장기를 볼 수 있습니다.
scene-other-language = English

quantity-structures-reported = 보고한 장기 수
quantity-contribution = 기여(로그 오즈)
quantity-standardised = 학습 평균과의 차이(SD)
quantity-likeness = 학습 자료와의 유사도(p)
quantity-features-given = 주어진 특성 수
quantity-features-expected = 패널의 특성 수
quantity-classes-possible = 가능한 부류 수
method-count = 개수
method-shapley = 섀플리 값
method-z-score = 학습 평균과의 차이를 표준편차로 나눈 값
method-conformal = 등각 예측 p값
