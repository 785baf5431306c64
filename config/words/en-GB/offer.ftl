# An offer (§4).
