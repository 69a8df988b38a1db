# 말로 적는 단위. `.amount`는 수와 단위입니다.

unit-year = 세
    .amount = { $count ->
       *[other] { $figures }세
    }
unit-tablet = 정
    .amount = { $count ->
       *[other] { $figures }정
    }
unit-capsule = 캡슐
    .amount = { $count ->
       *[other] { $figures }캡슐
    }
unit-sachet = 포
    .amount = { $count ->
       *[other] { $figures }포
    }
unit-drop = 방울
    .amount = { $count ->
       *[other] { $figures }방울
    }
unit-puff = 회 분무
    .amount = { $count ->
       *[other] { $figures }회 분무
    }
unit-vial = 바이알
    .amount = { $count ->
       *[other] { $figures }바이알
    }
unit-ampoule = 앰플
    .amount = { $count ->
       *[other] { $figures }앰플
    }
