# The first page of a server that is opened in a browser.

welcome-what = Put one patient's abdominal CT into a case, and Jindan segments and measures its organs and drafts a preliminary report in Korean and English.
welcome-research = For research use only. Not a medical device: no result may be the sole basis of a diagnosis or treatment.
welcome-now = This page needs no sign-in and holds nothing about patients.
welcome-begin = To begin, sign in with the e-mail address and password your administrator gave you: in the web app, or through the API documents.
welcome-app = Open the web app
welcome-not-built = The web app is not built on this server. `make web` builds it where Node.js 20 or newer is installed.
welcome-swagger = API documents: try requests (Swagger UI)
welcome-redoc = API documents: read (ReDoc)
welcome-openapi = API description as a file (OpenAPI 3.1)
