"""What an editor's eye would catch: rules of writing, each pure and small; `style_help` asks them all."""
