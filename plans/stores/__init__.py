"""Keep the plan and its follow-up."""
