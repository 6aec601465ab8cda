window.YTD.account.part0 = [
 {
  "account": {
   "email": "contact@carafe.example",
   "createdVia": "web",
   "username": "CarafeConseil",
   "accountId": "4242",
   "createdAt": "2012-03-01T09:00:00.000Z",
   "accountDisplayName": "Carafe Conseil"
  }
 }
]
