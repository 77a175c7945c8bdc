"""Indicators, report forms, unit reports and their consolidation."""
