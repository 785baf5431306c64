# What the terminal itself says: lines that begin with a colon, and its clock.

console-bye = Bye for now. It goes on here whenever you come back.
console-garbled = That did not arrive as text. Please type it once more.
console-unknown = This terminal doesn’t know “:{ $name }”; “:help” lists what it knows. To say it to Afterword, begin with a space.
console-help =
    Lines that begin with a colon are for the terminal:
    :later 2 days – move the clock of this folder, to try what comes (or 3 hours, a week, until friday 10:00)
    :now – show that clock
    :quit – leave; it goes on where it was
    Everything else is said to Afterword, where “help” says what can be done.
console-now = It is { $moment } here.
console-moved = The clock of this folder was moved forward by { $by }.
console-moved-back = The clock of this folder was moved back by { $by }.
console-later = How much later? For example “:later 2 days”, “:later 3 hours” or “:later until friday 10:00”. The clock only goes forward, and was not moved.
console-fixed = This clock cannot be moved.
console-exported =
    Written to { $folder }.
    journal.md is to read, journal.jsonl holds everything, one JSON object a line.
console-not-exported = The copy could not be written; the log says why. “afterword export” in a terminal writes it elsewhere.
console-calendar = The calendar is in { $file }. Calendar programs open it; opened again later, it moves what has moved.
console-no-calendar = The calendar could not be written; the log says why.
