"""Measure a model on labelled pairs, and fit its calibration."""
