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
