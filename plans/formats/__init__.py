"""Write plans and summaries in the formats people use."""
