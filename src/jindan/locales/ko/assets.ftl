# 내려받는 파일: 가중치와 예제 영상.

problem-asset-unreachable = 필요한 파일을 가져올 수 없습니다
    .detail = { $file }이(가) 미러 폴더에 없고 네트워크로도 받을 수 없습니다.
    .remedy = 인터넷에 연결하거나, 파일이 있는 폴더를 JINDAN_ASSETS_MIRROR로 지정한 뒤 다시 시도하십시오.
problem-asset-damaged = 내려받은 파일이 올바르지 않습니다
    .detail = { $file }의 체크섬이 목록과 달라 보관하지 않았습니다.
    .remedy = 다시 시도하십시오. 반복되면 원본이 바뀐 것이므로 관리자에게 알려 주십시오.
problem-unknown-asset = 그런 파일 묶음이 없습니다
    .detail = 목록에 "{ $name }"에 해당하는 묶음이 없습니다.
    .remedy = 목록에 있는 묶음 가운데 하나를 선택하십시오.
