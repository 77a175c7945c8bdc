"""The officer's door to forms, reports and consolidations."""
