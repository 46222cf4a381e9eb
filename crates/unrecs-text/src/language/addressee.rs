//! Who may be asked to act, and the published codes of addressees.

use super::table::{as_read, table};

table! {
    /// Somebody who may be asked to act.
    pub struct Actor {
        /// The names, as printed but for case.
        pub forms: &'static [&'static str],
        /// Published codes of the addressee; more than one where the name joins several (`countries of origin and transit`).
        pub codes: &'static [&'static str],
        /// Which words beside the name make it somebody else.
        pub reach: Reach,
    }
}

/// Which words beside the name of an actor make it somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// One body or officer: the `Deputy Secretary-General` is another, and so is the `Conference on Disarmament`.
    #[default]
    One,
    /// A class, which other words only narrow: `African States`, `the Committee on Information`.
    Class,
    /// Members of the United Nations; with another body named behind them they are somebody else: `États membres de l'Union`.
    Members,
    /// Parties, which are parties to a treaty only where one is named beside them; elsewhere they are somebody else.
    Parties,
}

/// 缔约国
pub const STATES_PARTIES: &str = "states_parties";
/// 各国
pub const STATES: &str = "states";
/// 来源国, 原籍国
pub const ORIGIN: &str = "countries_of_origin";
/// 过境国, 转运国
pub const TRANSIT: &str = "countries_of_transit";
/// 目的地国
pub const DESTINATION: &str = "countries_of_destination";
/// 工作组
pub const WORKING_GROUP: &str = "working_group";
/// 秘书处
pub const SECRETARIAT: &str = "secretariat";
/// 缔约方会议
pub const CONFERENCE: &str = "conference";
/// 毒品和犯罪问题办公室
pub const UNODC: &str = "unodc";
/// 国际组织
pub const INTERNATIONAL_ORGANIZATIONS: &str = "international_organizations";
/// 秘书长
pub const SECRETARY_GENERAL: &str = "secretary_general";
/// 会员国
pub const MEMBER_STATES: &str = "member_states";
/// 安全理事会
pub const SECURITY_COUNCIL: &str = "security_council";
/// 大会
pub const GENERAL_ASSEMBLY: &str = "general_assembly";
/// 经济及社会理事会
pub const ECONOMIC_AND_SOCIAL_COUNCIL: &str = "economic_and_social_council";
/// 人权理事会
pub const HUMAN_RIGHTS_COUNCIL: &str = "human_rights_council";
/// 委员会
pub const COMMITTEE: &str = "committee";
/// 专门机构
pub const SPECIALIZED_AGENCIES: &str = "specialized_agencies";
/// 联合国系统
pub const UNITED_NATIONS_SYSTEM: &str = "united_nations_system";
/// 民间社会
pub const CIVIL_SOCIETY: &str = "civil_society";
/// 私营部门
pub const PRIVATE_SECTOR: &str = "private_sector";
/// 冲突各方
pub const PARTIES_TO_CONFLICT: &str = "parties_to_conflict";
/// Anybody else who acts.
pub const OTHER: &str = "other";

as_read!(Reach);
