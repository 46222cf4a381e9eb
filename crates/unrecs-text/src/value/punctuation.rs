//! The signs that end sentences and clauses, in every script.

/// What ends a clause.
pub const COMMAS: [char; 3] = [',', '，', '،'];

/// What ends a sentence, or one of its clauses before a list.
pub const STOPS: [char; 12] = ['.', '。', ';', '；', '؛', ':', '：', '!', '！', '?', '？', '؟'];

/// What opens a quotation.
pub const OPENING_QUOTES: [char; 4] = ['“', '「', '『', '«'];

/// What closes a quotation.
pub const CLOSING_QUOTES: [char; 4] = ['”', '」', '』', '»'];

/// What may close behind the end of a sentence.
pub const CLOSERS: [char; 11] = ['”', '“', '"', '’', '」', '』', '»', ')', '）', ']', '》'];
