"""What evigraph costs as documents grow in number, on texts made up for this, of which it is known what they say."""
