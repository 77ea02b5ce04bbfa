"""The archive in a browser: Datasette, read-only, with named queries and pages for reports and findings."""
