# Finding one’s way (§0).
