window.__THAR_CONFIG = {
 "userInfo": {
  "accountId": "4242",
  "userName": "CarafeConseil",
  "displayName": "Carafe Conseil"
 },
 "archiveInfo": {
  "sizeBytes": "12345",
  "generationDate": "2023-03-01T12:00:00.000Z",
  "isPartialArchive": false,
  "maxPartSizeBytes": "53687091200"
 },
 "readmeInfo": {
  "fileName": "data/README.txt"
 },
 "dataTypes": {
  "account": {
   "files": [
    {
     "fileName": "data/account.js",
     "globalName": "YTD.account.part0",
     "count": "1"
    }
   ]
  }
 }
}
