//! Recommendations in English: word lists of the subject and the clauses that join them.

use super::random::Random;
use super::sentence::Sentences;

/// Sentences in English.
pub static ENGLISH: Sentences = Sentences { statement, chapeau, item };

const CONDITIONS: &[&str] = &[
    "Within the limits of available resources",
    "With a view to shortening the time needed to answer requests",
    "Bearing in mind the differences between legal systems",
    "Recognizing that methods of offenders change quickly",
    "In consultation with the private sector",
    "Where appropriate and in line with established procedures",
    "On the basis of a risk assessment",
    "In reviewing their national strategies",
    "Taking note of the results of regional networks",
    "To avoid duplication of work",
    "While respecting requirements of confidentiality",
    "As part of long-term planning",
    "In the light of the difficulties reported",
    "To protect victims from further harm",
];
const SUBJECTS: &[&str] = &[
    "States parties",
    "States parties",
    "States",
    "Member States",
    "Countries of origin and destination",
    "The Secretariat",
];
const MODALS: &[&str] = &[
    "should",
    "should",
    "may wish to",
    "should continue to",
    "may",
    "must",
    "should, as appropriate,",
    "may wish to consider how to",
];
const OPENINGS: &[&str] = &[
    "States parties are encouraged to",
    "States are invited to",
    "Member States are encouraged to",
    "The Secretariat is requested to",
    "States that have not yet done so are urged to",
];
const VERBS: &[&str] = &[
    "develop",
    "revise",
    "assess",
    "publish",
    "harmonize",
    "improve",
    "expand",
    "support",
    "promote",
    "compile",
    "test",
    "update",
    "implement",
    "monitor",
    "coordinate",
    "strengthen",
    "establish",
    "examine",
    "analyse",
    "fund",
    "simplify",
    "accelerate",
    "consolidate",
    "share",
    "translate",
];
const FIELDS: &[&str] = &[
    "trafficking in cultural property",
    "wildlife smuggling",
    "falsified medicines",
    "online fraud",
    "illegal fishing",
    "the recovery of proceeds",
    "witness protection",
    "extradition",
    "mutual legal assistance",
    "firearms tracing",
    "money-laundering",
    "identity theft",
    "trafficking in persons",
    "the smuggling of migrants",
    "electronic evidence",
    "controlled delivery",
    "joint investigations",
    "asset management",
    "border monitoring",
    "illegal mining",
    "public procurement",
    "assistance to victims",
    "juvenile justice",
    "prison management",
    "virtual assets",
    "container inspection",
    "air cargo",
    "precursor chemicals",
    "beneficial ownership",
];
const NOUNS: &[&str] = &[
    "national action plans",
    "training courses",
    "data standards",
    "standard operating procedures",
    "model provisions",
    "networks of focal points",
    "statistical indicators",
    "risk assessments",
    "awareness campaigns",
    "rosters of experts",
    "digests of cases",
    "electronic registers",
    "operational manuals",
    "early-warning systems",
    "referral mechanisms",
    "coordinating committees",
    "accountability frameworks",
    "annual reports",
    "self-assessment checklists",
    "laboratory services",
    "analytical software",
    "bilingual templates",
    "hotline services",
    "funding arrangements",
    "consultation procedures",
    "quality reviews",
    "teaching materials",
    "open data sets",
    "regional workshops",
];
const QUALITIES: &[&str] = &[
    "effective",
    "transparent",
    "rights-based",
    "gender-sensitive",
    "measurable",
    "cross-sectoral",
    "multilingual",
    "evidence-based",
    "sustainable",
    "affordable",
    "tested",
    "regularly updated",
    "dedicated",
    "independent",
];
const MEANS: &[&str] = &[
    "including by naming a coordinator",
    "including through the use of videoconferencing",
    "for example in cooperation with universities",
    "including by providing portable equipment to front-line officers",
    "for example by forming teams of prosecutors and police officers",
    "including with the affected communities",
    "in particular in free trade zones",
    "including by supplying translations upon request",
    "for example by using open-source tools",
    "including an independent evaluation every two years",
    "in particular in rural areas",
    "including the secure storage of records",
    "including clear time limits",
];
const PURPOSES: &[&str] = &[
    "so that suspicious transactions are found early",
    "in order to reduce the backlog of cases",
    "with a view to raising the rate of convictions",
    "so that victims have timely access to remedies",
    "in order to ensure that evidence can be admitted",
    "thereby increasing public trust",
    "so that trends can be compared between regions",
    "with a view to closing gaps in enforcement",
    "in order to follow illicit financial flows",
    "thereby easing the administrative burden",
    "so that authorities can contact one another directly",
    "with a view to forming common standards",
];
const INSTRUMENTS: &[&str] = &[
    "the Organized Crime Convention",
    "the Convention",
    "the Smuggling of Migrants Protocol",
    "the Trafficking in Persons Protocol",
    "the Firearms Protocol",
    "the Protocol",
    "the Convention against Corruption",
    "the United Nations Convention against Transnational Organized Crime",
    "the Vienna Convention on Consular Relations",
];

fn statement(random: &mut Random) -> String {
    let mut text = String::new();
    if random.percent(40) {
        let condition = random.pick(CONDITIONS);
        text.push_str(&format!("{condition}, {} {} ", lowered(random.pick(SUBJECTS)), random.pick(MODALS)));
    } else if random.percent(25) {
        let provision = provision(random);
        text.push_str(&format!("In accordance with {provision}, States parties {} ", random.pick(MODALS)));
    } else if random.percent(60) {
        text.push_str(&format!("{} {} ", random.pick(SUBJECTS), random.pick(MODALS)));
    } else {
        text.push_str(&format!("{} ", random.pick(OPENINGS)));
    }
    clauses(random, &mut text);
    text.push('.');
    text
}

fn chapeau(random: &mut Random) -> String {
    match random.below(2) {
        0 => {
            format!("{} {}:", random.pick(SUBJECTS), random.pick(&["should", "should consider how to", "may wish to"]))
        }
        _ => format!("{}, {} should:", random.pick(CONDITIONS), lowered(random.pick(SUBJECTS))),
    }
}

fn item(random: &mut Random) -> String {
    let mut text = String::new();
    clauses(random, &mut text);
    text[..1].to_uppercase() + &text[1..]
}

fn clauses(random: &mut Random, text: &mut String) {
    task(random, text);
    if random.percent(30) {
        text.push_str(" and ");
        task(random, text);
    }
    for (chance, list) in [(45, MEANS), (40, PURPOSES)] {
        if random.percent(chance) {
            text.push_str(", ");
            text.push_str(random.pick(list));
        }
    }
}

fn task(random: &mut Random, text: &mut String) {
    let (verb, quality) = (random.pick(VERBS), random.pick(QUALITIES));
    let (field, noun) = (random.pick(FIELDS), random.pick(NOUNS));
    text.push_str(&match random.below(4) {
        0 => format!("{verb} {quality} {noun} on {field}"),
        1 => format!("{verb} {noun} on {field} and {}", random.pick(FIELDS)),
        2 => format!("{verb} the {noun} required by {}", provision(random)),
        _ => format!("{verb} {quality} {noun} and {} in the field of {field}", random.pick(NOUNS)),
    });
}

fn provision(random: &mut Random) -> String {
    let instrument = random.pick(INSTRUMENTS);
    let article = random.between(1, 41);
    match random.below(3) {
        0 => format!("article {article}, paragraph {}, of {instrument}", random.between(1, 9)),
        1 => format!("articles {article} and {} of {instrument}", random.between(1, 41)),
        _ => format!("article {article} of {instrument}"),
    }
}

/// The subject behind a comma: the UN writes `States` with a capital everywhere, and nothing else.
fn lowered(subject: &str) -> String {
    if subject.contains("States") { subject.to_owned() } else { subject[..1].to_lowercase() + &subject[1..] }
}
