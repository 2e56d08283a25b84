"""What only Windows has: its registry, where LibreOffice and fonts lie there, and what ends programs together."""
