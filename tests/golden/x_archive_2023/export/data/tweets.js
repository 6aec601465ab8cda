window.YTD.tweets.part0 = [
 {
  "tweet": {
   "retweeted": false,
   "source": "<a href=\"http://twitter.com/download/iphone\" rel=\"nofollow\">Twitter for iPhone</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "13"
   ],
   "favorite_count": "4",
   "id_str": "1620000000000000001",
   "truncated": false,
   "retweet_count": "1",
   "id": "1620000000000000001",
   "created_at": "Wed Feb 01 08:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Bonjour &lt;3",
   "lang": "fr",
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1620000000000000001"
     ],
     "editableUntil": "2023-02-18T13:03:11.000Z",
     "editsRemaining": "5",
     "isEditEligible": true
    }
   }
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "source": "<a href=\"http://twitter.com/download/iphone\" rel=\"nofollow\">Twitter for iPhone</a>",
   "entities": {
    "hashtags": [],
    "urls": [
     {
      "url": "https://t.co/abc",
      "expanded_url": "https://twitter.com/ana/status/1619999999999999999",
      "display_url": "twitter.com/ana/status/1…",
      "indices": [
       "11",
       "24"
      ]
     }
    ],
    "user_mentions": [],
    "symbols": []
   },
   "display_text_range": [
    "0",
    "27"
   ],
   "favorite_count": "0",
   "id_str": "1620000000000000002",
   "truncated": false,
   "retweet_count": "0",
   "id": "1620000000000000002",
   "created_at": "Wed Feb 01 09:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Très juste https://t.co/abc",
   "lang": "fr"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "21"
   ],
   "favorite_count": "0",
   "id_str": "1620000000000000003",
   "truncated": false,
   "retweet_count": "0",
   "id": "1620000000000000003",
   "created_at": "Wed Feb 01 10:00:00 +0000 2023",
   "favorited": false,
   "full_text": "@bob avec plaisir 👩‍💻",
   "lang": "fr",
   "in_reply_to_status_id_str": "1619999999999999998",
   "in_reply_to_user_id_str": "88",
   "in_reply_to_screen_name": "bob"
  }
 },
 {
  "tweet": {
   "id_str": "1620000000000000009",
   "created_at": "Wed Feb 01 10:30:00 +0000 2023",
   "full_text": 17
  }
 }
]
