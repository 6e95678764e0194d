"""Tools for web programs by WSGI (PEP 333).

util: functions on environments; headers: response headers; handlers: what
runs applications; simple_server: an HTTP server; validate: checks of the rules.
"""
