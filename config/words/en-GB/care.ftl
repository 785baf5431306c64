# Care (§7).

care-message = Thank you for telling me. That sounds hard.
care-resources = I’m only a bot, so here are people you can talk to: { $resources } If you might be in danger now, ring your local emergency number.
care-built-in = I’m only a bot, and a person can do more. A doctor, or someone you trust, is a good place to start. If you might be in danger now, ring your local emergency number.
care-choose = What would be right for now?
care-stopped = Stopped for today. What you said is safe. I’ll be here.
care-here = All right. I’m here.
care-taken-back = Thank you for saying so. I’ve taken it back.
mood-heard = Thank you for saying so.
mood-again = Thank you for telling me. “support” shows people to talk to, at any hour.

# What went unanswered twice (§0, contact budget).

kinds-stopped = I wrote twice about { $kinds }, and it didn’t seem to be the time. I won’t bring it up by myself again. “talk to me again” undoes that.
kind-invitation = looking back at an interview
kind-overnight = the morning after an interview
kind-rehearsal = rehearsing an answer
kind-review = looking back at a decision
kind-dream = an employer you’re watching
kind-weekly = how the waiting goes

# A year without a word (§9).

idle = It’s been a long while, and that is fine. “export” hands you everything kept here, and “erase” removes it now. Without a word from you, I’ll erase it all on { $day }. Any word keeps it.
