"""What an update round asks, has received and misses."""
