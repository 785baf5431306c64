# What only Matrix needs.

## What cannot be read.

matrix-sealed = I can’t read what you just sent: your app did not give me the key to it. If it is set to send keys to verified sessions only, switch that off for this room or verify me, and send it again, please.
matrix-text-only = I can only read text. Nothing was kept of what you sent; please write it.

## Who is in the room.

matrix-company = Somebody else is in this room now, so I say nothing private here any more. I’ve invited you to a room of our own: it goes on there, at the same question.
matrix-there = I’ve written to you in a direct message.
matrix-room = What people tell me is private, so I talk in direct messages only. Mention me here with a word such as “debrief”, and I’ll write to you; or start a chat with me.
matrix-not-allowed = I’m sorry, I’m not open to everybody, and so I’ll leave this room. Who can talk with me is up to { $operator }.

## A copy of everything.

matrix-exported = Everything that is kept of you is in these two files: journal.md is to read, journal.jsonl holds all of it, one JSON object a line. Save them now; then you can remove my messages with them here.
matrix-export-too-large = The copy is too large for this server. Please turn to { $operator }, who can hand it to you.

## Prompts in rooms.

matrix-foot = To answer in private, reply “{ $call } private” here. I’ll write to you.
matrix-foot-reaction = To answer in private, react with { $mark } or reply “{ $call } private” here. I’ll write to you.
matrix-prompts-alone = This room is for the two of us, so no prompts go up here. Invite me to the room that they are for, and say it there.
matrix-no-post = I can’t see a prompt of mine that this belongs to. Reply to one with “{ $call } private”.
matrix-no-prompts = There are no prompts in this room yet. A moderator can set some up with “{ $call } prompts”.
matrix-room-unknown = I can’t have “{ $room }” posted to: I’m not in a room of that id or alias, or you’re no moderator there.
matrix-file-first = Send the file here first, and then reply to it with the same words.
matrix-file-kind = I read prompts from files whose names end in .toml or .csv, and holidays from .ics.
matrix-picture-not = I couldn’t take that picture, so I’ve added nothing. Up to 10 MB works; try once more, or add the prompt without it.
matrix-forget-sure = Everything I keep of this room’s prompts would go: the series, your own prompts, suggestions, the log and the numbers. There’s no way back. If it shall go, write “{ $call } prompts forget everything, yes” in the room.
matrix-forgotten = It’s gone, all of it. What I’ve posted stays in the room.
