"""The officer's doors: the registers, a paper that arrived, a paper of one's own and its road."""
