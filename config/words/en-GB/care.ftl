# Care (§7).

care-message = Thank you for telling me. That sounds hard.
care-resources = I’m only a bot, so here are people you can talk to: { $resources } If you might be in danger now, ring your local emergency number.
care-built-in = I’m only a bot, and a person can do more. A doctor, or someone you trust, is a good place to start. If you might be in danger now, ring your local emergency number.
care-choose = What would be right for now?
care-stopped = Stopped for today. What you said is safe. I’ll be here.
