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
