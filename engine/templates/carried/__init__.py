"""What a template may carry into the documents made of it: listed, so that no new kind of thing is carried unseen."""
