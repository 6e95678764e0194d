"""Text adventures: a compiler of stories, and the machine that tells them."""
