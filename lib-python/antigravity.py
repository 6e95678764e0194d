"""Opens xkcd 353 in a browser."""

import webbrowser

webbrowser.open('http://xkcd.com/353/')
