"""Labelled pairs for the judge, made from labelled bundles, labelled pairs and plain news."""
