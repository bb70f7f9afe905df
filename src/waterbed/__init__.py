"""Governments make deals to stop boats: the record to check what came of them."""
