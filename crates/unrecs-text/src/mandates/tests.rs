//! What paragraphs ask, in each language, with words of real resolutions.
