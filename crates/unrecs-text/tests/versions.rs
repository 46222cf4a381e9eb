//! The language versions of a work: what they say is compared, and one decides what another leaves open.

use unrecs_text::align::{Agreement, Alignment, Aspect, Versions};
use unrecs_text::normalize::Identity;
use unrecs_text::parse::Given;
use unrecs_text::registry::Registry;
use unrecs_text::resolve::{Grammar, Resolved};
use unrecs_text::{extract, normalize, parse, resolve, validate};

const BODIES: &str = "[[bodies]]\nid = \"un-ga\"\nkind = \"organ\"\nname.en = \"General Assembly\"\n";

const ENGLISH: &str = "A/RES/90/1

The General Assembly,

Recalling the report of 4 December 2034,

1. Calls upon Member States to keep registers of vessels;

2. Requests the Secretary-General to report on vessels;

3. Decides to remain seized of the matter.
";

const FRENCH: &str = "A/RES/90/1

L’Assemblée générale,

Rappelant le rapport du 4 décembre 2034,

1. Demande à l’ensemble des États Membres de tenir des registres des navires ;

2. Prie le Secrétaire général de lui faire rapport sur les navires ;
";

fn read<'r>(name: &str, text: &str, grammar: &Grammar<'r>) -> Resolved<'r> {
    let source = extract::extract(name, text.as_bytes().to_vec(), None).unwrap();
    let identity = Identity::named("ships", "un-ga");
    resolve::resolve(normalize::normalize(parse::parse(source, Given::default()), identity), grammar)
}

#[test]
fn one_version_decides_what_another_leaves_open() {
    let registry = Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap();
    let grammar = Grammar::new(&registry);
    let versions = vec![read("a-en.txt", ENGLISH, &grammar), read("a-fr.txt", FRENCH, &grammar)];
    let validated = validate::validate(versions, &validate::Policy::default());
    let act = |version: usize, id: &str| {
        let document = validated.documents()[version].normalized();
        let paragraph = document.paragraphs().iter().find(|one| document.paragraph_id(one) == id).unwrap();
        (paragraph.act.map(|act| act.code()), paragraph.act_evidence.as_deref().map(str::to_owned))
    };
    assert_eq!(act(0, "ships-p1"), (Some("calls_upon"), None));
    assert_eq!(act(1, "ships-p1"), (Some("calls_upon"), Some("en: Calls upon".to_owned())));
    assert_eq!(act(1, "ships-p2"), (Some("requests"), None), "what the words decide needs no other version");

    let versions = Versions::of(validated.documents());
    let aligned: Vec<Alignment> = versions.paragraphs().iter().map(|id| versions.compare(id)).collect();
    let told: Vec<_> = aligned
        .iter()
        .map(|one| {
            (one.paragraph_id.as_str(), one.agreement(Aspect::Act), one.agreement(Aspect::Dates), one.missing.join(" "))
        })
        .collect();
    let expected = [
        ("ships-pp1", Agreement::Agree, Agreement::Agree, ""),
        // What another version decided is not this version's own.
        ("ships-p1", Agreement::Open, Agreement::Nothing, ""),
        ("ships-p2", Agreement::Agree, Agreement::Nothing, ""),
        ("ships-p3", Agreement::Agree, Agreement::Nothing, "fr"),
    ];
    assert_eq!(told, expected.map(|(id, act, dates, missing)| (id, act, dates, missing.to_owned())));
    let addressees: Vec<_> = aligned.iter().map(|one| one.agreement(Aspect::Addressees)).collect();
    assert_eq!(addressees[1..3], [Agreement::Agree, Agreement::Agree]);
    assert!(
        aligned[1].differences().contains("fr: requests or calls_upon")
            || aligned[1].differences().contains("fr: calls_upon or requests")
    );

    let lacking: Vec<_> = validated.findings().iter().filter(|one| one.code == "version-lacks-paragraph").collect();
    let messages: Vec<_> =
        lacking.iter().map(|one| (one.document, one.message.as_str(), one.expected.as_str())).collect();
    assert_eq!(messages, [(1, "this version lacks 1 paragraph: ships-p3", "a-en.txt has ships-p3 on line 11")]);
}
