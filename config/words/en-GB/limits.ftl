# When something cannot be taken: what, why, and what can be done.

refused-busy = That was not taken: more is waiting here than I can keep safe. Please send it again in a moment.
refused-too-fast = That was not taken: you are quicker than I can keep safe. Please send it again in { $wait }.
refused-crowded = Many people have come here for the first time, so I can’t begin with you yet. Nothing of you has been kept. Please come back in { $wait }.
refused-closed = The invitation is closed: nobody new is taken here at the moment. Nothing of you has been kept. Please ask { $operator } when that may change.
refused-full = That was not taken: I keep as much of yours as I may. What is here is safe, and “sheet”, “list”, “support” and “delete that” go on working. Please turn to { $operator }, who can make more room.
refused-blocked = I’m not taking messages from this account. If that seems wrong, please turn to { $operator }. Whatever you said here before is still yours: through them you can have a copy of it, or have it erased.
refused-no-room = That was not taken: the disk here is almost full. What you said before is safe. Please send it again later; { $operator } can make room.
refused-unreadable = That was not taken: I can’t read what you told me before, so I’ve set it aside just as it is. Please tell { $operator }, who can bring it back from a backup.
refused-defect = Something went wrong in here, and that was not taken. What was kept before is safe. Please try once more, or say it another way.

wait-seconds = { $count ->
    [one] a second
   *[other] { $count } seconds
  }
wait-minutes = { $count ->
    [one] a minute
   *[other] { $count } minutes
  }
