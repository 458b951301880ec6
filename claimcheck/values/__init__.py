"""Typed values of a text: figures, dates, times of day and scores, and their algebra."""
