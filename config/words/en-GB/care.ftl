# Care (§7).

care-message = Thank you for telling me. That sounds hard. I’m only a bot, so here are people you can talk to.
care-resources = { $resources }
care-built-in = A doctor, or someone you trust, is a good place to start. If you might be in danger now, ring your local emergency number.
care-choose = What would be right for now?
care-stopped = Stopped for today. What you said is safe. I’ll be here.
