//! The engine on sentences in the style of the United Nations.
