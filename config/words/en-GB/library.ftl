# What people bring for a community’s prompts (community.md): libraries, cron expressions, holidays.

library-problem = Line { $line }, “{ $key }”: I found { $found }, and expected { $expected }.
library-problem-line = Line { $line }: I found { $found }, and expected { $expected }.
library-problem-file = I found { $found }, and expected { $expected }.

found-nothing = nothing
found-text = “{ $text }”
found-characters = { $count ->
    [one] one character
   *[other] { $count } characters
  }
found-signs = signs that cannot be shown
found-again = the same as in line { $line }
found-prompts = { $count } prompts
found-columns = { $count ->
    [one] one cell
   *[other] { $count } cells
  }
found-larger = more than { $size } MiB
found-other-bytes = bytes that are no UTF-8
found-broken = something I can’t read

expected-name = a name of up to { $most } small letters, digits, dots, hyphens and underscores
expected-theme = one word or a few, up to { $most } characters
expected-text = a text of 1 to { $most } characters
expected-one-of = one of { $names }
expected-day = a month and a day, such as 09-01
expected-both-days = both the first and the last day of a season, or neither
expected-once = each of them once
expected-prompts = 1 to { $most } prompts
expected-columns = { $count }, as in the first line
expected-size = { $size } MiB at the most
expected-utf8 = text in UTF-8
expected-toml = prompts as an export has them, each under [[prompt]]
expected-csv = a table with commas, and the names of its columns in the first line

# What a schedule says of itself can be written by moderators in the same words.
schedule-in = { $rule } in { $zone }
schedule-from = { $rule }, from { $day }
schedule-until = { $rule }, until { $day }
schedule-daily = every day at { $at }
schedule-working = weekdays at { $at }
schedule-weekdays = { $days } at { $at }
schedule-weeks = every { $weeks } weeks on { $days } at { $at }
schedule-monthly = on { $days } of every month at { $at }
schedule-cron = cron { $cron }

when-days = I can’t tell the days from “{ $found }”. These work: “every day at 9:00”, “weekdays at 8:30”, “Mondays and Thursdays at 18:00”, “every 2 weeks on Friday at 12:00”, “the 1st and 15th at 10:00”, “cron 0 9 * * 1-5”. A zone can follow: “in Europe/London”.
when-time = I found no time of day in “{ $found }”. One such as “at 9:00” is enough.
when-times = I found several times of day in “{ $found }”, and a series has one. For several a day, a cron expression works: “cron 0 9,17 * * *”.
when-zone = I don’t know “{ $found }” as a time zone. A name such as Europe/London works, and so do large cities.

cron-fields = A cron expression has five fields: minute, hour, day of the month, month, day of the week. I found { $count ->
    [one] one
   *[other] { $count }
  }.
cron-field = In the field for { $field } I found “{ $found }”, and expected { $expected }.
cron-extension = “{ $found }” is more than cron itself has. Each field takes numbers, names, lists with commas, ranges with a hyphen, and steps such as */2.
cron-minutes = minutes
cron-hours = hours
cron-days = days of the month
cron-months = months
cron-weekdays = days of the week
cron-takes = numbers from { $low } to { $high }, or *
cron-takes-months = numbers from 1 to 12, names from JAN to DEC, or *
cron-takes-weekdays = numbers from 0 to 7, names from SUN to SAT, or *

holidays-no-calendar = That’s no calendar file I can read. I expected one that begins with BEGIN:VCALENDAR.
holidays-no-day = I found “{ $found }”, and expected days such as 2026-12-25, or 2026-12-24/2027-01-01 for several.
holidays-too-many = Those are more than { $most } days, which is the most I take.
holidays-too-large = That’s more than { $size } MiB, which is the most I take.
holidays-hour = “{ $title }” is left out: it has an hour, and holidays are whole days.
holidays-repeats = “{ $title }” is left out: it comes again in a way I don’t reckon. Once, or every year, I can take.
holidays-unread = “{ $title }” is left out: I can’t read its day.
holidays-too-long = “{ $title }” is left out: it lasts longer than { $most } days.
