# The labels of fixed options.

sharing-named = Share it with my name
sharing-unnamed = Share it without my name
sharing-not = Leave it

length-short = Short, about four minutes
length-full = Full, about fifteen minutes
length-capture = Only write the questions down and stop

kind-one-to-one = One to one
kind-panel = A panel
kind-phone = By phone
kind-video = By video
kind-task = A task to do at home
kind-presentation = A presentation
kind-group = With other candidates

ingredient-example = a real example
ingredient-result = a clear result
ingredient-short = it was short
ingredient-subject = knew the subject
ingredient-calm = calm
ingredient-their-need = answered their need
ingredient-practised = had practised

cause-no-example = no example came
cause-no-result = an example but no result
cause-too-long = too long
cause-misheard = misheard it
cause-surprised = surprised
cause-nerves = nerves
cause-did-not-know = didn’t know it
cause-no-experience = lack that experience
cause-spoke-badly = spoke badly of someone

calmer-slow-first = A slow first sentence
calmer-hear-again = Ask to hear the question again
calmer-water = A glass of water
calmer-early = Arrive early
calmer-notes = Ask whether notes are allowed

tried-it-helped = It helped
tried-it-no-help = It didn’t help
tried-it-forgot = I forgot to

when-now = Now
when-tomorrow = Tomorrow
when-never = Leave it

hear-days = within days
hear-week = in about a week
hear-two-weeks = in about two weeks
hear-not-said = they didn’t say

rest-move = Move
rest-make = Make something
rest-cook = Cook or eat
rest-see = See someone
rest-play = Play or watch something
rest-rest = Rest
rest-sorted = Already sorted

care-stop = Stop for today
care-gently = Keep going gently
care-moderator = Ask a moderator to message me
care-not-meant = That’s not what I meant

compared-better = Better
compared-same = The same
compared-worse = Worse

section-fixed-assets = Fixed assets
section-current-assets = Current assets
section-current-liabilities = Current liabilities
section-long-term-liabilities = Long-term liabilities
section-shareholder-funds = Yours whatever happens

skill-opening = Opening and rapport
skill-story = Telling your story and why this job
skill-evidence = Evidence and examples
skill-shape = Shape and brevity
skill-subject = Subject knowledge
skill-organisation = Knowing the organisation
skill-listening = Listening and reading the question
skill-surprises = Surprises and thinking aloud
skill-awkward = Awkward questions
skill-panel = Working with a whole panel
skill-questions = Questions to them
skill-pay = Pay and terms
skill-nerves = Nerves and energy
skill-closing = Closing

level-too-early = too early to say
level-gap = gap
level-building = building
level-sound = sound
level-strong = strong

trend-rising = rising
trend-steady = steady
trend-slipping = slipping
trend-too-early = too early for a trend
trend-first = first reading

progress-open = open
progress-in-hand = in hand
progress-ready-to-try = ready to try
progress-cleared = cleared

process-noted = noted
process-interviewing = interviewing
process-waiting = waiting to hear
process-next-round = another round to come
process-on-hold = on hold
process-silent = no word
process-post-pulled = the post was pulled
process-rejected = a no
process-learning = a no, being looked at
process-let-go = let go
process-dream-watch = a dream, kept in view
process-offered = an offer
process-deciding = an offer, being weighed
process-accepted = accepted
process-declined = declined
process-withdrawn-by-them = taken back by them
process-withdrawn-by-me = withdrawn by you
process-started = started
process-reviewing = started, being looked back at
process-closed = closed
