# First contact (conversations.md §0).

first-intro = I can help you look back at interviews, wait, and weigh offers. I’m a set of questions, not a counsellor or a lawyer.
first-who-sees = Your answers aren’t shown to moderators. { $platform } carries the messages, and { $operator } runs the server they are kept on, encrypted, and could technically reach them. You can see, export or delete all of it at any time.
first-f1 = Shall we start?
first-yes = Yes
first-more = Tell me more
first-no = No
first-before = Before anything else, may I? Nothing is kept until you say yes.
first-declined = That’s fine. Nothing was kept. If you change your mind, say hello.
first-f2 = Where are you, roughly? It tells me what time it is there.
first-f3 = Which country are you in? It’s for support lines and holidays.
first-welcome = Good. Each answer is kept as it arrives, and you can stop at any point.
zone-set = Thanks. I make it { $local } where you are.
zone-assumed = I’ll go by { $zone } then. Say “zone” to change it.

privacy = What you write is encrypted with a key of your own and kept on the server that { $operator } runs, who could technically reach it. { $platform } carries the messages. Moderators never see your answers, and no text goes into logs.
privacy-rights = “delete that” removes the last thing you said. “export” gives you everything, “erase” removes everything.
privacy-backups = What you delete or erase is gone from here at once. Backups made before hold it, sealed. Their key is destroyed after { $day }, as soon as Afterword runs.
privacy-backups-operator = What you delete or erase is gone from here at once. Backups made before hold it, sealed. Their key is kept by { $operator }, who replaces and deletes it; once that is done, from { $day } on at the earliest, nothing opens it.
