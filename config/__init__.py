"""The frame: settings, addresses and the server's entry; knows every room, no room knows it."""
