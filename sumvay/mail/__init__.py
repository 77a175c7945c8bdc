"""Raw messages in and out; what comes in is claimed from above by purpose."""
