# What moderators type where there are no forms, and what is unclear in it (community.md).

order-unknown = I don’t know “{ $found }” as an order. “prompts” alone shows all there are.
series-not-found = I found no series called “{ $found }”. There are: { $names }.
series-which = Which series? There are: { $names }.
prompt-name = “{ $found }” is no name of a prompt. “library” shows them; each line begins with one, such as 7.1.
suggestion-name = “{ $found }” is no name of a suggestion. “suggestions” shows them; each line begins with one, such as 7.1.
new-what = A series has a name and a time, with a semicolon between them: “new Friday look back; Fridays at 16:00”.
change-what = What shall be different about “{ $series }”? For example “change { $series }; when: Fridays at 17:00”, or “pin: yes”.
add-what = What shall it say? For example “add kindness: What was kind this week?”
edit-what = Its name, a colon and the new text: “edit 7.1: What was kind this week?”
set-what = These can be set: “moderators here”, “approvals 2”, “sharing off”, “ask a moderator on”, “suggestions off”, “reactions on”, “digest off”, “zone Europe/London”.
part-unknown = I can’t place “{ $found }”. A part has a name and a colon: when, zone, themes, order, catch up, pin, ping, thread, warn, skip, room, name.
theme-unknown = There are no prompts on “{ $found }”. There are some on: { $names }.
switch-what = I read “{ $found }” as neither yes nor no. “Yes” or “no” is enough.
rotation-what = I read “{ $found }” as no order. There are “shuffled” and “in order”.
catch-up-what = I can’t tell from “{ $found }” what becomes of missed posts. There are “skip”, “latest” and “all”.

moderating-help = What you can write after “prompts”:
moderating-help-new = A series: “new Friday look back; Fridays at 16:00 in Europe/London; themes: after, kindness”. Without themes it draws from everything.
moderating-help-series = For each: “show”, “preview”, “dry run”, “post now”, “skip next”, “pause”, “resume”, “delete”, and its name.
moderating-help-change = To change one: “change Friday look back; when: Fridays at 17:00; pin: yes”. There’s also zone, themes, order, catch up, ping, thread, warn, room, name, and “skip: 2026-12-25” for days without a post.
moderating-help-library = Your own prompts: “library”, “add kindness: What was kind this week?”, “edit”, “remove”, “export”, and “import” as a reply to a TOML or CSV file. “holidays” as a reply to a calendar file brings days without a post.
moderating-help-suggestions = What members suggest: “suggestions”, “accept 7.1”, “accept 7.1: with other words”, “decline 7.1: the reason”.
moderating-help-settings = Settings: “set moderators here”, “set approvals 2”, “set sharing off”, and more with “set”.
moderating-help-rest = Besides: “list”, “numbers”, “log”, “undo”, and “forget everything”.
