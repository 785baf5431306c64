# What only Discord needs: labels of buttons, menus and forms, and the commands.

## Under a question. Each label says what it does: nothing is meant by colour or place alone.

discord-skip = Skip
discord-back = Back
discord-pause = Pause here
discord-why = Why this?
discord-direct = Carry on in DMs
discord-done = Done
discord-nothing = None of these

# Buttons that open a form.
discord-form-text = Write an answer
discord-form-item = Add one
discord-form-own = In my own words
discord-form-day = Give a day
discord-form-place = Name a city
discord-form-country = Name a country
discord-form-typed = Type it
discord-form-all = Answer all at once

# The form itself. Its title has room for 45 characters.
discord-form-title = Your answer
discord-form-title-all = Your answers

# Menus.
discord-choose = Choose one
discord-choose-several = Choose as many as fit
discord-choose-two = Choose one, or two
discord-choose-from = Choose one: { $from } to { $to }
discord-choose-several-from = Choose as many as fit: { $from } to { $to }

# A choice with the number that is typed for it.
discord-numbered = { $number } – { $label }

## A message too long for Discord.

discord-file = This is long, so all of it is in the file.

## Where it goes on.

discord-there = I’ve written to you in direct messages. It goes on there: typing works as well as the buttons.
discord-closed = You don’t take direct messages from here, so it goes on in this place, and what is due waits for your next command. To have it when it is due, allow direct messages in the privacy settings of this server.

## A button, a form or a command that leads nowhere any more.

discord-unknown = That doesn’t lead anywhere any more, and nothing was changed. “/next” shows where you are.

## A copy of everything.

discord-exported = Everything that is kept of you is in these two files: journal.md is to read, journal.jsonl holds all of it, one JSON object a line. Only you see this message; save the files now, and dismiss it.
discord-export-too-large = The copy is too large for a message. Please turn to { $operator }, who can hand it to you.

## Slash commands: the name without the slash (small letters, no blanks), what it does (100 characters),
## and the things that can be given with it.

discord-command-debrief = debrief
discord-command-debrief-about = Look back at an interview
discord-command-interview = interview
discord-command-interview-about = Note an interview that is coming, or was
discord-command-heard = heard
discord-command-heard-about = Tell me of news, or ask what to do about silence
discord-command-waiting = waiting
discord-command-waiting-about = How the wait is held, and what may help
discord-command-worry = worry
discord-command-worry-about = Put a worry down, so that it waits for you
discord-command-feedback = feedback
discord-command-feedback-about = Keep what an employer said about you
discord-command-offer = offer
discord-command-offer-about = Weigh an offer
discord-command-letters = letters
discord-command-letters-about = Draft a letter
discord-command-rehearse = rehearse
discord-command-rehearse-about = Rehearse one answer
discord-command-sheet = sheet
discord-command-sheet-about = Your balance sheet: what you bring, and what you’re building
discord-command-dream = dream
discord-command-dream-about = The employers you’d most like to work for
discord-command-panel = panel
discord-command-panel-about = When you sit on the other side of the table
discord-command-list = list
discord-command-list-about = Your jobs, how they stand, and their dates
discord-command-next = next
discord-command-next-about = What comes next
discord-command-resume = resume
discord-command-resume-about = Go on with what was put aside
discord-command-stop = stop
discord-command-stop-about = End what we are at; what you said is kept
discord-command-correct = correct
discord-command-correct-about = Change an earlier answer
discord-command-delete = delete-that
discord-command-delete-about = Delete the last thing you said
discord-command-withdraw = withdraw
discord-command-withdraw-about = Take yourself out of a process
discord-command-quiet = quiet
discord-command-quiet-about = Leave me be for a while
discord-command-support = support
discord-command-support-about = People to turn to
discord-command-settings = settings
discord-command-settings-about = Time zone, country, quiet hours, length
discord-command-privacy = privacy
discord-command-privacy-about = What is kept about you, where, and who can reach it
discord-command-export = export
discord-command-export-about = Take everything along
discord-command-calendar = calendar
discord-command-calendar-about = Your dates as a calendar file
discord-command-erase = erase
discord-command-erase-about = Erase everything that is kept about you
discord-command-share = share
discord-command-share-about = Share a line with the channel that a talk began from
discord-command-take-back = take-back
discord-command-take-back-about = Take back what you shared, within 24 hours
discord-command-help = help
discord-command-help-about = What can be done here

discord-option-length = length
discord-option-length-about = How long the debrief is to be
discord-option-news = news
discord-option-news-about = What you heard
discord-option-job = job
discord-option-job-about = Which job it is about

## Under a post in a channel.

discord-private = In private
discord-suggest = Suggest one

## What moderators use: pages, buttons (80 characters), menus (150) and forms (labels of 45).

discord-panel-choose = Choose a series
discord-panel-new = New series
discord-panel-new-said = Where is it to post? Once you’ve chosen, I ask for its name, its times and its themes.
discord-panel-where = Channel or forum
discord-panel-library = Library
discord-panel-library-said = To bring many at once, give “/prompts” a file of prompts (TOML or CSV).
discord-panel-suggestions = Suggestions
discord-panel-settings = Settings
discord-panel-numbers = Numbers
discord-panel-log = Log
discord-panel-undo = Undo
discord-panel-back = Back
discord-panel-preview = Preview
discord-panel-dry-run = Dry run
discord-panel-post-now = Post now
discord-panel-skip = Skip next
discord-panel-pause = Pause
discord-panel-resume = Resume
discord-panel-edit = Edit
discord-panel-setup = Where and how
discord-panel-days-off = Days off
discord-panel-delete = Delete
discord-panel-role = Role to ping (none, if nothing is chosen)
discord-panel-themes = Themes to draw from
discord-panel-own-all = all of your own prompts
discord-panel-how = How it posts: choose what to change
discord-how-now = as it is now
discord-how-message = A message
discord-how-thread = A message with a thread
discord-how-shuffled = Prompts shuffled
discord-how-in-order = Prompts in order
discord-how-skip = Missed while I was away: leave out
discord-how-latest = Missed while I was away: post the latest, once
discord-how-all = Missed while I was away: post all, one by one
discord-how-pins = Pin the newest post
discord-how-no-pins = Pin nothing
discord-how-warns = Warn when few prompts are left
discord-how-no-warns = Give no such warning
discord-panel-as-message = a message
discord-panel-as-thread = a message with a thread
discord-panel-as-forum = a post of a forum
discord-panel-prompt-choose = Choose a prompt
discord-panel-earlier = Earlier ones
discord-panel-later = Later ones
discord-panel-newer = Newer lines
discord-panel-older = Older lines
discord-panel-add = Add a prompt
discord-panel-toml = Export as TOML
discord-panel-csv = Export as CSV
discord-panel-remove = Remove
discord-panel-accept = Accept
discord-panel-accept-as = Edit and accept
discord-panel-decline = Decline
discord-panel-next = Next one
discord-panel-moderators = Moderators’ channel
discord-panel-moderator-role = Moderators’ role (none, if nothing is chosen)
discord-panel-switches = What is on (nothing, if nothing is chosen)
discord-panel-approvals-choose = How many moderators a suggestion needs
discord-switch-sharing = Members may share a line from a private talk
discord-switch-moderator = Members can ask that a moderator write to them
discord-switch-suggestions = Members may suggest prompts
discord-switch-digest = Numbers for the moderators each Monday
discord-panel-zone = Time zone
discord-panel-everything = Export everything kept
discord-panel-forget = Forget this server
discord-panel-forget-said = Everything kept of this server would be gone: series, library, suggestions, settings, log and numbers. Posts stay in their channels, and members keep their own talks. There is no way back.
discord-panel-forget-sure = Yes, forget all of it
discord-panel-forgotten = All of it is forgotten. “/prompts” begins anew.
discord-panel-exported = Here it is. Only you see this message, so save the file now, and dismiss it.
discord-panel-no-picture = A picture needs an address that begins with https://.
discord-panel-no-file = I can’t read that file. Prompts come as .toml or .csv, days off as .ics together with a series.
discord-panel-fetch-again = I couldn’t fetch that file just now. Please give it to me again.
discord-panel-nothing-new = All prompts of that file are in the library already.
discord-panel-import = Add them
discord-suggest-form = What would the prompt say?
discord-form-name = Name
discord-form-name-such = Friday look back
discord-form-when = When
discord-form-when-such = weekdays at 9:00; every 2 weeks on Friday at 16:00
discord-form-zone = Time zone (such as Europe/London)
discord-form-themes = Themes, with commas; none for all
discord-form-themes-such = before, after, waiting, no, offer, new job, panel, kindness, own
discord-form-days-off = Days on which nothing is posted
discord-form-days-off-such = 2026-12-25, 2026-12-31/2027-01-01
discord-form-prompt = What it says
discord-form-theme = Theme
discord-form-theme-such = One of yours or a new one; without any it is “own”
discord-form-opens = The private talk it opens
discord-form-opens-such = debrief, waiting, worry, offer, sheet or another; without any “next”
discord-form-picture = Address of a picture
discord-form-reason = Why, as the member will read it
discord-panel-place = in <#{ $channel }>, as { $kind }
discord-panel-series = It posts { $place }.
discord-panel-role-said = It pings <@&{ $role }>.
discord-panel-days-off-said = It leaves out { $days ->
    [one] one day
   *[other] { $days } days
}.
discord-panel-titled = Its thread or post would be called “{ $title }”.
discord-panel-own-theme = your own on { $theme }
discord-panel-no-theme = I don’t know the theme “{ $theme }”. There are: before, after, waiting, no, offer, new job, panel, kindness, those of your own prompts, and “own” for all of yours.
discord-panel-no-talk = I don’t know the talk “{ $talk }”. There are: debrief, interview, waiting, worry, heard, feedback, offer, letters, rehearse, sheet, dream, panel, next, list and support.
discord-panel-prompt = “{ $text }” – theme: { $theme }, opens: { $opens }
discord-panel-suggestion = “{ $text }”
discord-panel-settings-said = Moderators here are those who may manage the server, and those with the role you choose. Time zone: { $zone }.
discord-panel-approvals = { $approvals ->
    [one] One moderator is enough
   *[other] { $approvals } moderators
}
discord-panel-brought = That file holds { $prompts ->
    [one] one prompt
   *[other] { $prompts } prompts
} that the library doesn’t have yet. Shall I add them?

## Commands of a server.

discord-command-prompts = prompts
discord-command-prompts-about = For moderators: have prompts posted, look after the library
discord-command-suggest = suggest
discord-command-suggest-about = Suggest a prompt to the moderators
discord-option-series = series
discord-option-series-about = Which series it is about
discord-option-file = file
discord-option-file-about = Prompts (.toml, .csv), or days off for a series (.ics)
