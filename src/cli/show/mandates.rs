//! The mandates of a paragraph: what each asks, of whom and by when, and the words that say so.

use super::{NULL, marked, value};
use unrecs_text::mandates::{Mandate, actor_code};
use unrecs_text::resolve::Resolved;

/// The mandates of the paragraph with this index.
pub(super) fn shown(resolved: &Resolved<'_>, index: usize, out: &mut Vec<String>) {
    let document = resolved.normalized();
    let paragraph = &document.paragraphs()[index];
    let text = document.text(paragraph);
    for (position, one) in resolved.mandates().of(index).iter().enumerate() {
        out.push(String::new());
        let actor = actor_code(document, paragraph, &one.actor).unwrap_or("nobody named");
        let task = one.task.map_or("task open", |task| task.code());
        out.push(format!("mandate {}, {actor}, {task}", position + 1));
        marked(text, one.task_words(), out);
        let body = resolved.mandated(paragraph, &one.actor);
        body.into_iter().for_each(|body| value(out, "body_id", &body.body_id));
        one.recipient.into_iter().for_each(|body| value(out, "recipient_body_id", &body.body_id));
        deadline(text, one, out);
        if let Some(recurrence) = &one.recurrence {
            value(out, "interval_months", shown_or_null(recurrence.months));
            one.recurrence_words().into_iter().for_each(|words| marked(text, words, out));
        }
        if let Some(until) = &one.until {
            value(out, "until", shown_or_null(until.on));
            one.until_words().into_iter().for_each(|words| marked(text, words, out));
        }
        value(out, "standing", one.is_standing());
        value(out, "within_resources", one.within_resources);
        value(out, "rule", one.rule.code());
    }
}

fn deadline(text: &str, one: &Mandate<'_>, out: &mut Vec<String>) {
    if let Some(session) = &one.session {
        value(out, "due_organ", session.organ.map_or(NULL, |organ| organ.body_id.as_str()));
        value(out, "due_session", shown_or_null(session.number));
    }
    if let Some(due) = &one.due {
        value(out, "due_on", shown_or_null(due.on));
    }
    one.deadline_words().into_iter().for_each(|words| marked(text, words, out));
}

fn shown_or_null(shown: Option<impl std::fmt::Display>) -> String {
    shown.map_or_else(|| NULL.to_owned(), |shown| shown.to_string())
}
