"""What several tests share: strategies, scenes, the browser, where files lie."""
