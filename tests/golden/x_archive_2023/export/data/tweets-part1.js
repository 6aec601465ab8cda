window.YTD.tweets.part1 = [
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
    "24"
   ],
   "favorite_count": "0",
   "id_str": "1620000000000000004",
   "truncated": false,
   "retweet_count": "0",
   "id": "1620000000000000004",
   "created_at": "Thu Feb 02 08:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Une phrase à corriger",
   "lang": "fr",
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1620000000000000004",
      "1620000000000000005"
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
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "21"
   ],
   "favorite_count": "0",
   "id_str": "1620000000000000005",
   "truncated": false,
   "retweet_count": "0",
   "id": "1620000000000000005",
   "created_at": "Thu Feb 02 08:10:00 +0000 2023",
   "favorited": false,
   "full_text": "Une phrase corrigée",
   "lang": "fr",
   "edit_info": {
    "edit": {
     "initialTweetId": "1620000000000000004",
     "editControlInitial": {
      "editTweetIds": [
       "1620000000000000004",
       "1620000000000000005"
      ],
      "editableUntil": "2023-02-18T13:03:11.000Z",
      "editsRemaining": "5",
      "isEditEligible": true
     }
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
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "16"
   ],
   "favorite_count": "0",
   "id_str": "1620000000000000006",
   "truncated": false,
   "retweet_count": "0",
   "id": "1620000000000000006",
   "created_at": "Fri Feb 03 08:00:00 +0000 2023",
   "favorited": false,
   "full_text": "RT @bob: vu hier",
   "lang": "fr"
  }
 }
]
