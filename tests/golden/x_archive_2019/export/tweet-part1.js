window.YTD.tweet.part1 = [
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
   "18"
  ],
  "favorite_count": "0",
  "id_str": "1100000000000000004",
  "truncated": false,
  "retweet_count": "0",
  "id": "1100000000000000004",
  "created_at": "Tue Feb 26 10:00:00 +0000 2019",
  "favorited": false,
  "full_text": "2/ la suite du fil",
  "lang": "fr",
  "in_reply_to_status_id_str": "1100000000000000001",
  "in_reply_to_user_id_str": "4242",
  "in_reply_to_screen_name": "CarafeConseil"
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
   "9"
  ],
  "favorite_count": "0",
  "id_str": "1100000000000000005",
  "truncated": false,
  "retweet_count": "0",
  "id": "1100000000000000005",
  "favorited": false,
  "full_text": "sans date",
  "lang": "fr"
 }
]
