"""What translated programs may import: it runs untranslated too."""
