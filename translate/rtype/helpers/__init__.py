"""The built-in types' operations, in the restricted Python itself.

They work on low-level pointers and are annotated once for each combination
of low-level types that they are called with.
"""
