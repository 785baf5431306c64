# What moderators and members of a community are told (community.md).

not-a-moderator = That’s for moderators here, so I’ve left everything as it is.
setting-kept = Noted.
customs-on = on
customs-off = off
customs-moderators = Moderators’ channel: { $channel }
customs-approvals = Moderators who have to be for a suggestion: { $approvals }
customs-sharing = Members may share a line from a private talk: { $state }
customs-ask-moderator = Members can ask that a moderator write to them: { $state }
customs-suggestions = Members may suggest prompts: { $state }
customs-reactions = A reaction opens a private talk: { $state }
customs-digest = Weekly numbers for moderators: { $state }
customs-zone = Time zone: { $zone }
needs-channel = For that I need a channel where moderators read what I say. Set one first, and then switch it on.
nothing-to-undo = There’s nothing to bring back.
undone = It’s back. What would have been posted meanwhile stays unposted.

series-added = “{ $series }” is set up.
series-changed = “{ $series }” is changed.
series-paused = “{ $series }” is paused. Nothing is posted until you resume it.
series-resumed = “{ $series }” goes on. What it missed meanwhile stays unposted.
series-deleted = “{ $series }” is gone. “Undo” brings it back, until something else is deleted.
series-unknown = I don’t know that series; perhaps it was deleted.
series-gone = a series that was deleted
series-named = “{ $series }”:
series-posts = It posts { $rule }.
series-themes = It draws from the shipped prompts on { $themes }.
series-own = It draws from all your own prompts.
series-own-themes = It draws from your own prompts on { $themes }.
series-none = No series yet. Add one to have something posted.
series-too-many = There are { $most } series, and that’s as many as I keep for one community.
series-line = · “{ $series }” – next { $next }
series-line-paused = · “{ $series }” – paused
series-line-waits = · “{ $series }” – waits, since its channel is gone
series-line-over = · “{ $series }” – no run to come
name-length = A name has 1 to { $most } characters.
schedule-no-zone = I don’t know that time zone. A name such as Europe/London works.
schedule-never = By that schedule nothing would be posted within ten years.
schedule-too-often = By that schedule two posts would be less than a quarter of an hour apart.
runs-next = Next: { $runs } ({ $zone }).
runs-none = There is no run to come.
run-skipped = “{ $series }” leaves out { $run }.
run-skipped-already = The next run of “{ $series }” is left out already, or there is none.
runs-missed = “{ $series }” missed { $runs ->
    [one] a run
   *[other] { $runs } runs
} while I was away. By its setting for that, they stay unposted.
posting-now = “{ $series }” is on its way to its channel.
post-late = Late: this was to come { $run }.
preview = This is what “{ $series }” would post next. Only you can see it.
dry-run = { $run }: { $text }
round-over = “{ $series }” has been through its whole library, and began it anew. New prompts join in at once.
few-left = “{ $series }” has { $left ->
    [0] no prompt
    [one] one prompt
   *[other] { $left } prompts
} left before it begins its library anew.

prompts-added = { $prompts ->
    [one] One prompt
   *[other] { $prompts } prompts
} added.
prompts-at-once = I take 1 to { $most } prompts at a time. Longer lists come in several parts.
prompt-changed = The prompt is changed.
prompts-removed = { $prompts ->
    [one] One prompt
   *[other] { $prompts } prompts
} removed. “Undo” brings that back, until something else is deleted.
prompt-unknown = I don’t know that prompt; perhaps it was removed.
prompt-length = A prompt has 1 to { $most } characters; this one has { $found }.
theme-length = A theme has 1 to { $most } characters.
library-count = { $prompts ->
    [0] No prompts of your own yet.
    [one] One prompt of your own:
   *[other] { $prompts } prompts of your own:
}
library-line = · { $name } ({ $theme }) – { $text }
library-further = There are more: “library { $from }” shows them.
library-full = The library holds { $most } prompts, and that’s as many as I keep for one community.

suggestion-taken = Thank you. The moderators will look at it, and I’ll tell you what comes of it.
suggestion-came = A member suggests a prompt: { $text }
suggestions-off = Suggestions aren’t taken here just now.
suggestions-wait = Enough suggestions are waiting already. There’s room again once the moderators have looked at some.
suggestions-count = { $suggestions ->
    [0] No suggestion waits.
    [one] One suggestion waits:
   *[other] { $suggestions } suggestions wait:
}
suggestion-line = · { $name } – { $text }
suggestion-gone = That suggestion was settled already.
suggestion-approved = Noted. { $more ->
    [one] One more moderator
   *[other] { $more } more moderators
} and it joins the library.
suggestion-accepted = It’s in the library now, and the member will be told.
suggestion-declined = Declined, and the member will be told.
suggestion-yes = Your suggestion is among the prompts now. Thank you.
suggestion-no = The moderators read your suggestion, and left it out this time.
suggestion-no-because = The moderators read your suggestion, and left it out this time: { $reason }

no-channel = There’s no channel yet where I can tell moderators what goes wrong.
trouble = { $step } doesn’t work. { $what }
trouble-series = “{ $series }”: { $step } doesn’t work. { $what }
trouble-missing = I lack the permission “{ $permission }”. It works again once I have it.
trouble-channel-gone = The channel is gone, or I can’t see it. I wait until the series is given another one, or is resumed.
trouble-thread-gone = The thread is gone.
trouble-message-gone = The message is gone; somebody removed it.
trouble-role-gone = The role is gone. Everything else goes on without it.
trouble-library-empty = Its library holds no prompt for today, so nothing was posted. Add some, or choose other themes.
trouble-pins-full = No more messages can be pinned there. Unpin an older one.
trouble-refused = The platform doesn’t take it. Look at its text and its picture.

step-draw = drawing a prompt
step-post = posting
step-ping = pinging the role
step-picture = showing the picture
step-thread = starting the thread
step-pin = pinning
step-unpin = unpinning the one before
step-share = posting what a member shares
step-remove = removing what a member took back
step-report = writing to the moderators

permission-view = see the channel
permission-send = send messages
permission-threads = start threads
permission-in-threads = send messages in threads
permission-pin = pin messages
permission-ping = mention the role
permission-attach = attach files
permission-embed = embed links
permission-remove = remove messages

audit-line = · { $at }, { $who }: { $what }
audit-refused = · { $at }, { $who }, no moderator: tried “{ $what }”
audit-about = { $what }, “{ $series }”
audit-empty = Nothing stands in the log here.

order-add-series = added a series
order-change-series = changed a series
order-pause = paused a series
order-resume = resumed a series
order-delete-series = deleted a series
order-add-prompts = added prompts
order-change-prompt = changed a prompt
order-remove-prompts = removed prompts
order-accept = was for a suggestion
order-decline = declined a suggestion
order-skip-next = left out a run
order-post-now = posted at once
order-set = changed a setting
order-undo = brought back what was deleted
order-look = looked at something

digest = How the prompts did lately. Counts only, and only where five people or more took part:
statistics = Counts only, and only where five people or more took part:
statistics-empty = Nothing was posted yet.
counts = · Week of { $week }, “{ $series }” – posts: { $posts }, private talks begun: { $begun }, finished: { $finished }, shares: { $shares }
few-people = fewer than { $from } people

moderator-asked = { $who } would like a moderator to write to them. That’s all I was asked to pass on.

# A member’s own side: a talk begun from a post, a line shared, a moderator asked for (§6, §7).

prompt-private = This stays between us. Moderators see numbers, and only once five people or more have taken part. Nothing goes back to the channel unless you write a line for it, look at it, and say yes.
prompt-gone = I don’t know that post any more, but the talk is here all the same.
prompt-finished = If there’s a line in this that might help others, “share” lets you write one for the channel. Otherwise it all stays here.
share-write = What would you like the channel to read? Only what you write now is shown there.
share-preview = This is how it would read: “{ $text }” Shall it go under the post?
share-done = It’s on its way to the channel. For 24 hours, “take back my share” removes it.
share-shown = Somebody who answered in private shares this: { $text }
share-shown-named = { $who } answered in private, and shares this: { $text }
share-not = Nothing was shared.
share-nowhere = There’s no post to share something under. Where a community posts prompts, its “In private” brings you here first.
share-none = There’s nothing of yours in a channel that I know of.
share-taken = I’m taking it out of the channel. Some may have read it already.
share-too-late = It has been there for more than 24 hours, and I can’t take it out any more. A moderator can remove it.
talk-share = what you’d like to share
ask-moderator-sure = I’d pass on your name and nothing else, neither what you said nor why. They may not see it for hours. Shall I?
ask-moderator-done = Passed on. I can’t see whether anybody has read it yet, so if it can’t wait, the people above are the quicker way.
ask-moderator-not = All right, nobody is told.
ask-moderator-nowhere = There’s no community here whose moderators I could ask. “support” names people you can turn to.
talk-ask-moderator = asking a moderator
why-share = So that nothing stands in the channel that you haven’t seen first.
why-ask-moderator = Because nobody is told anything about you unless you choose it.
