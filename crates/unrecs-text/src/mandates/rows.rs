//! From the requests of a paragraph to its mandates: actors, kinds of tasks, and the deadlines that belong to each.

use std::ops::Range;

use super::directive::{self, Directive};
use super::heads::{self, First, Head};
use super::kinds::Clause;
use super::names::{Mention, Names};
use super::row::{Row, due, is_same_task, mandate, merged};
use super::sessions::{self, Session};
use super::times::{self, Says, Time};
use super::words::{Kind, Table};
use super::{Actor, DueSession, Mandate, Recurrence, Rule};
use crate::finding::narrow;
use crate::language::{Language, Task, by_tag, is_spelled};
use crate::normalize::{Act, Modality, Normalized, Paragraph};
use crate::registry::Body;
use crate::value::Date;

/// Reads the paragraphs of a document in their order.
pub struct Reader<'d, 'r> {
    pub document: &'d Normalized,
    names: &'d Names<'r>,
    pub table: &'static Table,
    /// The body that issued the document.
    pub issuing: Option<&'r Body>,
    /// The code of an addressee that the body has.
    speaker: &'static str,
    adopted: Option<Date>,
    /// Who was asked by the request before, in the same paragraph.
    before: Vec<Actor>,
    /// The times and sessions of each paragraph that has no verb of its own, for its items.
    above: Vec<Option<Around>>,
}

/// What stands in a stretch beside its verbs.
#[derive(Debug, Clone, Default)]
struct Around {
    times: Vec<Time>,
    sessions: Vec<Session>,
}

impl<'d, 'r> Reader<'d, 'r> {
    /// None where the document's language has no table.
    pub fn new(document: &'d Normalized, names: &'d Names<'r>) -> Option<Self> {
        let language = by_tag(document.metadata().language?)?;
        let table = Table::of(language)?;
        let metadata = document.metadata();
        let issuing = names.body(&metadata.body_id);
        let adopted = metadata.day();
        let speaker = issuing.map_or(OTHER, |body| code_of(body, table));
        let above = Vec::with_capacity(document.paragraphs().len());
        Some(Self { document, names, table, issuing, speaker, adopted, before: Vec::new(), above })
    }

    /// The mandates of the next paragraph.
    pub fn paragraph(&mut self, paragraph: &Paragraph) -> Vec<Mandate<'r>> {
        let mut mandates = Vec::new();
        let (document, table) = (self.document, self.table);
        let text = document.text(paragraph);
        self.above.push(None);
        if let Some(opening) = self.opening(paragraph, text) {
            mandates.push(opening);
            return mandates;
        }
        let asks = asks(paragraph.effective_modality) && !paragraph.negated;
        let directives = if asks {
            let own = document.normative_verb(paragraph);
            directive::split(text, own.map_or(0, |verb| verb.end), table)
        } else if paragraph.is_normative() && paragraph.effective_modality == Modality::None {
            directive::behind(text, table)
        } else {
            Vec::new()
        };
        self.before.clear();
        let recalled = usize::from(asks && self.is_recalled(paragraph, text));
        for directive in directives.into_iter().skip(recalled) {
            self.directive(paragraph, &directive, &mut mandates);
        }
        mandates
    }

    /// Whether the request is one that the paragraph only recalls: `Recalls its request that …`.
    fn is_recalled(&self, paragraph: &Paragraph, text: &str) -> bool {
        let verbs = self.document.opening_verb(paragraph).zip(self.document.normative_verb(paragraph));
        let recalls = |acts: &[Act]| acts.contains(&Act::Recalls);
        let between = verbs.and_then(|(opening, verb)| text.get(opening.end..verb.start));
        let joined = |between: &str| {
            between.trim_end().ends_with([',', '，', '،', ';', '；'])
                || self.table.joins.at_end(between.trim_end()).is_some()
        };
        recalls(paragraph.act.as_slice()) && between.is_none_or(|between| !joined(between))
    }

    /// The task of a paragraph whose opening verb is one: `Establishes a working group`.
    fn opening(&self, paragraph: &Paragraph, text: &str) -> Option<Mandate<'r>> {
        let verb = self.document.opening_verb(paragraph)?;
        let (_, listed) = self.table.openings.find_at_start(&text[verb.start..])?;
        if !matches!(paragraph.act, Some(Act::Other | Act::Declares | Act::Decides | Act::Reiterates)) {
            return None;
        }
        let end = super::scan::sentence_end(text, verb.end);
        let mut head = Head {
            at: verb.clone(),
            start: verb.start,
            kind: Kind::One(Task::Other),
            rule: Rule::NoKind,
            submits: false,
        };
        Clause { text, end, table: self.table }.tell_verb(&mut head, listed);
        if head.kind == Kind::One(Task::Other) {
            return None;
        }
        head.rule = Rule::Opening;
        let around = self.around(text, verb.start..end);
        let row = self.rows(text, &[head], &around, verb.start..end).into_iter().next()?;
        Some(mandate(row, Actor::Speaker(self.speaker)))
    }

    fn around(&self, text: &str, stretch: Range<usize>) -> Around {
        Around {
            times: times::find(text, stretch.clone(), self.adopted, self.table).into_iter().take(heads::MOST).collect(),
            sessions: sessions::find(text, stretch, self.table).into_iter().take(heads::MOST).collect(),
        }
    }

    /// Adds the mandates of one request.
    fn directive(&mut self, paragraph: &Paragraph, directive: &Directive, mandates: &mut Vec<Mandate<'r>>) {
        let (document, table) = (self.document, self.table);
        let text = document.text(paragraph);
        let own = directive.asked.is_some() || document.normative_verb(paragraph).is_some();
        let modality = directive.asked.as_ref().map_or(paragraph.effective_modality, |asked| asked.modality);
        let (actors, behind) = self.actors(paragraph, directive, modality);
        self.before.clone_from(&actors);
        let decides_itself = actors.iter().any(|one| matches!(one, Actor::Speaker(_)));
        let has_marks = !table.language.norms.asked.infinitive.is_empty();
        let first = match own {
            true if is_of_subject(modality) => First::Here,
            true if has_marks && actors.contains(&Actor::Nobody) => First::Marked,
            true => First::Behind,
            false => First::Here,
        };
        let mut start = behind.clamp(directive.stretch.start, directive.stretch.end);
        if !own && !table.language.spaced {
            start = directive.stretch.start;
        }
        let mut found = heads::find(text, start..directive.stretch.end, first, table);
        if !own && found.first().is_some_and(|head| !is_first(text, head, table)) {
            found.clear();
        }
        if decides_itself {
            found.retain(|head| matches!(head.kind, Kind::One(task) if goes_on(task)));
        }
        let mut around = self.around(text, directive.stretch.clone());
        if found.is_empty() {
            if own
                && directive.asked.is_none()
                && let Some(above) = self.above.last_mut()
            {
                *above = Some(around);
            }
            return;
        }
        let is_silent = around.sessions.is_empty() && around.times.iter().all(|time| time.says == Says::Resources);
        let above = paragraph.parent.and_then(|parent| self.above.get(parent).cloned().flatten());
        let inherited = above.filter(|_| !own && is_silent);
        if let Some(above) = &inherited {
            // Places in the chapeau are none in the item.
            around.sessions.extend(above.sessions.iter().map(|one| Session { at: 0..0, ..one.clone() }));
            around.times.extend(above.times.iter().map(|one| Time { at: 0..0, says: one.says.clone() }));
        }
        let rows = self.rows(text, &found, &around, directive.stretch.clone());
        let is_repeated = |mandates: &[Mandate<'r>], new: &Mandate<'r>| {
            // Few paragraphs have more; each of them is not compared with all.
            let mut near = mandates.iter().rev().take(heads::MOST);
            near.any(|one| one.actor == new.actor && is_same_task(one, new))
        };
        let mut all: Vec<Mandate<'r>> = Vec::new();
        for actor in actors {
            let from = all.len();
            for row in &rows {
                let new = mandate(row.clone(), actor.clone());
                let is_other = new.task == Some(Task::Other);
                let is_second = all[from..].iter().any(|one| one.task_words != new.task_words);
                if is_other && is_second {
                    continue;
                }
                if !is_repeated(&all, &new) && !is_repeated(mandates, &new) {
                    all.push(new);
                }
            }
        }
        mandates.extend(all);
    }

    /// Who is to act, and the offset behind their names.
    fn actors(&self, paragraph: &Paragraph, directive: &Directive, modality: Modality) -> (Vec<Actor>, usize) {
        let start = directive.stretch.start;
        if let Some(asked) = &directive.asked {
            let behind = asked.addressees.iter().map(|(_, at)| at.end).max().unwrap_or(start);
            let named: Vec<Actor> = asked.addressees.iter().map(|(code, at)| Actor::Named(code, at.clone())).collect();
            let text = self.document.text(paragraph);
            let is_same = self.table.same.at_start(text[start..].trim_start()).is_some();
            let alone = match modality {
                Modality::Decides => vec![Actor::Speaker(self.speaker)],
                _ if is_same && !self.before.is_empty() => self.before.clone(),
                _ => vec![Actor::Nobody],
            };
            return (if named.is_empty() { alone } else { named }, behind.max(start));
        }
        let addressees = self.document.addressees(paragraph);
        let ends = addressees.iter().filter_map(|one| one.surface()).map(|at| at.end);
        let mut behind = ends.filter(|&end| end <= directive.stretch.end).max().unwrap_or(start).max(start);
        let text = self.document.text(paragraph);
        if self.table.language.norms.subject_may_follow
            && self.table.infinitive.at_start(text[start..].trim_start()).is_some()
        {
            // The verb stands before the one who acts: أن توافي لجنة التحقيق.
            behind = start;
        }
        let alone = match modality {
            Modality::Decides => Actor::Speaker(self.speaker),
            _ => Actor::Nobody,
        };
        let actors = (0..addressees.len()).map(Actor::Addressee).collect::<Vec<_>>();
        (if actors.is_empty() { vec![alone] } else { actors }, behind)
    }

    /// What each verb says, with what belongs to it.
    fn rows(&self, text: &str, heads: &[Head], around: &Around, stretch: Range<usize>) -> Vec<Row<'r>> {
        /// Bytes before a request in which the organ may stand that its words mean.
        const BEFORE: usize = 1000;
        let before = text.floor_char_boundary(stretch.start.saturating_sub(BEFORE));
        let mentions: Vec<Mention<'_, 'r>> = self.names.find(text, before..stretch.end).collect();
        let owner = |at: usize| owner(text, heads, at, self.table);
        let mut rows = Vec::new();
        for (index, head) in heads.iter().enumerate() {
            let end = heads.get(index + 1).map_or(stretch.end, |next| next.start.max(head.at.end));
            let own_times = around.times.iter().filter(|time| owner(time.at.start) == index);
            let mut sessions = Vec::new();
            for session in around.sessions.iter().filter(|one| owner(one.at.start) == index) {
                sessions.extend(self.due_session(text, session, &mentions));
            }
            let (mut days, mut recurrence, mut until, mut within_resources) = (Vec::new(), None, None, false);
            for time in own_times {
                let words = Some(narrow(&time.at)).filter(|words| !words.is_empty());
                match &time.says {
                    Says::By(day) => days.push(due(day, words)),
                    Says::Until(day) if head.kind == Kind::One(Task::Extend) => until = until.or(Some(due(day, words))),
                    Says::Until(_) => {}
                    Says::Every(months) => {
                        recurrence = recurrence.or(Some(Recurrence { months: *months, words }));
                    }
                    Says::Resources => within_resources = true,
                }
            }
            let named = self.recipient(text, head.start..end, &mentions);
            // What is prepared for an organ is reported to it.
            let submits = head.submits && head.kind == Kind::One(Task::Study) && named.is_some();
            let kind = if submits { Kind::One(Task::Report) } else { head.kind };
            let reports = kind == Kind::One(Task::Report);
            let named = named.filter(|_| reports);
            for place in 0..sessions.len().max(days.len()).max(1) {
                let session: Option<&DueSession<'r>> = sessions.get(place).or(sessions.last());
                let recipient = match named {
                    Some(named) => named,
                    None if reports => session.and_then(|session| session.organ),
                    None => None,
                };
                rows.push(Row {
                    kind,
                    rule: head.rule,
                    at: head.at.clone(),
                    session: session.cloned(),
                    due: days.get(place).or(days.last()).cloned(),
                    recurrence: recurrence.clone(),
                    until: until.clone(),
                    within_resources,
                    recipient,
                });
            }
        }
        merged(rows)
    }
}

/// The code of an addressee of no list.
const OTHER: &str = crate::language::addressee::OTHER;

/// The code of an addressee that a body has.
fn code_of(body: &Body, table: &Table) -> &'static str {
    let Language { tag, norms, .. } = table.language;
    let is_called = |name: &str| norms.actors.iter().find(|one| one.forms.iter().any(|form| is_spelled(name, form)));
    let called = body.names_in(tag).find_map(is_called);
    let actor = called.or_else(|| {
        let name = body.official(tag);
        let found = table.actors.find_at_start(name).or_else(|| table.actors.find_at_end(name));
        found.map(|(_, actor)| actor)
    });
    actor.and_then(|actor| actor.codes.first().copied()).unwrap_or(OTHER)
}

/// Whether a modality asks somebody to do something.
fn asks(modality: Modality) -> bool {
    !matches!(modality, Modality::None | Modality::Inherit | Modality::May)
}

/// Whether the one who acts is the subject of the verb, so that what is asked follows right behind it.
fn is_of_subject(modality: Modality) -> bool {
    matches!(modality, Modality::Must | Modality::Should | Modality::MayWish | Modality::May)
}

/// Whether what an organ decides to do itself leaves something to be done.
fn goes_on(task: Task) -> bool {
    !matches!(task, Task::Implement | Task::Cooperate | Task::Other | Task::Assist | Task::Study)
}

/// Whether an item begins with a verb.
fn is_first(text: &str, head: &Head, table: &Table) -> bool {
    let mut before = text[..head.at.start].trim_start();
    while let Some(length) = table
        .infinitive
        .at_start(before)
        .or_else(|| table.adverbs.at_start(before))
        .or_else(|| table.pronouns.at_start(before))
    {
        before = before[length..].trim_start();
    }
    let is_near = before.chars().filter(|c| c.is_alphabetic()).count() <= LEAD;
    if table.language.spaced { is_near } else { text[..head.start].trim().is_empty() }
}

/// Letters of adverbs and passed verbs before the verb of an item.
const LEAD: usize = 14;

/// The verb that a deadline belongs to: the last before it; in a language where deadlines stand before their verb, the next of its clause.
fn owner(text: &str, heads: &[Head], at: usize, table: &Table) -> usize {
    let before = heads.partition_point(|head| head.at.start <= at).saturating_sub(1);
    if table.language.spaced {
        return before;
    }
    let next = heads.iter().position(|head| head.at.start > at);
    let is_same_clause = |head: &Head| !text[at..head.at.start].contains(['，', '；', '。']);
    next.filter(|&next| is_same_clause(&heads[next])).unwrap_or(before)
}
