"""The pages: one module per page, and what pages share. URLs are in `routes`."""
