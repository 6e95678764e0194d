"""Markdown: blocks, inline markup, and HTML, text or a tree of them."""
