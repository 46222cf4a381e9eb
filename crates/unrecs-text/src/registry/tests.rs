//! Every way in which the files of a registry can be wrong is an error with its place.

use super::Registry;

const BODIES: &str = "[[bodies]]\nid = \"wg\"\nkind = \"organ\"\nname.en = \"A\"\n";
const INSTRUMENTS: &str = "[[instruments]]
id = \"untoc\"
kind = \"convention\"
adopted_on = 2000-11-15
treaty_number = \"XVIII-12\"
actor = \"un-ga\"
head.zh = \"公约\"
basis = \"text\"
titles = [
    { language = \"zh\", form = \"full\", title = \"联合国公约\" },
]

[[instruments]]
id = \"protocol\"
kind = \"protocol\"
parent = \"untoc\"
head.zh = \"议定书\"
basis = \"memory\"
titles = [{ language = \"zh\", form = \"short\", title = \"打击议定书\" }]
";
const PROFILES: &str = "[[profiles]]\nbody = \"wg\"\nheads.zh = { \"公约\" = [\"untoc\"] }\n";
const PROVISIONS: &str = "articles = [
    { number = \"1\", title.en = \"Purpose\", basis = \"text\", title_basis.zh = \"memory\" },
    { number = \"2\", paragraphs = 4, points = { \"1\" = 2 }, basis = \"text\" },
]
chapters = [{ number = \"1\", articles = [\"1\", \"2\"], basis = \"memory\" }]
annexes = [{ number = \"1\", basis = \"memory\" }]
";

fn load(instruments: &str, profiles: &str, provisions: &str) -> Result<Registry, String> {
    let files = [
        ("bodies.toml", BODIES),
        ("instruments.toml", instruments),
        ("profiles.toml", profiles),
        ("provisions/untoc.toml", provisions),
    ];
    Registry::from_texts(&files).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
}

#[test]
fn what_is_right_is_read() {
    let registry = load(INSTRUMENTS, PROFILES, PROVISIONS).unwrap();
    let untoc = registry.instrument("untoc").unwrap();
    assert_eq!(untoc.article_count(), Some(2));
    assert_eq!(untoc.iri().as_deref(), Some("/akn/un/act/provision/un-ga/2000-11-15/XVIII-12"));
    assert_eq!(untoc.skeleton.articles[1].paragraphs, Some(4));
    let protocol = registry.instrument("protocol").unwrap();
    assert_eq!((protocol.iri(), protocol.parent_id.as_deref()), (None, Some("untoc")));
    assert_eq!(registry.profile("wg").unwrap().meaning("zh", "公约"), Some(&[0][..]));
}

#[test]
fn a_registry_needs_nothing_but_bodies() {
    let registry = Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap();
    assert!(registry.instruments().is_empty() && registry.profile("wg").is_none());
}

#[test]
fn errors_in_instruments_have_their_place() {
    let cases = [
        (
            ("\"protocol\"\nkind", "\"Protocol\"\nkind"),
            "instruments.toml:14:6: `Protocol` is not a valid instrument id; expected lower-case ASCII letters and digits, joined by single underscores",
        ),
        (
            ("id = \"protocol\"", "id = \"untoc\""),
            "instruments.toml:14:6: two instruments have the id `untoc`, the first on line 2",
        ),
        (
            ("kind = \"protocol\"", "kind = \"pact\""),
            "instruments.toml:15:8: unknown kind `pact`; expected one of `charter`, `convention`, `covenant`, `protocol`, `agenda`, `declaration`, `rules`, `agreement`, `statute`, `framework`",
        ),
        (
            ("parent = \"untoc\"", "parent = \"un\""),
            "instruments.toml:16:10: no instrument has the id `un`; expected an id from this file",
        ),
        (
            ("2000-11-15", "2000-11-31"),
            "instruments.toml:4:14: not valid TOML: invalid date, expected day between 01 and 30",
        ),
        (
            ("2000-11-15", "2000-11-15T10:00:00"),
            "instruments.toml:4:14: `2000-11-15T10:00:00` is not a date; expected one such as 2000-11-15",
        ),
        (("2000-11-15", "\"2000\""), "instruments.toml:4:14: found string \"2000\"; expected a TOML datetime"),
        (
            ("actor = ", "actors = "),
            "instruments.toml:6:1: unknown key `actors`; expected one of `id`, `kind`, `parent`, `adopted_on`, `in_force_on`, `symbol`, `treaty_number`, `actor`, `head`, `basis`, `units`, `unit`, `titles`",
        ),
        (
            ("head.zh = \"公约\"", "head.zz = \"公约\""),
            "instruments.toml:7:6: unknown language `zz`; expected one of `ar`, `en`, `es`, `fr`, `ru`, `zh`",
        ),
        (
            ("head.zh = \"公约\"", "symbol = \"55/25\""),
            "instruments.toml:7:10: \"55/25\" is not a UN document symbol; expected parts between slashes, such as CTOC/COP/WG.7/2019/4",
        ),
        (
            ("head.zh = \"公约\"", "unit = \"verse\""),
            "instruments.toml:7:8: unknown unit `verse`; expected one of `article`, `rule`",
        ),
        (
            ("\"打击议定书\"", "\"\""),
            "instruments.toml:19:54: this text is empty; expected at least one word, or no key",
        ),
        (
            ("\"打击议定书\"", "\"联合国 公约\""),
            "instruments.toml:19:54: the title `联合国 公约` also belongs to `untoc` on line 10, but no profile says which instrument is meant",
        ),
        (
            (
                "title = \"联合国公约\" },",
                "title = \"联合国公约\" }, { language = \"zh\", form = \"short\", title = \"联合国公约\" },",
            ),
            "instruments.toml:10:101: the title `联合国公约` is listed twice, first on line 10",
        ),
    ];
    for ((from, to), expected) in cases {
        assert_eq!(load(&INSTRUMENTS.replacen(from, to, 1), PROFILES, PROVISIONS).err().as_deref(), Some(expected));
    }
}

#[test]
fn a_profile_decides_between_two_that_claim_a_title() {
    let claimed = INSTRUMENTS.replace("打击议定书", "联合国公约");
    let decided = PROFILES.replace("{ ", "{ \"联合国公约\" = [\"protocol\"], ");
    assert!(load(&claimed, &decided, PROVISIONS).is_ok());
}

#[test]
fn errors_in_profiles_and_provisions_have_their_place() {
    let cases = [
        (("\"wg\"", "\"gw\""), "profiles.toml:2:8: no body has the id `gw`; expected an id from the registry"),
        (
            ("[\"untoc\"]", "[\"un\"]"),
            "profiles.toml:3:22: no instrument has the id `un`; expected an id from the registry",
        ),
        (("[\"untoc\"]", "[]"), "profiles.toml:3:14: this entry is empty; expected a noun and the ids of instruments"),
    ];
    for ((from, to), expected) in cases {
        assert_eq!(load(INSTRUMENTS, &PROFILES.replace(from, to), PROVISIONS).err().as_deref(), Some(expected));
    }
    let twice = format!("{PROFILES}{PROFILES}");
    let expected = "profiles.toml:5:8: there are two profiles for the body `wg`; expected one";
    assert_eq!(load(INSTRUMENTS, &twice, PROVISIONS).err().as_deref(), Some(expected));
    let cases = [
        (
            ("[\"1\", \"2\"]", "[\"1\", \"3\"]"),
            "provisions/untoc.toml:5:46: there is no article `3`; expected an article of this file",
        ),
        (
            ("\"1\" = 2", "\"5\" = 2"),
            "provisions/untoc.toml:3:48: the article has no paragraph `5`; expected one of its 4 paragraphs, or 0",
        ),
        (
            ("number = \"2\"", "number = \"1\""),
            "provisions/untoc.toml:3:16: the number `1` occurs twice in one list; expected each number once",
        ),
        (
            ("number = \"2\"", "number = \"II\""),
            "provisions/untoc.toml:3:16: `II` is not a valid provision number; expected one such as 6 or 24bis",
        ),
        (
            ("basis = \"text\"", "basis = \"seen\""),
            "provisions/untoc.toml:2:51: not valid TOML: unknown variant `seen`, expected `text` or `memory`",
        ),
    ];
    for ((from, to), expected) in cases {
        let provisions = PROVISIONS.replacen(from, to, 1);
        assert_eq!(load(INSTRUMENTS, PROFILES, &provisions).err().as_deref(), Some(expected));
    }
}

#[test]
fn identifiers_follow_from_the_path() {
    use super::{ProvisionPath, provision_id};
    use crate::language::Unit;
    let registry = load(INSTRUMENTS, PROFILES, PROVISIONS).unwrap();
    let untoc = registry.instrument("untoc").unwrap();
    let article =
        ProvisionPath { annex: None, unit: Unit::Article, number: "6", paragraph: Some("3"), point: Some("a(ii)") };
    let chapter = ProvisionPath { unit: Unit::Chapter, number: "2", paragraph: None, point: None, ..article };
    let annex = ProvisionPath { unit: Unit::Annex, ..chapter };
    let inside = ProvisionPath { annex: Some("2"), number: "3", paragraph: None, point: None, ..article };
    for (path, id, iri) in [
        (article, "untoc/art_6", "!main#art_6__para_3__point_a__point_ii"),
        (chapter, "untoc/chp_II", "!main#chp_II"),
        (annex, "untoc/annex_II", "!annex_II"),
        (inside, "untoc/annex_II__art_3", "!annex_II#art_3"),
    ] {
        assert_eq!(provision_id("untoc", &path), id);
        let expected = format!("/akn/un/act/provision/un-ga/2000-11-15/XVIII-12/{iri}");
        assert_eq!(untoc.provision_iri(&path), Some(expected));
    }
}

#[test]
fn a_file_of_provisions_that_nothing_reads_is_an_error() {
    let mut files =
        vec![("bodies.toml", BODIES), ("instruments.toml", INSTRUMENTS), ("provisions/untoc.toml", PROVISIONS)];
    assert!(Registry::from_texts(&files).is_ok());
    files.push(("provisions/untok.toml", PROVISIONS));
    let error = Registry::from_texts(&files).err().map(|error| error.message);
    let expected = "no instrument has the id `untok`; expected the id of an instrument as the name of the file";
    assert_eq!(error.as_deref(), Some(expected));
}

const MEMBER_STATES: &str = "[[member_states]]
code = \"CIV\"
names = [\"Côte d'Ivoire\", \"Cote d'Ivoire\"]

[[member_states]]
code = \"TUR\"
names = [\"Türkiye\"]
";

fn load_states(states: &str) -> Result<Registry, String> {
    let files = [("bodies.toml", BODIES), ("member_states.toml", states)];
    Registry::from_texts(&files).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
}

#[test]
fn a_member_state_is_found_by_each_of_its_names() {
    let registry = load_states(MEMBER_STATES).unwrap();
    for name in ["CÔTE D'IVOIRE", "Cote d’Ivoire", " cote\u{a0} d'ivoire "] {
        assert_eq!(registry.member_state(name), Some("CIV"), "{name}");
    }
    assert_eq!((registry.member_state("TURKEY"), registry.member_state("TÜRKIYE")), (None, Some("TUR")));
    assert_eq!(registry.member_states()[1].names, ["Türkiye"]);
    assert!(Registry::from_texts(&[("bodies.toml", BODIES)]).unwrap().member_states().is_empty());
}

#[test]
fn errors_in_member_states_have_their_place() {
    let cases = [
        (
            ("\"TUR\"", "\"TR\""),
            "member_states.toml:6:8: `TR` is no code of a country; expected three capital letters, as in ISO 3166-1 alpha-3",
        ),
        (("\"TUR\"", "\"CIV\""), "member_states.toml:6:8: two Member States have the code `CIV`; expected one"),
        (
            ("\"Türkiye\"", "\"COTE D'IVOIRE\""),
            "member_states.toml:7:10: the name `COTE D'IVOIRE` also belongs to `CIV`; expected each name once",
        ),
        (
            ("\"Türkiye\"", "\"Türkiye\", \"TÜRKIYE\""),
            "member_states.toml:7:21: the name `TÜRKIYE` also belongs to `TUR`; expected each name once",
        ),
        (("\"Türkiye\"", "\"\""), "member_states.toml:7:10: this text is empty; expected at least one word, or no key"),
        (("[\"Türkiye\"]", "[]"), "member_states.toml:7:9: this list is empty; expected the name of the Member State"),
        (("code = \"TUR\"", "id = \"TUR\""), "member_states.toml:6:1: unknown key `id`; expected `code` or `names`"),
    ];
    for ((from, to), expected) in cases {
        assert_eq!(load_states(&MEMBER_STATES.replace(from, to)).err().as_deref(), Some(expected));
    }
}

#[test]
fn every_member_state_is_in_the_file() {
    let registry = load_states(include_str!("../../../../input/registry/member_states.toml")).unwrap();
    assert_eq!(registry.member_states().len(), 193);
    for (name, code) in [
        ("IRAN (ISLAMIC REPUBLIC OF)", "IRN"),
        ("COTE D'IVOIRE", "CIV"),
        ("TURKIYE", "TUR"),
        ("TÜRKİYE", "TUR"),
        ("TURKEY", "TUR"),
        ("DEMOCRATIC REPUBLIC OF THE CONGO", "COD"),
        ("CONGO", "COG"),
        ("DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA", "PRK"),
        ("REPUBLIC OF KOREA", "KOR"),
        ("ESWATINI", "SWZ"),
    ] {
        assert_eq!(registry.member_state(name), Some(code), "{name}");
    }
}
