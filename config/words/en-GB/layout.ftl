### Glue: days and lists, and the hints under a question that is answered by typing.
### These are used by the words crate itself; all other sentences are asked for by the core.

## Days. Each part is a variable, so that another language can order them its own way.

layout-day = { $weekday } { $date } { $month }
layout-day-long = { $weekday } { $date } { $month } { $year }
# $day (String) is a whole day, as above; $time is on the 24-hour clock.
layout-moment = { $day } at { $time }

layout-weekday-1 = Monday
layout-weekday-2 = Tuesday
layout-weekday-3 = Wednesday
layout-weekday-4 = Thursday
layout-weekday-5 = Friday
layout-weekday-6 = Saturday
layout-weekday-7 = Sunday

layout-month-1 = January
layout-month-2 = February
layout-month-3 = March
layout-month-4 = April
layout-month-5 = May
layout-month-6 = June
layout-month-7 = July
layout-month-8 = August
layout-month-9 = September
layout-month-10 = October
layout-month-11 = November
layout-month-12 = December

## Lists: "a, b and c" is ("a" comma "b") and "c".

layout-list-comma = { $before }, { $last }
layout-list-and = { $before } and { $last }
layout-list-or = { $before } or { $last }

## Options whose labels are the same wherever they are asked.

layout-yes = yes
layout-no = no
layout-unknown = don’t know

layout-percent-10 = very unlikely
layout-percent-25 = unlikely
layout-percent-50 = could go either way
layout-percent-75 = likely
layout-percent-90 = very likely

## Hints: one short line under the question. "Skip" is added where it is taken.

layout-skip = “Skip” is fine.
layout-hint-joined = { $before } { $last }
layout-hint-items = One per message; “done” when that’s all.
layout-hint-choice = A number or a word will do.
layout-hint-choice-or-text = A number, or your own words.
layout-hint-several = As many as fit: “1, 3”, say. “None” counts too.
layout-hint-several-some = As many as fit: “1, 3”, say.
layout-hint-several-other = As many as fit: “1, 3”, say, or your own words.
layout-hint-scale = A number from 1 to 5.
layout-hint-percent = One of the five numbers, or the words beside it.
layout-hint-day = “Friday”, “in a week” or “27 November”, say.
layout-hint-moment = “Today at 3” or “27 November at 10:30”, say.
layout-hint-when-choice = A number, or a day such as “Friday” or “27 November”.
layout-hint-yes-no = Yes, no or don’t know.
layout-hint-zone = A city near you, or a time zone.
layout-hint-country = The country’s name.
layout-hint-skill = A number or a word; two if two fit: “1 and 4”.

# Several questions in one message. $example is made of the pieces below.
layout-hint-all = All at once if you like: “{ $example }”.
layout-hint-all-or-text = All at once if you like: “{ $example }”. Your own words will do.
layout-example-comma = { $before }, { $last }
# The answer chosen, and what is said about it.
layout-example-colon = { $before }: { $last }
layout-example-text = the hiring manager
layout-example-when = Friday
layout-example-yes-no = yes
layout-example-place = Leeds
layout-example-country = UK
