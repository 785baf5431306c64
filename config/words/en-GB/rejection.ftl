# After a no (§3).
