"""MarkUp into a package and out of it again, harming nothing else."""
