"""What helps to write: finding and replacing words across a whole report."""
