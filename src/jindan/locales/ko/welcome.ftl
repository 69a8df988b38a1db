# 브라우저로 서버를 열었을 때의 첫 화면.

welcome-what = 한 환자의 복부 CT를 증례에 올리면 장기를 분할하고 측정하여 한국어와 영어로 된 보고서 초안을 만듭니다.
welcome-research = 연구용입니다. 의료기기가 아니며, 결과만으로 진단하거나 치료를 결정해서는 안 됩니다.
welcome-now = 이 화면은 로그인 없이 열리며 환자 정보를 담고 있지 않습니다.
welcome-begin = 시작하려면 웹 앱이나 API 문서에서 관리자에게 받은 이메일 주소와 비밀번호로 로그인하십시오.
welcome-app = 웹 앱 열기
welcome-not-built = 이 서버에는 웹 앱이 빌드되어 있지 않습니다. Node.js 20 이상이 있는 곳에서 `make web`으로 빌드합니다.
welcome-swagger = API 문서: 직접 요청해 보기 (Swagger UI)
welcome-redoc = API 문서: 읽기 (ReDoc)
welcome-openapi = API 명세 파일 (OpenAPI 3.1)
