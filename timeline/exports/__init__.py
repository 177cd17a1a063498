"""The timeline's query as files: what the reader sees is what the reader downloads."""
