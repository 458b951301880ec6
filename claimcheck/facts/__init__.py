"""What a sentence states that can be compared: figures, dates, places, names and speakers."""
