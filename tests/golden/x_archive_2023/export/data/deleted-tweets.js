window.YTD.deleted_tweets.part0 = [
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
    "16"
   ],
   "favorite_count": "0",
   "id_str": "1620000000000000007",
   "truncated": false,
   "retweet_count": "0",
   "id": "1620000000000000007",
   "created_at": "Fri Feb 03 09:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Publié trop vite",
   "lang": "fr",
   "deleted_at": "Fri Feb 03 09:05:00 +0000 2023"
  }
 }
]
