"""What leaves for other programs: RSS, Atom, JSON Feed, ninjs and the sitemaps."""
