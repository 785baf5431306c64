# The balance sheet (§5).

sheet-title = Your balance sheet
sheet-heading = { $section }
sheet-row = · { $line }
sheet-empty = Your balance sheet is empty so far. It fills from the lines you keep after a debrief, and from lines you type yourself.
sheet-building = Nothing stands out either way yet. This is building:
sheet-ask = Which line would you like explained?
sheet-ask-empty = Would you like to type a line of your own?
sheet-add = Add a line of my own
sheet-remove = Remove a line of my own
sheet-remove-which = Which line is to go?
sheet-removed = Gone.
sheet-close = Close the sheet
sheet-closed = Closed.
sheet-section = Under which heading?
sheet-line = What does it say?
sheet-added = “{ $text }” now stands under { $section }.
sheet-skill = { $skill } – { $level }, { $trend } ({ $answers ->
    [one] one answer
   *[other] { $answers } answers
  }, last { $last })
sheet-typed = { $text }
sheet-gap = { $line } ({ $progress })
sheet-cleared = { $line } – this went well in a real interview since
sheet-built = { $line } – first step done
sheet-card = Answer card “{ $question }”, rehearsed { $times ->
    [one] once
    [2] twice
   *[other] { $times } times
  }
sheet-card-label = the card “{ $question }”
sheet-since = Since last time: { $up } up, { $new } new, { $needs ->
    [one] one needs
   *[other] { $needs } need
  } you.
sheet-next-rehearse = A next step: rehearse “{ $question }”.
sheet-next-gap = A next step: { $what }, when you have a quiet half hour.
sheet-next-practice = A next step for “{ $skill }”: { $practice }
sheet-next-nothing = Nothing here needs you today.

why-title = { $what }:
why-answer = { $day }, { $job }: “{ $question }”, { $rating } of 5
why-line = { $day }: { $line }
why-progress = Now: { $progress }
why-typed = You typed this on { $day }.
why-gone = That line is no longer there.

line-answer = “{ $question }” – { $notes }
line-join = { $before }; { $last }
line-worked = what made it work: { $what }
line-hindered = what got in the way: { $what }
line-build = To build: { $what }
line-build-step = To build: { $what }. First step: { $step }
line-build-step-by = To build: { $what }. First step by { $by }: { $step }

shown-skipped = skipped
shown-percent = { $percent } per cent
shown-yes = yes
shown-no = no
shown-unsure = not sure
shown-list = a list
shown-unknown = something else
sheet-skill-old = { $skill } – { $level }, { $trend } ({ $answers ->
    [one] one answer
   *[other] { $answers } answers
  }, last seen { $months ->
    [one] a month
   *[other] { $months } months
  } ago)
sheet-bars = { $line } { $bars }
sheet-capped = “{ $skill }”: the last two answers were hard ones, so it counts as building for now. The next good one lifts that.
sheet-hunches = How my hunches did
hunches-title = Your hunches, beside what came of them. Silence and pulled posts aren’t counted.
hunches-too-few = { $known ->
    [0] None of your hunches has an answer yet.
    [one] One of your hunches has an answer so far.
   *[other] { $known } of your hunches have an answer so far.
  } From { $needed } on, I can show how they did.
hunches-row = Of the { $put } you put at { $hunch } %, { $further } went further.
hunches-short = You may be selling yourself short.
hunches-rosy = A little rosy.
hunches-right = About right.
