window.YTD.tweet.part0 = [
 {
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
   "46"
  ],
  "favorite_count": "12",
  "id_str": "1100000000000000001",
  "truncated": false,
  "retweet_count": "3",
  "id": "1100000000000000001",
  "created_at": "Mon Feb 25 08:00:00 +0000 2019",
  "favorited": false,
  "full_text": "Nos conseils du lundi &amp; plus #FF @ana @bob",
  "lang": "fr"
 },
 {
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
   "28"
  ],
  "favorite_count": "0",
  "id_str": "1100000000000000002",
  "truncated": false,
  "retweet_count": "57",
  "id": "1100000000000000002",
  "created_at": "Mon Feb 25 09:30:10 +0000 2019",
  "favorited": false,
  "full_text": "RT @ana: une belle rencontre",
  "lang": "fr"
 },
 {
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
   "12"
  ],
  "favorite_count": "0",
  "id_str": "1100000000000000003",
  "truncated": false,
  "retweet_count": "0",
  "id": "1100000000000000003",
  "created_at": "Mon Feb 25 10:00:00 +0000 2019",
  "favorited": false,
  "full_text": "@ana merci !",
  "lang": "fr",
  "in_reply_to_status_id_str": "1099999999999999999",
  "in_reply_to_status_id": "1099999999999999999",
  "in_reply_to_user_id": "77",
  "in_reply_to_user_id_str": "77"
 }
]
