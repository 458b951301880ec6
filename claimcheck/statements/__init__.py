"""Statements and quotations of different outlets, and how they stand to one another."""
