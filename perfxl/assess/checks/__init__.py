"""The checks, a file each; the file name is the check id."""
