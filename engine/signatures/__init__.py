"""What was issued for signature and what came back. The only home of pyHanko."""
