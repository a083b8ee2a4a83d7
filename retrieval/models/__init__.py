"""Language and embedding models, where configured: asked within limits, believed in nothing."""
