//! Which organ a session or a report belongs to: `to the General Assembly at its seventy-eighth session`.

use std::ops::Range;

use super::DueSession;
use super::names::Mention;
use super::rows::Reader;
use super::sessions::{Session, Which};
use super::words::Table;
use crate::finding::narrow;
use crate::registry::Body;

impl<'r> Reader<'_, 'r> {
    /// The organ and the number of a session.
    pub fn due_session(&self, text: &str, session: &Session, mentions: &[Mention<'_, 'r>]) -> Option<DueSession<'r>> {
        let at = session.at.start;
        let behind = session.organ_at.and_then(|at| {
            let next = mentions.get(mentions.partition_point(|one| one.at.start < at.saturating_sub(ARTICLE)))?;
            (next.at.start.abs_diff(at) <= ARTICLE).then_some(next)
        });
        let before = || {
            let before = mentions.partition_point(|one| one.at.end <= at);
            let mut named = mentions[..before].iter().rev().take(NEAR);
            let is_near = |one: &&Mention<'_, 'r>| {
                let between = &text[one.at.end..at];
                let through = self.table.through.at_end(text[..one.at.start].trim_end()).is_some();
                !through && !between.contains([';', '；', '؛', '。'])
            };
            named.find(is_near)
        };
        let mention = behind.or_else(|| if session.own || !self.table.language.spaced { before() } else { None });
        let organ = match mention {
            Some(mention) => self.organ(mention, mentions),
            None => self.issuing,
        };
        let is_own = organ.is_some_and(|organ| self.issuing.is_some_and(|own| own.body_id == organ.body_id));
        let current = self.document.metadata().session.filter(|_| is_own);
        let number = match session.which {
            Which::Number(number) => Some(number),
            Which::Next => current.and_then(|current| current.checked_add(1)),
            Which::This => current,
            Which::Unknown | Which::Unreadable => None,
        };
        // Without a word that makes it a deadline, a session that was is told.
        if !session.introduced && number.zip(current).is_some_and(|(number, current)| number < current) {
            return None;
        }
        let words = Some(narrow(&session.at)).filter(|words| !words.is_empty());
        let is_unreadable = session.which == Which::Unreadable;
        Some(DueSession { organ, number, is_unreadable, words })
    }

    /// The organ that a name means.
    fn organ(&self, mention: &Mention<'_, 'r>, mentions: &[Mention<'_, 'r>]) -> Option<&'r Body> {
        let among = |body: &Body| mention.organs.iter().copied().find(|one| one.body_id == body.body_id);
        if let [only] = mention.organs {
            return Some(only);
        }
        let before = mentions.partition_point(|one| one.at.end <= mention.at.start);
        let before = mentions[..before].iter().rev().take(FAR);
        let mut certain = before.filter_map(|one| if let [only] = one.organs { among(only) } else { None });
        certain.next().or_else(|| self.issuing.and_then(among))
    }

    /// Who gets a report: none where nobody is named, some none where the name leaves it open.
    pub fn recipient(
        &self,
        text: &str,
        stretch: Range<usize>,
        mentions: &[Mention<'_, 'r>],
    ) -> Option<Option<&'r Body>> {
        let table = self.table;
        let first = mentions.partition_point(|one| one.at.start < stretch.start);
        let inside = mentions[first..].iter().take_while(|one| one.at.start < stretch.end);
        for mention in inside {
            let before = text[..mention.at.start].trim_end();
            let is_introduced =
                table.before.at_end(before).is_some() || table.before.contains(&text[mention.at.clone()]);
            let inflected = table.listed.recipients.before.is_empty();
            if is_introduced || inflected || direct(text, &stretch, mention, table) {
                return Some(self.organ(mention, mentions));
            }
        }
        let own = super::scan::word_starts(&text[stretch.clone()], table.language.spaced);
        let mut own = own.filter(|at| table.own_recipient.at_start(&text[stretch.start + at..stretch.end]).is_some());
        if own.next().is_some() {
            return Some(self.issuing);
        }
        let before = text[..stretch.start].trim_end();
        table.own_recipient.at_end(before).map(|_| self.issuing)
    }
}

/// Organs named before a session among which is its own.
const NEAR: usize = 8;

/// Organs named before a short name that say which of several it means.
const FAR: usize = 64;

/// Bytes of an article before the name of an organ.
const ARTICLE: usize = 3;

/// Whether an organ stands right behind a verb that takes it: `inform the Council`.
fn direct(text: &str, stretch: &Range<usize>, mention: &Mention<'_, '_>, table: &Table) -> bool {
    const MOST_WORDS: usize = 4;
    let between = &text[stretch.start..mention.at.start];
    let few = between.split_whitespace().count() <= MOST_WORDS;
    few && table.language.spaced && !between.contains(',') && table.of.at_end(between.trim_end()).is_none()
}
