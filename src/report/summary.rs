//! The counts of a run, per meeting and in all, so that a person can check them against the document.

use std::collections::BTreeSet;

use unrecs_text::finding::{Finding, Severity};
use unrecs_text::normalize::{Division, Meeting, Normalized, ParsedValue};
use unrecs_text::parse::Class;
use unrecs_text::resolve::{Coverage, Resolved};
use unrecs_text::validate::Validated;
use unrecs_text::value::DateRange;

/// The counts of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Number of documents, whatever the number of their languages.
    pub documents: usize,
    /// Number of language versions.
    pub versions: usize,
    /// Every meeting, in document order.
    pub meetings: Vec<MeetingCounts>,
    /// What stands in no meeting, by the class of its document; a class without such is not there.
    pub outside: Vec<ClassCounts>,
    /// Findings by severity: errors, warnings, notes.
    pub findings: [usize; 3],
    /// Everything that looks like a reference, by its status.
    pub coverage: Coverage,
}

/// The counts of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingCounts {
    /// Key of the meeting.
    pub meeting_id: String,
    /// Ordinal of the meeting.
    pub ordinal: i32,
    /// First and last day, or `?` if they could not be read.
    pub dates: String,
    /// Place, or `?` if none was found.
    pub place: String,
    /// Number of recommendations.
    pub recommendations: usize,
    /// Number of their items.
    pub items: usize,
    /// Number of findings from the heading of the meeting to the next one.
    pub findings: usize,
}

/// The counts of what stands in no meeting, in the documents of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassCounts {
    /// The class.
    pub class: Class,
    /// Number of documents of the class.
    pub documents: usize,
    /// Number of recommendations and operative paragraphs.
    pub recommendations: usize,
    /// Number of their items.
    pub items: usize,
    /// Number of findings about no meeting: those before the first meeting of their document.
    pub findings: usize,
}

impl ClassCounts {
    /// Of a class of which no document was counted yet.
    fn none(class: Class) -> Self {
        Self { class, documents: 0, recommendations: 0, items: 0, findings: 0 }
    }
}

impl Summary {
    /// Counts the contents of validated documents.
    pub fn of(validated: &Validated) -> Self {
        let mut meetings = Vec::new();
        let mut outside: Vec<ClassCounts> = Class::ALL.iter().copied().map(ClassCounts::none).collect();
        let mut findings = validated.findings();
        for (index, document) in validated.documents().iter().enumerate() {
            // Findings are ordered by document, so each document takes its own from the front.
            let own;
            (own, findings) = findings.split_at(findings.partition_point(|finding| finding.document <= index));
            let counted = counts(document.normalized(), own);
            let class = document.normalized().metadata().class;
            let of_class = outside.iter_mut().find(|counts| counts.class == class).expect("every class is there");
            of_class.documents += 1;
            of_class.findings += own.len() - counted.iter().map(|meeting| meeting.findings).sum::<usize>();
            let all = document.normalized().counts();
            let normative = document.normalized().divisions().iter().zip(all);
            for (_, [recommendations, items]) in normative.filter(|(division, _)| division.meeting.is_none()) {
                of_class.recommendations += recommendations;
                of_class.items += items;
            }
            meetings.extend(counted);
        }
        // A compilation with nothing outside of its meetings is told by these.
        let is_told = |counts: &ClassCounts| match counts.class {
            Class::Compilation => counts.recommendations + counts.items + counts.findings > 0,
            _ => counts.documents > 0,
        };
        outside.retain(is_told);
        let documents = validated.documents().iter().map(Resolved::normalized);
        let works: BTreeSet<&str> = documents.map(|document| document.metadata().document_id.as_str()).collect();
        Self {
            documents: works.len(),
            versions: validated.documents().len(),
            meetings,
            outside,
            findings: Severity::ALL.map(|severity| validated.count(severity)),
            coverage: validated.coverage(),
        }
    }

    /// Number of recommendations and operative paragraphs.
    pub fn recommendations(&self) -> usize {
        let outside = self.outside.iter().map(|class| class.recommendations);
        self.meetings.iter().map(|meeting| meeting.recommendations).chain(outside).sum()
    }

    /// Number of their items.
    pub fn items(&self) -> usize {
        let outside = self.outside.iter().map(|class| class.items);
        self.meetings.iter().map(|meeting| meeting.items).chain(outside).sum()
    }
}

fn counts(document: &Normalized, findings: &[Finding]) -> Vec<MeetingCounts> {
    let mut starts: Vec<usize> = document.meetings().map(|(division, _)| division.span.start).collect();
    starts.push(usize::MAX);
    let counted = document.divisions().iter().zip(document.counts());
    let meetings = counted.filter_map(|(division, counts)| Some((division, division.meeting.as_ref()?, counts)));
    let count = |(index, (division, meeting, counts)): (usize, (&Division, &Meeting, [usize; 2]))| {
        let here = starts[index]..starts[index + 1];
        let [recommendations, items] = counts;
        MeetingCounts {
            meeting_id: division.division_id.clone(),
            ordinal: meeting.ordinal,
            dates: dates(meeting.dates.as_ref()),
            place: meeting.place.clone().unwrap_or_else(|| "?".to_owned()),
            recommendations,
            items,
            findings: findings.iter().filter(|finding| here.contains(&finding.span.start)).count(),
        }
    };
    meetings.enumerate().map(count).collect()
}

fn dates(found: Option<&ParsedValue<DateRange>>) -> String {
    match found {
        Some(ParsedValue::Read { value, .. }) if value.start == value.end => value.start.to_string(),
        Some(ParsedValue::Read { value, .. }) => format!("{} to {}", value.start, value.end),
        _ => "?".to_owned(),
    }
}
