"""What is known of fonts: which ones this machine has, their files, and the letters and widths in them."""
