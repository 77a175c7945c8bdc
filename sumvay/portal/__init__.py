"""The paper readers open: home, sections, units, campaigns, search; reads every room, writes nothing."""
