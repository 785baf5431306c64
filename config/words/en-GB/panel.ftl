# Sitting on the other side (§6).
