"""The steps of the flow as plain functions: crawl, read, check, deliver. Each can be run again at any time without
harm."""
