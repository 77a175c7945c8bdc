"""The officer's door to directives: drafting, receiving, following up, and the door for links."""
