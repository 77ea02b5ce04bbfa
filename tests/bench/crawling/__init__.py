"""What a crawl costs: throughput against a bare spider, memory, a second pass, a soak."""
