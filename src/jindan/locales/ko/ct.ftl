# CT: 단계, 장기, 참고 사항, 문제.

organ-spleen = 비장
organ-pancreas = 췌장
organ-left-kidney = 좌측 신장
organ-gallbladder = 담낭
organ-oesophagus = 식도
organ-liver = 간
organ-stomach = 위
organ-duodenum = 십이지장

problem-empty-volume = 영상에 복셀이 없습니다
    .detail = 파일에 헤더만 있고 영상 자료가 없습니다.
    .remedy = 전체 영상을 다시 내보내어 올려 주십시오.

stage-measuring = 장기를 측정하는 중
