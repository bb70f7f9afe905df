"""Claim against evidence: readings, verdicts then and now, what is left out."""
