"""Which mentions, over a whole bundle, are values of one and the same thing."""
