"""The design system: components, template tags, form widgets, htmx answers."""
