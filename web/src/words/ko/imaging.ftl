# CT: 뷰어, 측정값, 시리즈.

imaging = CT
series-title = 복부 CT
no-studies = 이 증례에는 아직 CT가 없습니다.
slices =
    { $count ->
       *[other] 영상 { $count }장
    }
phase-unknown = 조영증강 여부 미상
phase-native = 비조영증강
phase-arterial = 동맥기
phase-portal-venous = 문맥기
phase-delayed = 지연기
phase-contrast = 조영증강, 시기 미상
not-segmented = 분할 전
organs-measured = 장기 { $asked }개 중 { $reported }개 측정
open-viewer = 뷰어 열기
version = 버전
version-number = 버전 { $version }
version-of = 버전 { $version }, { $day }
picture-axial = 장기 경계를 표시한 축상면 영상
picture-coronal = 장기 경계를 표시한 관상면 영상
picture-sagittal = 장기 경계를 표시한 시상면 영상

viewer-about = 장기를 색으로 표시한 CT의 세 단면과 3D 영상
viewer-tools = 뷰어 설정
viewer-loading = 원본 해상도를 불러오는 중
viewer-opening = 주요 영상입니다. CT를 불러오는 중
viewer-preview = 미리보기. 원본 해상도 { $percent }%
viewer-keys = 클릭하여 십자선을 옮기고, 휠로 영상을 넘기고, 더블클릭하여 크게 봅니다. 윈도우는 오른쪽 버튼으로 끌거나 숫자 키 1~4로 바꿉니다.
no-webgl = 이 브라우저는 볼륨을 그릴 수 없습니다(WebGL 2 없음). 보고서의 주요 영상을 표시합니다.
view = 단면
view-planes = 전체
view-axial = 축상면
view-coronal = 관상면
view-sagittal = 시상면
view-space = 3D
slice-in = { $view } 영상 넘기기
slice-of = 영상 { $count }장 중 { $number }번
rotate-space = 3D 영상 회전
enlarge = { $view }만 크게 보기
show-all = 모두 보기
window = 윈도우
window-abdomen = 복부 400/40
window-liver = 간 150/90
window-bone = 뼈 1800/400
window-lung = 폐 1500/−600
opacity = 장기 불투명도

measurements = 측정값
organ = 장기
quantity = 항목
quantity-volume = 부피
quantity-attenuation-mean = 평균 CT값(HU)
quantity-longest-axial-diameter = 최대 지름
value = 값
unit = 단위(UCUM)
finding-system = 코드 체계
finding-code = 코드
comparator = 비교 기호
confidence = 신뢰도
confidence-about = 예상 Dice: 영상의학과 의사가 그린 경계와 얼마나 일치할지의 예상값(%)
show-organ = { $organ } 표시
show-slice-of = { $organ } { $quantity } { $value }: 해당 단면 보기
withheld = 보고하지 않음.
table-about = { $network }로 분할했습니다. 신뢰도는 예상 Dice(%)입니다. ≥는 장기 일부가 촬영 범위를 벗어난 하한값입니다.
file-labels-nii-gz = 분할 결과 (NIfTI)
file-organs-glb = 표면 (GLB)
file-scene-html = 3D 화면
file-table = 표 (CSV)
comparison = 시간에 따른 부피
comparison-about = 오래된 것부터 표시합니다. 변화는 처음과 마지막의 차이이며, 하한값(≥)은 비교하지 않습니다.
change = 변화

network-installed = 설치됨
network-not-installed = 설치되지 않음
network-demonstration = 시연용: 환자가 아닌 합성 해부 구조로 학습했습니다.
network-card = 모델 카드
