"""Between the spiders and the network: addresses we stay away from, hosts that want to be left alone, cookies."""
