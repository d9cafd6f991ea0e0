"""VBA projects from source text: compression, the dir stream, the container. It knows no perfxl."""
