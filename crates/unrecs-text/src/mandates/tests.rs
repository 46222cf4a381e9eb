//! What paragraphs ask, in each language, with words of real resolutions.

use super::{Mandate, actor_code};
use crate::language::by_tag;
use crate::normalize::Identity;
use crate::parse::Given;
use crate::registry::Registry;
use crate::resolve::{Grammar, resolve};
use crate::{extract, normalize, parse};

const BODIES: &str = r#"
[[bodies]]
id = "un-ga"
kind = "organ"
name.en = "General Assembly"
name.fr = "Assemblée générale"
name.es = "Asamblea General"
name.ru = "Генеральная Ассамблея"
name.ar = "الجمعية العامة"
name.zh = "大会"
inflected.ru = ["Генеральной Ассамблее", "Генеральной Ассамблеи"]

[[bodies]]
id = "un-sc"
kind = "organ"
name.en = "Security Council"
"#;

const ORGANS: &str = r#"
[[organs]]
body = "un-ga"
names.en = ["General Assembly", "Assembly"]

[[organs]]
body = "un-sc"
names.en = ["Security Council", "Council"]
"#;

/// The mandates of a resolution of the seventy-seventh session with these paragraphs, one to a line.
fn read(tag: &str, body: &str, paragraphs: &str) -> String {
    let (session, adopted, organ) = match tag {
        "fr" => (
            "Soixante-dix-septième session",
            "Résolution adoptée par l’Assemblée générale le 14 décembre 2022",
            "L’Assemblée générale,",
        ),
        "es" => (
            "Septuagésimo séptimo período de sesiones",
            "Resolución aprobada por la Asamblea General el 14 de diciembre de 2022",
            "La Asamblea General,",
        ),
        "ru" => (
            "Семьдесят седьмая сессия",
            "Резолюция, принятая Генеральной Ассамблеей 14 декабря 2022 года",
            "Генеральная Ассамблея,",
        ),
        "ar" => {
            ("الدورة السابعة والسبعون", "قرار اتخذته الجمعية العامة في 14 كانون الأول/ديسمبر 2022", "إن الجمعية العامة،")
        }
        "zh" => ("第七十七届会议", "2022年12月14日大会决议", "大会，"),
        _ => (
            "Seventy-seventh session",
            "Resolution adopted by the General Assembly on 14 December 2022",
            "The General Assembly,",
        ),
    };
    let text = format!("A/RES/77/194\n{session}\n{adopted}\n\n77/194. X\n\n{organ}\n{paragraphs}\n");
    let registry = Registry::from_texts(&[("bodies.toml", BODIES), ("organs.toml", ORGANS)]).unwrap();
    let source = extract::extract("a.txt", text.into(), None).unwrap();
    let parsed = parse::parse(source, Given { language: by_tag(tag), class: None });
    let resolved = resolve(normalize::normalize(parsed, Identity::named("a", body)), &Grammar::new(&registry));
    let document = resolved.normalized();
    let shown = |(index, one): (usize, &Mandate<'_>)| {
        let paragraph = &document.paragraphs()[index];
        let mut said = vec![
            document.label(paragraph).unwrap_or("-").to_owned(),
            actor_code(document, paragraph, &one.actor).unwrap_or("nobody").to_owned(),
            one.task.map_or("open", |task| task.code()).to_owned(),
        ];
        said.extend(one.recipient.map(|body| format!("to {}", body.body_id)));
        said.extend(one.session.as_ref().map(|session| {
            let organ = session.organ.map_or("?", |organ| &organ.body_id);
            format!("{organ}/{}", session.number.map_or("?".to_owned(), |number| number.to_string()))
        }));
        said.extend(one.due.as_ref().map(|due| match (due.on, due.candidates) {
            (Some(on), _) => on.to_string(),
            (None, Some([first, last])) => format!("{first}|{last}"),
            (None, None) => "?".to_owned(),
        }));
        said.extend(
            one.recurrence
                .as_ref()
                .map(|one| format!("every {}", one.months.map_or("?".into(), |months| months.to_string()))),
        );
        said.extend(
            one.until.as_ref().map(|until| format!("until {}", until.on.map_or("?".into(), |on| on.to_string()))),
        );
        said.extend(one.within_resources.then(|| "within resources".to_owned()));
        said.join(" ")
    };
    resolved.mandates().iter().map(shown).collect::<Vec<_>>().join("\n")
}

fn english(paragraphs: &str) -> String {
    read("en", "un-ga", paragraphs)
}

#[test]
fn reports_with_their_recipients_and_deadlines() {
    for (text, expected) in [
        (
            "1. Requests the Secretary-General to submit to the General Assembly at its seventy-ninth session a report on ports.",
            "1 secretary_general report to un-ga un-ga/79",
        ),
        (
            "1. Requests the Secretary-General, in consultation with Member States, to report to it at its next session, within existing resources.",
            "1 secretary_general report to un-ga un-ga/78 within resources",
        ),
        (
            "1. Requests the Secretary-General to keep the Security Council informed every six months.",
            "1 secretary_general report to un-sc every 6",
        ),
        (
            "1. Requests the Secretary-General to report to the General Assembly at its seventy-eighth and eightieth sessions.",
            "1 secretary_general report to un-ga un-ga/78\n1 secretary_general report to un-ga un-ga/80",
        ),
        (
            "1. Requests the Secretary-General to report within sixty days of the adoption of the present resolution.",
            "1 secretary_general report 2023-02-12",
        ),
        (
            "1. Requests the Secretary-General to report to the Council by the end of 2024.",
            "1 secretary_general report to un-sc 2024-12-31",
        ),
        (
            "1. Requests the Secretary-General to report by March 2024.",
            "1 secretary_general report 2024-02-29|2024-03-31",
        ),
        ("1. Requests the Secretary-General to report biannually.", "1 secretary_general report every ?"),
    ] {
        assert_eq!(english(text), expected, "{text}");
    }
}

#[test]
fn what_an_organ_decides_to_do() {
    for (text, expected) in [
        (
            "1. Decides to include in the provisional agenda of its seventy-ninth session the item entitled “Ports”.",
            "1 general_assembly consider un-ga/79",
        ),
        (
            "1. Decides to extend the mandate of the Mission until 31 October 2023.",
            "1 general_assembly extend until 2023-10-31",
        ),
        (
            "1. Decides to extend the mandate of the Expert for a period of one year.",
            "1 general_assembly extend until ?",
        ),
        ("1. Decides to remain seized of the matter.", ""),
        ("1. Decides to adopt the annexed declaration.", ""),
        ("1. Proclaims 5 June the International Day of Ports.", "1 general_assembly observe"),
        ("1. Decides to review the work of the Committee every three years.", "1 general_assembly consider every 36"),
    ] {
        assert_eq!(english(text), expected, "{text}");
    }
}

#[test]
fn verbs_joined_to_others_and_verbs_below_them() {
    for (text, expected) in [
        (
            "1. Urges Member States to develop, implement and evaluate policies, including by holding a conference.",
            "1 member_states other\n1 member_states implement\n1 member_states study",
        ),
        (
            "1. Calls upon States to ensure that companies report and to cooperate.",
            "1 states other\n1 states cooperate",
        ),
        ("1. Encourages Member States to take measures to combat and to prevent smuggling.", "1 member_states other"),
        (
            "1. Invites Member States to continue to support the Centre, and requests the Secretary-General to convene a meeting.",
            "1 member_states assist\n1 secretary_general convene",
        ),
        ("1. Recalls its request that the Secretary-General report.", ""),
        (
            "1. Reiterates its request to the Secretary-General to report annually.",
            "1 secretary_general report every 12",
        ),
        (
            "1. Requests the Secretary-General, by 1 May 2024:\n(a) To convene a panel;\n(b) The costs of panels.",
            "1(a) secretary_general convene 2024-05-01",
        ),
    ] {
        assert_eq!(english(text), expected, "{text}");
    }
}

#[test]
fn a_session_whose_ordinal_is_no_number_is_left_open() {
    let text = "1. Requests the Secretary-General to report to the General Assembly at its eight-first session.";
    assert_eq!(english(text), "1 secretary_general report to un-ga un-ga/?");
    // What was done at a session is no deadline.
    let text = "1. Requests the Secretary-General to implement the decision adopted at its seventy-first session.";
    assert_eq!(english(text), "1 secretary_general implement");
}

#[test]
fn the_other_languages_say_the_same() {
    let expected = "1 secretary_general report to un-ga un-ga/79\n2 general_assembly consider un-ga/78";
    for (tag, text) in [
        (
            "fr",
            "1. Prie le Secrétaire général de lui présenter, à sa soixante-dix-neuvième session, un rapport sur l’application de la présente résolution ;\n\
             2. Décide d’examiner la question à sa prochaine session.",
        ),
        (
            "es",
            "1. Solicita al Secretario General que, en su septuagésimo noveno período de sesiones, le presente un informe sobre la aplicación de la presente resolución;\n\
             2. Decide examinar la cuestión en su próximo período de sesiones.",
        ),
        (
            "ru",
            "1. просит Генерального секретаря представить Генеральной Ассамблее на ее семьдесят девятой сессии доклад об осуществлении настоящей резолюции;\n\
             2. постановляет рассмотреть этот вопрос на своей следующей сессии.",
        ),
        (
            "ar",
            "1 - تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها التاسعة والسبعين تقريرا عن تنفيذ هذا القرار؛\n\
             2 - تقرر أن تنظر في المسألة في دورتها المقبلة.",
        ),
        ("zh", "1. 请秘书长向大会第七十九届会议提交关于本决议执行情况的报告；\n2. 决定在下届会议上审议这一问题。"),
    ] {
        assert_eq!(read(tag, "un-ga", text), expected, "{tag}");
    }
}

#[test]
fn recommendations_of_a_working_group() {
    let text = "1. 请秘书处就建立多机构中心编拟更为详细的实用指南。\n2. 请秘书长每两年报告一次。\n3. 请秘书长在2026年12月31日之前召开会议。";
    let expected = "1 secretariat study\n2 secretary_general report every 24\n3 secretary_general convene 2026-12-31";
    assert_eq!(read("zh", "un-ga", text), expected);
}

#[test]
fn hostile_paragraphs_end_with_what_they_begin_with() {
    for piece in [
        "and requests the Council to report, ",
        "to report and ",
        "at its tenth session ",
        "the General Assembly, ",
        "“",
        "by 5 May 2030 ",
        "to collect, ",
    ] {
        let text = format!("1. Requests the Secretary-General to report {}.", piece.repeat(50_000 / piece.len()));
        assert!(english(&text).starts_with("1 secretary_general report"), "{piece}");
    }
}
