# Waiting (§2).

news-next-round = Another interview
news-on-hold = It’s on hold
news-more-wanted = They want to know more
news-no = A no
news-offer = An offer
news-taken-back = They took the offer back
news-pulled = The post was pulled
